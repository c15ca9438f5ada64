using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card.Tests.House;

/// <summary>
/// No static of EuiccSim.Card changes or remembers: two cards of a process, or two worlds in one test run, have nothing in common but the
/// cache that their environment has unless it is given another.
/// </summary>
public sealed class StaticTests
{
    [Test]
    public void All_statics_are_values_but_the_one_cache() => Assert.That(
        Statics(typeof(VirtualEuicc).Assembly).Where(field => WhyNot(field) is not null).Select(field => $"{field.DeclaringType}.{field.Name}: {WhyNot(field)}").ToArray(),
        Is.EqualTo(new[] { "EuiccSim.Card.CardCache.<Shared>k__BackingField: EuiccSim.Card.CardCache" }));

    [Test]
    public void What_changes_or_remembers_is_seen() => Assert.That(
        Statics(typeof(StaticTests).Assembly).Where(field => field.DeclaringType == typeof(Bad)).Select(field => (field.Name, WhyNot(field) is null)),
        Is.EquivalentTo(new[]
        {
            (nameof(Bad.Counter), false), (nameof(Bad.List), false), (nameof(Bad.Array), false), (nameof(Bad.Lazy), false), (nameof(Bad.Memo), false),
            (nameof(Bad.Inner), false), (nameof(Bad.Closure), false), (nameof(Bad.Cache), false), (nameof(Bad.Function), true), (nameof(Bad.Good), true), (nameof(Bad.AlsoGood), true),
        }));

    private static readonly Assembly[] s_ours = [typeof(VirtualEuicc).Assembly, typeof(Protocol.Asn1.Octets).Assembly, typeof(StaticTests).Assembly];

    private static IEnumerable<FieldInfo> Statics(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => !field.IsLiteral);

    private static string? WhyNot(FieldInfo field) =>
        !field.IsInitOnly ? "it can be assigned" : field.GetValue(null) is { } value ? WhyNot(value, new(ReferenceEqualityComparer.Instance)) : null;

    /// <summary>What in a value can change, or null. What is not there cannot come either, where no field can be assigned.</summary>
    private static string? WhyNot(object value, HashSet<object> seen)
    {
        Type type = value.GetType();
        if (value is CardCache) return seen.Count == 0 ? type.FullName : null;
        if (!seen.Add(value) || type.IsPrimitive || type.IsEnum || IsKnown(value)) return null;
        // A function remembers in what it closes over.
        if (value is Delegate function) return function.Target is { } closed && closed.GetType().Assembly != typeof(ILogger).Assembly ? WhyNot(closed, seen) : null;
        if (type.Namespace == typeof(ImmutableArray).Namespace) return Each((IEnumerable)value, seen);
        if (!s_ours.Contains(type.Assembly)) return type.ToString();
        for (Type? at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            foreach (FieldInfo field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.IsInitOnly && !type.IsValueType && !IsGiven(field)) return $"{at}.{field.Name} can be assigned";
                if (field.GetValue(value) is not { } held) continue;
                // An array that a class of ours keeps to itself is what it is made from.
                string? why = held is Array array && field.IsPrivate ? Each(array, seen) : WhyNot(held, seen);
                if (why is not null) return why;
            }
        }
        return null;
    }

    private static string? Each(IEnumerable values, HashSet<object> seen)
    {
        foreach (object? value in values)
        {
            string? why = value is null ? null : value is Array rows ? Each(rows, seen) : WhyNot(value, seen);
            if (why is not null) return why;
        }
        return null;
    }

    /// <summary>What a class is given at its making, or a function closes over: what that holds is looked at.</summary>
    private static bool IsGiven(FieldInfo field) => field.Name.EndsWith(">P", StringComparison.Ordinal)
        || field.DeclaringType!.Name.StartsWith("<>c", StringComparison.Ordinal);

    /// <summary>Of others, and known not to change.</summary>
    private static bool IsKnown(object value) =>
        value is string or Type or TimeSpan or ReadOnlyMemory<byte> or System.Text.UTF8Encoding or TimeProvider or Protocol.Crypto.RandomSource or JsonWriterOptions or JsonDocumentOptions;

#pragma warning disable CA1823, CA2211, IDE0044, IDE0051, CS0414, CS0649 // it is bad on purpose
    private static class Bad
    {
        internal static int Counter;
        internal static readonly List<int> List = [];
        internal static readonly int[] Array = [1];
        internal static readonly Lazy<int> Lazy = new(1);
        internal static readonly Remembers Memo = new();
        internal static readonly Holds Inner = new();
        internal static readonly Func<int, int> Closure = Memoising();
        internal static readonly Protocol.Crypto.Certificates.CertificateCache Cache = new();
        internal static readonly Func<int, int> Function = static number => number + 1;
        internal static readonly ImmutableArray<int> Good = [1];
        internal static readonly Protocol.Asn1.Octets AlsoGood;
    }
#pragma warning restore CA1823, CA2211, IDE0044, IDE0051, CS0414, CS0649

    private static Func<int, int> Memoising()
    {
        Dictionary<int, int> known = [];
        return number => known.TryAdd(number, number) ? number : known[number];
    }

    private sealed class Remembers
    {
        internal string? Known { get; set; }
    }

    private sealed class Holds
    {
        internal Dictionary<int, int> Known { get; } = [];
    }
}

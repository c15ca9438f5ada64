using System.Reflection;
using System.Text.Json.Serialization;
using EuiccSim.Servers.SmDp;

namespace EuiccSim.Servers.Tests;

/// <summary>No static of EuiccSim.Servers remembers: what one server of a process knows, no other does.</summary>
internal sealed class StaticTests
{
    [Test]
    public void No_static_can_be_assigned_or_added_to()
    {
        FieldInfo[] statics = [.. Statics(typeof(SmdpServer).Assembly)];
        Assert.That(statics, Has.Length.GreaterThan(50), "there is something to look at");
        Assert.That(statics.Where(Remembers).Select(field => $"{field.DeclaringType}.{field.Name}"), Is.Empty);
    }

    [Test]
    public void What_remembers_is_seen() =>
        Assert.That(Statics(typeof(StaticTests).Assembly).Count(field => field.DeclaringType == typeof(Bad) && Remembers(field)), Is.EqualTo(4));

    // What System.Text.Json generates remembers how types are written, and nothing else.
    private static IEnumerable<FieldInfo> Statics(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters && !type.FullName!.Contains('<', StringComparison.Ordinal) && !type.IsAssignableTo(typeof(JsonSerializerContext)))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => !field.IsLiteral);

    private static bool Remembers(FieldInfo field) => !field.IsInitOnly || field.GetValue(null)?.GetType() is { } type
        && (type.Name.StartsWith("Lazy`", StringComparison.Ordinal) || type.Name.StartsWith("WeakReference", StringComparison.Ordinal)
            || type.Namespace is "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Runtime.CompilerServices");

#pragma warning disable CA1823, CA2211, IDE0044, IDE0051, CS0414, CS0649 // it is bad on purpose
    private static class Bad
    {
        internal static int Counter;
        internal static readonly List<int> List = [];
        internal static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, object> Table = [];
        internal static readonly Lazy<int> Lazy = new(1);
    }
#pragma warning restore CA1823, CA2211, IDE0044, IDE0051, CS0414, CS0649
}

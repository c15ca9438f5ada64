using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using EuiccSim.Card;
using EuiccSim.Card.Chip;

namespace EuiccSim.Api.Tests;

/// <summary>
/// `with` copies every field of a record. A field that was worked out of others is then wrong in the copy, so no record has one.
/// </summary>
public sealed class RecordTests
{
    private static readonly string[] s_assemblies =
    [
        "EuiccSim.Protocol", "EuiccSim.Card", "EuiccSim.Http", "EuiccSim.Lpa", "EuiccSim.Servers", "EuiccSim.Servers.AspNetCore", "EuiccSim.Servers.PostgreSql",
        "EuiccSim.Clinic", "EuiccSim.Conformance", "EuiccSim.Terminal", "EuiccSim.Testing", "EuiccSim.Transports", "EuiccSim.Bench", "EuiccSim.Cli",
    ];

    // Profile's copy constructor leaves it behind: ProfileCopyTests of EuiccSim.Servers.Tests holds it to that.
    private static readonly string[] s_leftBehind = ["EuiccSim.Servers.SmDp.Orders.Profile._name"];

    [TestCaseSource(nameof(s_assemblies))]
    public void A_record_has_no_field_but_those_of_its_properties(string assembly) =>
        Assert.That(RecordsOf(assembly).SelectMany(record => OwnFields(record).Where(field => PropertyOf(field) is null)).Select(Name).Except(s_leftBehind), Is.Empty);

    /// <summary>A property without `init` keeps in the copy what was worked out of the original.</summary>
    [TestCaseSource(nameof(s_assemblies))]
    public void What_with_cannot_set_is_worked_out_each_time(string assembly) => Assert.That(
        RecordsOf(assembly).Where(CanBeChanged)
            .SelectMany(record => OwnFields(record).Where(field => PropertyOf(field) is { SetMethod: null })).Select(Name), Is.Empty);

    /// <summary>`field ??=` and the like in a getter or a method is a cache under another name.</summary>
    [TestCaseSource(nameof(s_assemblies))]
    public void Only_constructors_and_setters_write_into_a_record(string assembly) => Assert.That(
        RecordsOf(assembly).SelectMany(record => record.GetMethods(Own)
            .Where(method => !IsSetter(method) && WritesInto(method, record))
            .Select(method => $"{record.FullName}.{method.Name}")), Is.Empty);

    /// <summary>A parameter that is loaded twice also makes the value of something else, which `with` then leaves as it was.</summary>
    [TestCaseSource(nameof(s_assemblies))]
    public void No_property_is_initialised_from_another(string assembly) =>
        Assert.That(RecordsOf(assembly).Where(CanBeChanged).Where(HasDerivedInitialiser).Select(record => record.FullName), Is.Empty);

    /// <summary>A setter that sets something else too keeps a cache in step; what depends on another property is a getter without a field.</summary>
    [TestCaseSource(nameof(s_assemblies))]
    public void A_setter_sets_its_own_property_only(string assembly) => Assert.That(
        RecordsOf(assembly).SelectMany(record => record.GetMethods(Own).Where(method => IsSetter(method) && SetsMore(method, record))
            .Select(method => $"{record.FullName}.{method.Name}")), Is.Empty);

    /// <summary>A cache behind a property is shared by the copies. The one that an environment is given is meant to be.</summary>
    [TestCaseSource(nameof(s_assemblies))]
    public void No_property_is_a_cache(string assembly) =>
        Assert.That(RecordsOf(assembly).SelectMany(OwnFields).Where(field => IsCache(field.FieldType)).Select(Name), Is.Empty);

    [Test]
    public void The_rules_find_what_they_are_for()
    {
        Assert.That(OwnFields(typeof(WithField)).Where(field => PropertyOf(field) is null).Select(field => field.Name), Is.EqualTo(new[] { "_cache" }));
        Assert.That(typeof(WithField).GetMethods(Own).Where(method => WritesInto(method, typeof(WithField))).Select(method => method.Name),
            Does.Contain("get_Text"));
        Assert.That(typeof(WithHiddenField).GetMethods(Own).Where(method => !IsSetter(method) && WritesInto(method, typeof(WithHiddenField)))
            .Select(method => method.Name), Is.EqualTo(new[] { "get_Text" }));
        Assert.That(OwnFields(typeof(WithDerived)).Where(field => PropertyOf(field) is { SetMethod: null }).Select(Name), Has.One.Contains("Twice"));
        Assert.That((HasDerivedInitialiser(typeof(WithDerived)), HasDerivedInitialiser(typeof(WithDerivedInit)), HasDerivedInitialiser(typeof(Plain))),
            Is.EqualTo((true, true, false)));
        Assert.That(typeof(WithStep).GetMethods(Own).Where(method => IsSetter(method) && SetsMore(method, typeof(WithStep))).Select(method => method.Name),
            Is.EqualTo(new[] { "set_Number" }));
        Assert.That((IsCache(typeof(Lazy<int>)), IsCache(typeof(List<int>))), Is.EqualTo((true, false)));
        Assert.That(RecordsOf("EuiccSim.Card").Select(record => record.Name), Does.Contain("EuiccConfiguration").And.Contain("EuiccProperties"));
        Assert.That(RecordsOf("EuiccSim.Protocol").Select(record => record.Name), Does.Contain("Eid").And.Contain("EuiccInfo2"), "structs too");
    }

    private static IEnumerable<Type> RecordsOf(string assembly) => Assembly.Load(assembly).GetTypes().Where(IsRecord);

    /// <summary>The compiler gives PrintMembers to record classes and record structs, and to nothing else.</summary>
    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Own) is { } print && (print.IsDefined(typeof(CompilerGeneratedAttribute)) || type.GetMethod("<Clone>$", Own) is not null);

    private static FieldInfo[] OwnFields(Type record) => record.GetFields(Own);

    private static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal)
            ? field.DeclaringType!.GetProperty(field.Name[1..^">k__BackingField".Length], Own)
            : null;

    private static bool CanBeChanged(Type record) =>
        record.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(property => property.SetMethod is not null);

    private static bool IsSetter(MethodInfo method) => method.Name.StartsWith("set_", StringComparison.Ordinal);

    private static bool WritesInto(MethodBase method, Type record) => Instructions(method)
        .Any(one => one.Code == OpCodes.Stfld && record.Module.ResolveField(one.Operand, Arguments(record), [])!.DeclaringType == record);

    private static bool SetsMore(MethodInfo setter, Type record) => Instructions(setter).Any(one =>
        (one.Code == OpCodes.Stfld && record.Module.ResolveField(one.Operand, Arguments(record), [])!.Name != $"<{setter.Name[4..]}>k__BackingField")
        || ((one.Code == OpCodes.Call || one.Code == OpCodes.Callvirt)
            && record.Module.ResolveMethod(one.Operand, Arguments(record), []) is MethodInfo called && IsSetter(called) && called.DeclaringType == record));

    private static bool IsCache(Type type) =>
        type.Name.StartsWith("Lazy`", StringComparison.Ordinal) || type.Name.StartsWith("Concurrent", StringComparison.Ordinal)
        || type.Name.StartsWith("ConditionalWeakTable", StringComparison.Ordinal) || (type.Name.Contains("Cache", StringComparison.Ordinal) && type != typeof(CardCache));

    private static bool HasDerivedInitialiser(Type record) => record.GetConstructors(Own)
        .Where(constructor => !IsCopy(constructor, record) && constructor.GetParameters().Length > 0 && IsPrimary(constructor, record))
        .Any(constructor => Instructions(constructor).Select(LoadedArgument).Where(argument => argument > 0)
            .GroupBy(argument => argument).Any(group => group.Count() > 1));

    private static bool IsCopy(ConstructorInfo constructor, Type record) =>
        constructor.GetParameters() is [{ ParameterType: var type }] && type == record;

    /// <summary>A primary constructor has a Deconstruct with the same names beside it.</summary>
    private static bool IsPrimary(ConstructorInfo constructor, Type record) => record.GetMethods(Own).Any(method =>
        method.Name == "Deconstruct"
        && method.GetParameters().Select(one => one.Name).SequenceEqual(constructor.GetParameters().Select(one => one.Name)));

    private static int LoadedArgument((OpCode Code, int Operand) one) => one.Code.Value switch
    {
        0x03 => 1,
        0x04 => 2,
        0x05 => 3,
        0x0E or unchecked((short)0xFE09) => one.Operand,
        _ => 0,
    };

    internal static IEnumerable<(OpCode Code, int Operand)> Instructions(MethodBase method)
    {
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < body.Length;)
        {
            short value = body[at] == 0xFE ? unchecked((short)(0xFE00 | body[at + 1])) : body[at];
            OpCode code = s_codes[value];
            at += code.Size;
            int size = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
            int operand = size switch
            {
                1 => body[at],
                2 => BitConverter.ToUInt16(body, at),
                >= 4 => BitConverter.ToInt32(body, at),
                _ => 0,
            };
            yield return (code, operand);
            at += size;
        }
    }

    private static Type[] Arguments(Type type) => type.IsGenericType ? type.GetGenericArguments() : [];

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.FullName}.{field.Name}";

    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private sealed record Plain(int Number, string Name);

    private sealed record WithField
    {
        private string? _cache;

        public int Number { get; init; }

        public string Text => _cache ??= $"{Number}";
    }

    private sealed record WithHiddenField
    {
        public int Number { get; init; }

        public string Text
        {
            get => field ??= $"{Number}";
            init;
        }
    }

    private sealed record WithStep
    {
        public int Number
        {
            get;
            init
            {
                field = value;
                Twice = value * 2;
            }
        }

        public int Twice { get; private init; }
    }

    private sealed record WithDerived(int Number)
    {
        public int Twice { get; } = Number * 2;
    }

    private sealed record WithDerivedInit(int Number)
    {
        public int Twice { get; init; } = Number * 2;
    }
}

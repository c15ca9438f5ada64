using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>
/// Compares a decoded value with a vector's JSON form by the standard's names: SEQUENCE = object (a component that is absent or equal
/// to its DEFAULT is left out), CHOICE = {"alternative": value}, SEQUENCE OF = array, octets = hex, BIT STRING = {"bits": "0110"},
/// NULL = null, OBJECT IDENTIFIER = dotted, times = ISO 8601.
/// </summary>
internal static class ValueComparer
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Components = new();

    internal static IReadOnlyList<string> Differences(object? actual, JsonElement expected)
    {
        List<string> differences = [];
        Compare(actual, expected, "", differences);
        return differences;
    }

    private static void Compare(object? actual, JsonElement expected, string path, List<string> differences)
    {
        actual = Plain(actual);
        switch (actual)
        {
            case null when expected.ValueKind == JsonValueKind.Null:
                return;
            case IDictionary<string, object?> fields:
                CompareFields(fields.Select(field => (field.Key, field.Value, field.Value is null)), expected, path, differences);
                return;
            case IEnumerable items when actual is not string:
                CompareItems(items, expected, path, differences);
                return;
            case var choice when choice is not null && Alternative(choice) is (string name, object value):
                CompareFields([(name, value, false)], expected, path, differences);
                return;
            case var scalar when scalar is null || Text(scalar, expected) is not null:
                string? text = scalar is null ? "nothing" : Text(scalar, expected);
                if (text != Text(expected)) differences.Add($"{path} is {text}, not {expected}");
                return;
            default:
                CompareFields(Fields(actual!), expected, path, differences);
                return;
        }
    }

    private static void CompareItems(IEnumerable items, JsonElement expected, string path, List<string> differences)
    {
        object?[] actual = [.. items];
        if (expected.ValueKind != JsonValueKind.Array || expected.GetArrayLength() != actual.Length)
        {
            differences.Add($"{path} has {actual.Length} elements, not as in {expected}");
            return;
        }

        for (int i = 0; i < actual.Length; i++) Compare(actual[i], expected[i], $"{path}[{i}]", differences);
    }

    private static void CompareFields(
        IEnumerable<(string Name, object? Value, bool IsLeftOut)> fields, JsonElement expected, string path, List<string> differences)
    {
        if (expected.ValueKind != JsonValueKind.Object)
        {
            differences.Add($"{path} is a structure, not {expected}");
            return;
        }

        HashSet<string> missing = [.. expected.EnumerateObject().Select(property => property.Name)];
        foreach ((string name, object? value, bool isLeftOut) in fields)
        {
            string at = path.Length == 0 ? name : $"{path}.{name}";
            if (missing.Remove(name)) Compare(value, expected.GetProperty(name), at, differences);
            else if (!isLeftOut) differences.Add($"{at} is {value}, not absent");
        }

        foreach (string name in missing) differences.Add($"{path}: {name} was not decoded: {expected.GetProperty(name)}");
    }

    /// <summary>The value itself where the library wraps it: Signed, and the hand-written types that the registry tells how to see.</summary>
    private static object? Plain(object? value)
    {
        while (value is not null)
        {
            Type type = value.GetType();
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Signed<>)) value = type.GetProperty("Value")!.GetValue(value);
            else if (TypeRegistry.View(type) is { } view) value = view(value);
            else break;
        }

        return value;
    }

    private static (string Name, object? Value)? Alternative(object value)
    {
        Type type = value.GetType();
        if (type.BaseType?.GetCustomAttribute<Asn1ChoiceAttribute>() is null) return null;
        object? inner = type.GetProperty("Value")?.GetValue(value);
        return (NameOf(type), inner ?? new Null());
    }

    private static IEnumerable<(string Name, object? Value, bool IsLeftOut)> Fields(object value)
    {
        foreach (PropertyInfo property in Components.GetOrAdd(value.GetType(), ComponentsOf))
        {
            object? component = property.GetValue(value);
            bool isNull = property.GetCustomAttribute<NullAttribute>() is not null;
            bool isLeftOut = component is null || (isNull && component is false) || IsDefault(property, component);
            yield return (NameOf(property), isNull && component is true ? new Null() : component, isLeftOut);
        }
    }

    private static PropertyInfo[] ComponentsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null)];

    private static bool IsDefault(PropertyInfo property, object component)
    {
        if (property.GetCustomAttribute<DefaultFromAttribute>() is { } from)
        {
            MemberInfo member = property.DeclaringType!.GetMember(from.Member, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)[0];
            object? value = member is FieldInfo field ? field.GetValue(null) : ((PropertyInfo)member).GetValue(null);
            return component.Equals(value);
        }

        if (property.GetCustomAttribute<DefaultAttribute>() is not { } given) return false;
        if (component is Octets octets) return octets == Octets.FromHex((string)given.Value);
        return component is Enum or bool or string
            ? component.Equals(given.Value)
            : Convert.ToInt64(component, CultureInfo.InvariantCulture) == Convert.ToInt64(given.Value, CultureInfo.InvariantCulture);
    }

    private static string NameOf(MemberInfo member) =>
        member.GetCustomAttribute<NameAttribute>()?.Name ?? char.ToLowerInvariant(member.Name[0]) + member.Name[1..];

    /// <summary>A scalar in one textual form for both sides; null where the value is a structure.</summary>
    private static string? Text(object value, JsonElement expected) => value switch
    {
        Null => "null",
        bool boolean => boolean ? "true" : "false",
        string text => text,
        Octets octets => Convert.ToHexStringLower(octets.Span),
        ObjectIdentifier identifier => identifier.Value,
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        BitText bits => bits.Bits,
        Enum flags when flags.GetType().GetCustomAttribute<FlagsAttribute>() is not null =>
            expected.ValueKind == JsonValueKind.Object ? Bits(Convert.ToUInt64(flags, CultureInfo.InvariantCulture)) : flags.ToString(),
        Enum number => number.ToString("D"),
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Text(JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.Object when expected.TryGetProperty("bits", out JsonElement bits) => bits.GetString()!,
        JsonValueKind.String => expected.GetString()!,
        _ => expected.GetRawText(),
    };

    private static string Bits(ulong flags)
    {
        string bits = "";
        for (; flags != 0; flags >>= 1) bits += (flags & 1) == 0 ? '0' : '1';
        return bits;
    }

    private sealed record Null;
}

/// <summary>A BIT STRING whose bits have no names, as the vectors write it; for <see cref="TypeRegistry.View"/>.</summary>
internal sealed record BitText(string Bits);

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>All fields of a value, also private ones, as text: whatever is added to a type is compared as well.</summary>
internal static class Dump
{
    internal static string Of(object? value)
    {
        StringBuilder text = new();
        Write(text, "", value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string path, object? value)
    {
        if (Leaf(value) is { } leaf)
        {
            text.Append(path).Append(" = ").AppendLine(leaf);
            return;
        }
        if (value is IEnumerable items)
        {
            int i = 0;
            foreach (object? item in items) Write(text, $"{path}[{i++}]", item);
            text.Append(path).Append(CultureInfo.InvariantCulture, $" has {i}").AppendLine();
            return;
        }
        text.Append(path).Append(" : ").AppendLine(value!.GetType().Name);
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Write(text, $"{path}.{field.Name}", field.GetValue(value));
    }

    private static string? Leaf(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Octets octets => octets.ToString(),
        // It may be known of one and not yet of the other.
        PartName => "nothing of the value",
        RspCertificate certificate => certificate.Encoded.ToString(),
        EcPublicKey key => key.ToString(),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Enum or bool or int or long => value.ToString(),
        _ when value.GetType().IsGenericType && value.GetType().GetGenericTypeDefinition() == typeof(Signed<>) =>
            value.GetType().GetProperty("Encoded")!.GetValue(value)!.ToString(),
        // Of the two types with this name, whichever it is: it stands in each assembly that keeps octets so.
        _ when value.GetType().Name == "KeptOctets" =>
            value.GetType().GetProperty("Whole", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(value)!.ToString(),
        _ => null,
    };
}

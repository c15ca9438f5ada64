using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EuiccSim.Asn1.Generator;

/// <summary>A DEFAULT as a C# expression.</summary>
internal static class DefaultValue
{
    /// <summary>The expression; null if the constant is no value of the type.</summary>
    public static string? Write(TypedConstant constant, ValueModel value) => (value.Kind, constant.Value) switch
    {
        (ValueKind.Int32, int number) => number.ToString(CultureInfo.InvariantCulture),
        (ValueKind.Int64, int number) => number.ToString(CultureInfo.InvariantCulture),
        (ValueKind.Boolean, bool flag) => flag ? "true" : "false",
        (ValueKind.Utf8String, string text) => SymbolDisplay.FormatLiteral(text, quote: true),
        (ValueKind.Octets, string hex) when IsHex(hex) => $"Octets.FromHex(\"{hex}\")",
        (ValueKind.Enumeration, int number) when IsEnum(constant, value) => $"({value.CSharp}){number.ToString(CultureInfo.InvariantCulture)}",
        (ValueKind.NamedBits, ulong bits) when IsEnum(constant, value) => $"({value.CSharp}){bits.ToString(CultureInfo.InvariantCulture)}UL",
        _ => null,
    };

    private static bool IsEnum(TypedConstant constant, ValueModel value) => constant.Type?.ToDisplayString(ValueParser.Format) == value.CSharp;

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'F') or (>= 'a' and <= 'f'));
}

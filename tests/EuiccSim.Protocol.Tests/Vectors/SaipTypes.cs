using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>The types of the PEDefinitions module (TCA Profile Interoperability v3.3.1).</summary>
internal static class SaipTypes
{
    internal static IEnumerable<VectorType> All =>
    [
        VectorType.Integer("UInt8"),
        VectorType.Integer("UInt15"),
        VectorType.Integer("UInt16"),
        VectorType.Integer("UInt31"),
        VectorType.OctetString("ApplicationIdentifier"),
        VectorType.NamedBits<UiccCapability>("UICCCapability"),
    ];

    internal static Dictionary<Type, Func<object, object?>> Views { get; } = new()
    {
    };

    internal static Dictionary<string, string> LeftOut { get; } = new(StringComparer.Ordinal)
    {
    };
}

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>The types of the RSPDefinitions module (SGP.22 v2.5).</summary>
internal static class RspTypes
{
    internal static IEnumerable<VectorType> All =>
    [
        VectorType.OctetString("Octet1"),
    ];

    internal static Dictionary<Type, Func<object, object?>> Views { get; } = new()
    {
    };

    internal static Dictionary<string, string> LeftOut { get; } = new(StringComparer.Ordinal)
    {
    };
}

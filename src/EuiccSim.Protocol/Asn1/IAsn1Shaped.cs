namespace EuiccSim.Protocol.Asn1;

/// <summary>A type that says as data how it is declared. Generated together with the codec, from the same attributes.</summary>
internal interface IAsn1Shaped
{
    /// <summary>The declaration.</summary>
    static abstract Asn1Shape Shape { get; }
}

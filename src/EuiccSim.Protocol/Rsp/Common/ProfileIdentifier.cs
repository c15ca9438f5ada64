using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Which profile is meant. SGP.22 v2.5 §5.7.16, §5.7.17.</summary>
[Asn1Choice]
public abstract partial record ProfileIdentifier
{
    private ProfileIdentifier()
    {
    }

    /// <summary>By the application identifier of its ISD-P, 1 to 16 octets ('4F').</summary>
    [Tag("[APPLICATION 15]")]
    [Size(1, 16)]
    public sealed record IsdpAid(Octets Value) : ProfileIdentifier;

    /// <summary>By its ICCID ('5A').</summary>
    public sealed record Iccid(Identifiers.Iccid Value) : ProfileIdentifier;
}

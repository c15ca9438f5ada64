using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>First component of every profile element but the profile header. SAIP §8.1.3.</summary>
[Asn1Sequence]
public sealed partial record PeHeader
{
    /// <summary>True: an eUICC that does not support the element must abort; false: it skips the element and goes on.</summary>
    [Null]
    public bool Mandated { get; init; }

    /// <summary>The element's number, 0 to 32767, unique in the profile; a <see cref="PeStatus"/> refers to it.</summary>
    public required int Identification { get; init; }
}

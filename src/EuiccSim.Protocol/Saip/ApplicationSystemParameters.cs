using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>ApplicationSystemParameters: system install parameters. SAIP §8.7.3, GlobalPlatform Card Specification §11.5.2.3.7.</summary>
[Asn1Sequence]
public sealed partial record ApplicationSystemParameters
{
    /// <summary>Volatile memory quota, 2 to 4 octets.</summary>
    [Tag("[PRIVATE 7]")]
    [Size(2, 4)]
    public Octets? VolatileMemoryQuotaC7 { get; init; }

    /// <summary>Non-volatile memory quota, 2 to 4 octets.</summary>
    [Tag("[PRIVATE 8]")]
    [Size(2, 4)]
    public Octets? NonVolatileMemoryQuotaC8 { get; init; }

    /// <summary>Global services.</summary>
    [Tag("[PRIVATE 11]")]
    public Octets? GlobalServiceParameters { get; init; }

    /// <summary>Implicit selection.</summary>
    [Tag("[PRIVATE 15]")]
    public Octets? ImplicitSelectionParameter { get; init; }

    /// <summary>Volatile memory reserved, 2 to 4 octets.</summary>
    [Tag("[PRIVATE 23]")]
    [Size(2, 4)]
    public Octets? VolatileReservedMemory { get; init; }

    /// <summary>Non-volatile memory reserved, 2 to 4 octets.</summary>
    [Tag("[PRIVATE 24]")]
    [Size(2, 4)]
    public Octets? NonVolatileReservedMemory { get; init; }

    /// <summary>SIM file access and toolkit parameters, TS 102 226.</summary>
    [Tag("[PRIVATE 10]")]
    public Octets? Ts102226SIMFileAccessToolkitParameter { get; init; }

    /// <summary>Additional contactless parameters, TS 102 226.</summary>
    [Tag("[0]")]
    public Ts102226AdditionalContactlessParameters? Ts102226AdditionalContactlessParameters { get; init; }

    /// <summary>Contactless protocol parameters, GlobalPlatform Amendment C.</summary>
    [Tag("[PRIVATE 25]")]
    public Octets? ContactlessProtocolParameters { get; init; }

    /// <summary>User interaction parameters, GlobalPlatform Amendment C.</summary>
    [Tag("[PRIVATE 26]")]
    public Octets? UserInteractionContactlessParameters { get; init; }

    /// <summary>Cumulative granted volatile memory, 2 to 4 octets.</summary>
    [Tag("[2]")]
    [Size(2, 4)]
    public Octets? CumulativeGrantedVolatileMemory { get; init; }

    /// <summary>Cumulative granted non-volatile memory, 2 to 4 octets.</summary>
    [Tag("[3]")]
    [Size(2, 4)]
    public Octets? CumulativeGrantedNonVolatileMemory { get; init; }
}

/// <summary>TS102226AdditionalContactlessParameters.</summary>
[Asn1Sequence]
public sealed partial record Ts102226AdditionalContactlessParameters
{
    /// <summary>Protocol parameters, TS 102 226.</summary>
    public required Octets ProtocolParameterData { get; init; }
}

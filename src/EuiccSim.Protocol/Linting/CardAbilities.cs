using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Linting;

/// <summary>What an eUICC tells of itself before anything is installed; each part may be unknown.</summary>
public sealed record CardAbilities
{
    /// <summary>Versions of profile packages that it takes (profileVersion and additionalEuiccProfilePackageVersions of EUICCInfo2); empty: it does not tell.</summary>
    public IReadOnlyList<(int Major, int Minor)> ProfileVersions { get; init; } = [];

    /// <summary>What profiles may ask for (uiccCapability of EUICCInfo2); null: it does not tell.</summary>
    public UiccCapability? Capability { get; init; }

    /// <summary>Non-volatile memory that is free, in octets (extCardResource of EUICCInfo2); null: it does not tell.</summary>
    public long? FreeMemory { get; init; }

    /// <summary>ICCIDs of its profiles, as in EF.ICCID; null: nobody asked.</summary>
    public IReadOnlyList<Asn1.Octets>? Iccids { get; init; }
}

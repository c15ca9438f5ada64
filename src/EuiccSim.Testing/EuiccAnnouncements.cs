using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Testing;

/// <summary>What a new card says that it can do, and may leave unsaid. SGP.22 v2.5 §5.7.8.</summary>
public static class EuiccAnnouncements
{
    /// <summary>The names of what a card announces by default, as the standard spells them.</summary>
    public static SequenceOf<string> Names { get; } = SequenceOf.From<string>(
        [.. StandardName.OfBits(new EuiccProperties().UiccCapability), .. StandardName.OfBits(new EuiccProperties().RspCapability), Saip3]);

    /// <summary>The properties of a card that announces nothing of these.</summary>
    public static EuiccProperties Without(IReadOnlyCollection<string> names)
    {
        EuiccProperties all = new();
        UiccCapability uicc = all.UiccCapability;
        RspCapability rsp = all.RspCapability;
        foreach (UiccCapability bit in Enum.GetValues<UiccCapability>())
        {
            if (names.Contains(StandardName.Of(bit))) uicc &= ~bit;
        }
        foreach (RspCapability bit in Enum.GetValues<RspCapability>())
        {
            if (names.Contains(StandardName.Of(bit))) rsp &= ~bit;
        }
        return all with
        {
            UiccCapability = uicc,
            RspCapability = rsp,
            AdditionalProfilePackageVersions = names.Contains(Saip3) ? [] : all.AdditionalProfilePackageVersions,
        };
    }

    /// <summary>Packages of major version 3, which are an additional version.</summary>
    private const string Saip3 = "saip3";
}

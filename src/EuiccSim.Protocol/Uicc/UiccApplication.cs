using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>An application that a profile can have, by the part of its name that all of its kind have. TS 101 220 annex E.</summary>
/// <param name="Root">"USIM", "ISIM", "CSIM".</param>
/// <param name="Aid">The beginning of its identifier.</param>
public readonly record struct UiccApplication(string Root, Aid Aid)
{
    /// <summary>USIM, ISIM and CSIM.</summary>
    public static SequenceOf<UiccApplication> All { get; } =
        SequenceOf.From<UiccApplication>([new("USIM", Aid.Usim), new("ISIM", Aid.Isim), new("CSIM", Aid.Csim)]);

    /// <summary>What an application is called, by the beginning of its identifier. TS 101 220 annex E, SGP.02 §2.2.3, ISO/IEC 7816-15.</summary>
    /// <returns>"ISD-R", "ADF.USIM", "ARA-M"; null for one that is not known.</returns>
    public static string? NameOf(Octets aid)
    {
        foreach ((Octets beginning, string name) in s_known)
        {
            if (aid.Span.StartsWith(beginning.Span)) return name;
        }
        return null;
    }

    // The more special ones first.
    private static readonly (Octets Beginning, string Name)[] s_known =
    [
        (Aid.IsdR.Value, "ISD-R"),
        (Aid.Ecasd.Value, "ECASD"),
        (Octets.FromHex("A0000005591010FFFFFFFF8900"), "ISD-P"),
        (Aid.Usim.Value, FileNames.Usim),
        (Aid.Isim.Value, FileNames.Isim),
        (Aid.Csim.Value, FileNames.Csim),
        (Octets.FromHex("A0000000090001"), "SIM"),
        (Octets.FromHex("A00000015141434C"), "ARA-M"),
        (Octets.FromHex("A000000063504B43532D3135"), "PKCS #15"),
        (Octets.FromHex("A000000151"), "ISD"),
        (Octets.FromHex("A000000003000000"), "ISD"),
    ];
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>What applications are called, by the beginning of their identifiers. TS 101 220 annex E, SGP.02 §2.2.3, ISO/IEC 7816-15.</summary>
internal static class Applications
{
    internal static string? NameOf(Octets aid)
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
        (Octets.FromHex("A0000005591010FFFFFFFF8900000100"), "ISD-R"),
        (Octets.FromHex("A0000005591010FFFFFFFF8900000200"), "ECASD"),
        (Octets.FromHex("A0000005591010FFFFFFFF8900"), "ISD-P"),
        (Octets.FromHex("A0000000871002"), FileNames.Usim),
        (Octets.FromHex("A0000000871004"), FileNames.Isim),
        (Octets.FromHex("A0000003431002"), FileNames.Csim),
        (Octets.FromHex("A0000000090001"), "SIM"),
        (Octets.FromHex("A00000015141434C"), "ARA-M"),
        (Octets.FromHex("A000000063504B43532D3135"), "PKCS #15"),
        (Octets.FromHex("A000000151"), "ISD"),
        (Octets.FromHex("A000000003000000"), "ISD"),
    ];
}

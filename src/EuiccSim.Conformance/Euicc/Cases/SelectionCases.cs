using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.1: ATR, and SELECT of the ISD-R.</summary>
internal static class SelectionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.1#1", "SGP.22 §5.7.1", "After a reset the ATR says eUICC, and SELECT of the ISD-R is answered with FCI and the template 'E0'", async bench =>
        {
            bench.Step("the card is reset");
            Octets atr = await bench.ResetAsync();
            bench.Expect(AnnouncesEuicc(atr), "bit 2 of the first TB after T=15 is 1 (TS 102 221 §6.3.3)", atr.ToString());
            bench.Step("the ISD-R is selected");
            await SelectAsync(bench);
        }, EuiccDeclaration.RawApdus),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.1#3", Side.Euicc, "LPAe is announced when the ISD-R is selected", "an LPAe is not driven by APDUs of the device"),
        .. Enumerable.Range(4, 6).Select(number => new AbsentCase($"4.2.1#{number}", Side.Euicc, "LSI of an eUICC with several enabled Profiles", "SGP.22 v3")),
    ];

    private static async Task SelectAsync(EuiccBench bench)
    {
        ResponseApdu answer = await ApduExchange.SendAsync(bench.Connection, CardChannels.SelectCommand(Aid.IsdR.Value, ChannelNumber.Basic), ChannelNumber.Basic, bench.Ct);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        bench.Expect(answer.Data.Length > 2 && answer.Data[0] == 0x6F, "FCI ('6F')", answer.Data.ToString());
        bench.Expect(answer.Data.ToString().Contains("E005820302", StringComparison.Ordinal), "ISDRProprietaryApplicationTemplate ('E0') with an SVN 2.x.x", answer.Data.ToString());
    }

    /// <summary>TS 102 221 §6.3.3: global interface bytes follow T=15; of its TB, bit 8 says that there is more, and bit 2 that there is an eUICC.</summary>
    private static bool AnnouncesEuicc(Octets atr)
    {
        int at = 1;
        for (int y = atr.Length > 1 ? atr[at] >> 4 : 0, protocol = 0; y != 0 && at < atr.Length;)
        {
            int ta = at + 1, tb = ta + (y & 1);
            bool hasTb = (y & 2) != 0;
            if (protocol == 15 && hasTb && tb < atr.Length) return (atr[tb] & 0x82) == 0x82;
            at = tb + ((y >> 1) & 1) + ((y >> 2) & 1);
            if ((y & 8) == 0 || at >= atr.Length) return false;
            (y, protocol) = (atr[at] >> 4, atr[at] & 0xF);
        }
        return false;
    }
}

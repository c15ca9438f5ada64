using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
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
        Installs("4.2.1#2", "SGP.22 §5.7.1", "With an enabled Profile the ATR says eUICC, and the ISD-R is selected as without", async bench =>
        {
            await bench.EnabledAsync();
            bench.Step("the card is reset");
            Octets atr = await bench.ResetAsync();
            bench.Expect(AnnouncesEuicc(atr), "bit 2 of the first TB after T=15 is 1 (TS 102 221 §6.3.3)", atr.ToString());
            bench.Step("the ISD-R is selected");
            await SelectAsync(bench);
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/atr-again", "TS 102 221 §6.3", "Each reset is answered with the same ATR", async bench =>
        {
            bench.Step("the card is reset twice");
            Octets first = await bench.ResetAsync();
            bench.ExpectOctets(await bench.ResetAsync(), first, "the ATR");
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/isdr-name", "SGP.22 §5.7.1", "The FCI of the ISD-R has its AID in '84'", async bench =>
        {
            IReadOnlyList<BerTlv> fci = await SelectAsync(bench);
            bench.ExpectOctets(fci.FirstOrDefault(one => one.Tag == 0x84).Value, Aid.IsdR.Value, "DF name ('84')");
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/isdr-version", "SGP.22 §5.7.1, §5.7.8", "The SVN in 'E0' is that of EUICCInfo1", async bench =>
        {
            VersionType svn = (await bench.CallAsync(new GetEuiccInfo1Request())).Svn;
            Octets selected = VersionIn(await SelectAsync(bench));
            bench.ExpectOctets(selected, Octets.Of([svn.Major, svn.Minor, svn.Revision]), "svn");
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/isdr-again", "SGP.22 §5.7.1", "The ISD-R can be selected again where it is selected, and answers ES10", async bench =>
        {
            IReadOnlyList<BerTlv> first = await SelectAsync(bench);
            IReadOnlyList<BerTlv> second = await SelectAsync(bench);
            bench.Expect(first.SequenceEqual(second), "the same FCI", string.Concat(second.Select(one => one.Encoded)));
            await bench.ExpectEidAsync(ChannelNumber.Basic);
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/wrong-aid", "SGP.22 §5.7.1, TS 102 221 §11.1.1", "An AID that differs from the ISD-R's in its last octet selects nothing", async bench =>
        {
            bench.Step("another AID is selected");
            ResponseApdu answer = await bench.SendAsync(CardChannels.SelectCommand(s_noSuchAid, ChannelNumber.Basic), ChannelNumber.Basic);
            bench.ExpectStatus(answer.Status, "6A82");
            bench.ExpectOctets(answer.Data, Octets.Empty, "no FCI");
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/wrong-aid-keeps", "TS 102 221 §11.1.1", "A SELECT that finds nothing leaves the ISD-R selected", async bench =>
        {
            await SelectAsync(bench);
            bench.Step("another AID is selected");
            ResponseApdu answer = await bench.SendAsync(CardChannels.SelectCommand(s_noSuchAid, ChannelNumber.Basic), ChannelNumber.Basic);
            bench.ExpectStatus(answer.Status, "6A82");
            await bench.ExpectEidAsync(ChannelNumber.Basic);
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/terminal-capability", "SGP.22 §5.7.1, TS 102 221 §11.1.19", "After TERMINAL CAPABILITY told it of an LPAd, the card has the ISD-R all the same", async bench =>
        {
            bench.Step("the card is reset, and TERMINAL CAPABILITY sent: extended channels, LUId, LPDd and LDSd");
            await bench.ResetAsync();
            ResponseApdu answer = await bench.SendAsync(new(0x80, 0xAA, 0x00, 0x00, Octets.FromHex("A9058100830107")), ChannelNumber.Basic);
            // A card whose MF does not ask for it need not know it.
            bench.ExpectStatus(answer.Status, "9000", "91XX", "6DXX", "6EXX");
            await SelectAsync(bench);
            await bench.ExpectEidAsync(ChannelNumber.Basic);
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/reset-deselects", "TS 102 221 §8.7", "After a reset the ISD-R is not selected any more", async bench =>
        {
            await SelectAsync(bench);
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await bench.ExpectNoIsdRAsync(ChannelNumber.Basic);
        }, EuiccDeclaration.RawApdus),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.1#3", Side.Euicc, "LPAe is announced when the ISD-R is selected", "an LPAe is not driven by APDUs of the device"),
        .. Enumerable.Range(4, 6).Select(number => new AbsentCase($"4.2.1#{number}", Side.Euicc, "LSI of an eUICC with several enabled Profiles", "SGP.22 v3")),
    ];

    /// <summary>Selects the ISD-R on the basic channel.</summary>
    /// <returns>What is in its FCI.</returns>
    private static async Task<IReadOnlyList<BerTlv>> SelectAsync(EuiccBench bench)
    {
        bench.Step("the ISD-R is selected on the basic channel");
        ResponseApdu answer = await bench.SendAsync(CardChannels.SelectCommand(Aid.IsdR.Value, ChannelNumber.Basic), ChannelNumber.Basic);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        IReadOnlyList<BerTlv> outer = EuiccBench.Read(answer.Data, "FCI", BerTlv.ReadAll);
        bench.Expect(outer is [{ Tag: 0x6F }], "FCI ('6F')", answer.Data.ToString());
        IReadOnlyList<BerTlv> fci = EuiccBench.Read(outer[0].Value, "what is in the FCI", BerTlv.ReadAll);
        Octets svn = VersionIn(fci);
        bench.Expect(svn.Length == 3 && svn[0] >= 2, "ISDRProprietaryApplicationTemplate ('E0') with an SVN from 2.0.0 on", answer.Data.ToString());
        return fci;
    }

    private static Octets VersionIn(IReadOnlyList<BerTlv> fci)
    {
        Octets template = fci.FirstOrDefault(field => field.Tag == 0xE0).Value;
        return EuiccBench.Read(template, "what is in 'E0'", BerTlv.ReadAll).FirstOrDefault(field => field.Tag == 0x82).Value;
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

    // No ISD-R, no ECASD, and no AID that an ISD-P can have. SGP.02 §2.2.3.
    private static readonly Octets s_noSuchAid = Octets.FromHex("A0000005591010FFFFFFFF89000001FF");
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.1: answers of ES10 in pieces. ISO/IEC 7816-4 §5.3.4; TS 102 221 §7.3.1.1, §7.4.</summary>
internal static class ResponseCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Raw("4.2.1/response-pieces", "An answer that is longer than Le is given by '61XX' and GET RESPONSE, octet for octet", async bench =>
        {
            Octets whole = await WholeAsync(bench);
            bench.Step("EUICCInfo1 is asked for with Le 16");
            ResponseApdu first = await bench.TransmitAsync(Ask(16));
            (Octets pieces, StatusWord last) = await CollectAsync(bench, first, most: 16);
            bench.ExpectStatus(last, "9000", "91XX");
            bench.ExpectOctets(pieces, whole, "the pieces one after the other");
        }),
        Raw("4.2.1/response-announced", "'61XX' with less than 256 octets waiting says how many they are", async bench =>
        {
            Octets whole = await WholeAsync(bench);
            bench.Step("EUICCInfo1 is asked for with Le 1");
            ResponseApdu first = await bench.TransmitAsync(Ask(1));
            int left = whole.Length - first.Data.Length;
            bench.ExpectStatus(first.Status, left < 0x100 ? $"61{left:X2}" : "6100");
        }),
        Raw("4.2.1/get-response-nothing", "GET RESPONSE while nothing waits is refused", async bench =>
        {
            bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
            bench.Step("GET RESPONSE");
            ResponseApdu answer = await bench.TransmitAsync(GetResponse(ChannelNumber.Basic, 0x10));
            bench.ExpectStatus(answer.Status, "69XX", "6AXX", "6DXX", "6FXX", "67XX");
            bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
        }),
        Raw("4.2.1/get-response-longer", "GET RESPONSE for more than waits gives what there is, or '6CXX' with its length", async bench =>
        {
            Octets whole = await WholeAsync(bench);
            bench.Step("EUICCInfo1 is asked for with Le 1");
            ResponseApdu first = await bench.TransmitAsync(Ask(1));
            int left = whole.Length - first.Data.Length;
            if (left is < 1 or > 0xFE) throw Running.Bench.DoesNotApply($"EUICCInfo1 has {whole.Length} octets: more than one GET RESPONSE can ask for");
            bench.Step("GET RESPONSE for one octet more than is left");
            ResponseApdu rest = await bench.TransmitAsync(GetResponse(ChannelNumber.Basic, left + 1));
            bench.ExpectStatus(rest.Status, "9000", "91XX", $"6C{left:X2}");
            if (rest.Status.Sw1 == 0x6C) rest = await bench.TransmitAsync(GetResponse(ChannelNumber.Basic, left));
            bench.ExpectOctets(Octets.Concat(first.Data, rest.Data), whole, "both pieces");
        }),
        Raw("4.2.1/get-response-late", "What was not fetched is not given after another command", async bench =>
        {
            Octets whole = await WholeAsync(bench);
            bench.Step("EUICCInfo1 is asked for with Le 1");
            int given = (await bench.TransmitAsync(Ask(1))).Data.Length;
            await bench.ExpectEidAsync(ChannelNumber.Basic);
            bench.Step("GET RESPONSE");
            ResponseApdu late = await bench.TransmitAsync(GetResponse(ChannelNumber.Basic, Math.Min(whole.Length - given, 0xFF)));
            bench.Expect(late.Data.IsEmpty, "no data", late.Data.ToString());
            bench.Expect(!late.Status.IsOk, "the command is refused", late.Status.ToString());
        }),
        Raw("4.2.1/get-response-channel", "What waits on one channel is not given on another", async bench =>
        {
            ChannelNumber other = await bench.OpenChannelAsync();
            await WholeAsync(bench);
            bench.Step("EUICCInfo1 is asked for with Le 1");
            bench.ExpectStatus((await bench.TransmitAsync(Ask(1))).Status, "61XX");
            bench.Step("GET RESPONSE on the other channel");
            ResponseApdu answer = await bench.TransmitAsync(GetResponse(other, 0x10));
            bench.ExpectStatus(answer.Status, "69XX", "6AXX", "6DXX", "6EXX", "6FXX", "67XX", "68XX");
            bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
        }),
        Installs("4.2.1/response-long", Section, "An answer of more than 256 octets is one TLV, given in pieces of up to 256", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
            bench.Step("the notification about enabling is retrieved");
            ResponseApdu first = await bench.TransmitAsync(StoreDataBlocks.Split(Octets.FromHex("BF2B06A00481020640"))[0]);
            (Octets pieces, StatusWord last) = await CollectAsync(bench, first, most: 0x100);
            bench.ExpectStatus(last, "9000", "91XX");
            bench.Expect(pieces.Length > 0x100, "more than 256 octets, as two certificates are in it", $"{pieces.Length}");
            IReadOnlyList<BerTlv> all = EuiccBench.Read(pieces, "one TLV", BerTlv.ReadAll);
            bench.Expect(all is [{ Tag: 0xBF2B }], "one TLV 'BF2B'", pieces.ToString());
            bench.Expect(pieces.ToString().Contains(profile.Iccid.Ef.ToString(), StringComparison.Ordinal), "the notification of the Profile");
        }, EuiccDeclaration.RawApdus),
    ];

    /// <summary>EUICCInfo1 as it is answered with Le '00'; the ISD-R is selected on the basic channel.</summary>
    private static async Task<Octets> WholeAsync(EuiccBench bench)
    {
        bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
        bench.Step("EUICCInfo1 is asked for");
        ResponseApdu answer = await bench.SendAsync(Ask(0x100), ChannelNumber.Basic);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        return answer.Data;
    }

    /// <summary>Collects what '61XX' announces: each piece has as many octets as were asked for.</summary>
    private static async Task<(Octets Pieces, StatusWord Last)> CollectAsync(EuiccBench bench, ResponseApdu response, int most)
    {
        bench.Expect(response.Data.Length <= most, $"up to {most} octets", $"{response.Data.Length}");
        Octets pieces = response.Data;
        while (response.Status.Sw1 == 0x61)
        {
            int wanted = response.Status.Sw2 == 0 ? 0x100 : response.Status.Sw2;
            response = await bench.TransmitAsync(GetResponse(ChannelNumber.Basic, wanted));
            bench.ExpectEqual(response.Data.Length, wanted, "the number of octets that GET RESPONSE gives");
            pieces = Octets.Concat(pieces, response.Data);
            bench.Expect(pieces.Length <= Limit, $"an end before {Limit} octets");
        }
        return (pieces, response.Status);
    }

    private static CommandApdu Ask(int ne) => new(0x80, 0xE2, 0x91, 0x00, Octets.FromHex("BF2000"), ne);

    private static CommandApdu GetResponse(ChannelNumber channel, int ne) => new(channel.InClass(0x00), 0xC0, 0x00, 0x00, ne: ne);

    private static ConformanceCase Raw(string id, string title, Func<EuiccBench, Task> body) => Reads(id, Section, title, body, EuiccDeclaration.RawApdus);

    private const string Section = "SGP.22 §5.7.2, TS 102 221 §7.4";
    private const int Limit = 0x10000;
}

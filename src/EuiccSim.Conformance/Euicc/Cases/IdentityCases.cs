using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.25: GetEID.</summary>
internal static class IdentityCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.25/digits", "SGP.22 §5.7.20, SGP.29", "The EID is 32 decimal digits, the last two of which check the others", async bench =>
        {
            Eid eid = (await AskAsync(bench)).Value.EidValue;
            bench.Expect(eid.IsValid, "an EID with right check digits", eid.Digits);
        }),
        Reads("4.2.25/der", Section, "The answer is 'BF3E 12 5A 10' and the EID", async bench =>
            bench.ExpectOctets((await AskAsync(bench)).Encoded, Channels.EidAnswer(bench), "the answer")),
        Reads("4.2.25/reset", Section, "The EID is the same after a reset", async bench =>
        {
            Octets before = (await AskAsync(bench)).Encoded;
            bench.Step("the card is reset");
            await bench.ResetAsync();
            bench.ExpectOctets((await AskAsync(bench)).Encoded, before, "the answer");
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.25/certificate", "SGP.22 §4.5.2.1", "The EID is the serialNumber of the subject in the eUICC's certificate", async bench =>
        {
            Eid eid = (await AskAsync(bench)).Value.EidValue;
            AuthenticateServerResponse response = await bench.AuthenticateAsync(bench.Server());
            bench.Expect(response is AuthenticateServerResponse.Ok, "authenticateResponseOk", response.ToString());
            RspCertificate euicc = NoticeProof.CertificateOf(((AuthenticateServerResponse.Ok)response).Value.EuiccCertificate, "euiccCertificate");
            bench.ExpectEqual(euicc.Subject.SerialNumber, eid.Digits, "serialNumber");
        }, EuiccDeclaration.Keys),
        Wrong("4F", "another tag than '5A'"),
        Wrong("5C", "the tag of the tag list itself"),
        Installs("4.2.25/enabled", Section, "The EID is the same with an enabled Profile", async bench =>
        {
            await bench.EnabledAsync();
            bench.ExpectOctets((await AskAsync(bench)).Encoded, Channels.EidAnswer(bench), "the answer");
        }),
    ];

    private static ConformanceCase Wrong(string tag, string what) => Reads($"4.2.25/tag-{tag}", Section, $"GetEID that asks for {what} is refused", async bench =>
    {
        bench.Step($"the tag {tag} is asked for");
        ResponseApdu answer = await bench.StoreDataAsync(Octets.FromHex($"BF3E035C01{tag}"));
        bench.ExpectStatus(answer.Status, "6A88", "6A80");
        bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
    });

    private static async Task<Signed<GetEuiccDataResponse>> AskAsync(EuiccBench bench)
    {
        bench.Step("the EID is asked for");
        return await bench.AskAsync(new GetEuiccDataRequest());
    }

    private const string Section = "SGP.22 §5.7.20";
}

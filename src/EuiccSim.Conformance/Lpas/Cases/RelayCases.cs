using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: what eUICC and server tell each other gets there octet by octet. Signatures are over it.</summary>
internal static class RelayCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("LPAd/initiate-authentication", "SGP.22 §5.6.1", "InitiateAuthentication has the eUICC's challenge and EUICCInfo1, and the server's own address", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            SeenPost post = Posted(visit, Es9Function.InitiateAuthentication);
            Octets challenge = EuiccBench.Decode<GetEuiccChallengeResponse>(Asked(visit, Es10Tag.GetEuiccChallenge).Answer, "GetEUICCChallenge").Value.EuiccChallenge;
            bench.ExpectOctets(post.Post.OctetsOf("euiccChallenge"), challenge, "euiccChallenge");
            bench.ExpectOctets(post.Post.OctetsOf("euiccInfo1"), Asked(visit, Es10Tag.GetEuiccInfo1).Answer, "euiccInfo1");
            string address = post.Post.Member("smdpAddress"), host = bench.Stage.Surroundings.SmdpAddress.Split(':')[0];
            bool isServers = string.Equals(address.Split(':')[0], host, StringComparison.OrdinalIgnoreCase);
            bench.Expect(isServers, $"smdpAddress is {host}, with or without its port", address);
        }),
        Download("LPAd/authenticate-server", "SGP.22 §5.7.13", "AuthenticateServer has serverSigned1, its signature, the CI and the certificate as the server sent them", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            HttpReply server = Posted(visit, Es9Function.InitiateAuthentication).Reply;
            Octets sent = ValueOf(Asked(visit, Es10Tag.AuthenticateServer).Request);
            ExpectParts(bench, sent, server, "serverSigned1", "serverSignature1", "euiccCiPKIdToBeUsed", "serverCertificate");
        }),
        Download("LPAd/ctx-params", "SGP.22 §5.7.13", "ctxParams1 has the MatchingID of the Activation Code, and DeviceInfo with a TAC", async bench =>
        {
            LpaNominal nominal = await bench.NominalAsync();
            CtxParamsForCommonAuthentication context = ContextOf(nominal.Download);
            bench.ExpectEqual(context.MatchingId, nominal.Order.Code.MatchingId, "matchingId");
            bench.ExpectEqual(context.DeviceInfo.Tac.Length, 4, "the length of tac");
        }),
        Download("LPAd/authenticate-client", "SGP.22 §5.6.3", "AuthenticateClient has what the eUICC answered to AuthenticateServer", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            Octets sent = Posted(visit, Es9Function.AuthenticateClient).Post.OctetsOf("authenticateServerResponse");
            bench.ExpectOctets(sent, Asked(visit, Es10Tag.AuthenticateServer).Answer, "authenticateServerResponse");
        }),
        Download("LPAd/prepare-download", "SGP.22 §5.7.5", "PrepareDownload has smdpSigned2, its signature and the certificate as the server sent them, and no hashCc that was not asked for", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            HttpReply server = Posted(visit, Es9Function.AuthenticateClient).Reply;
            Octets sent = ValueOf(Asked(visit, Es10Tag.PrepareDownload).Request);
            ExpectParts(bench, sent, server, "smdpSigned2", "smdpSignature2", "smdpCertificate");
        }),
        Download("LPAd/get-bound-profile-package", "SGP.22 §5.6.2", "GetBoundProfilePackage has what the eUICC answered to PrepareDownload", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            Octets sent = Posted(visit, Es9Function.GetBoundProfilePackage).Post.OctetsOf("prepareDownloadResponse");
            bench.ExpectOctets(sent, Asked(visit, Es10Tag.PrepareDownload).Answer, "prepareDownloadResponse");
        }),
        Download("LPAd/transaction-id", "SGP.22 §5.6", "Every request of a session has the transactionId that the server gave", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            string given = Posted(visit, Es9Function.InitiateAuthentication).Reply.Member("transactionId");
            foreach (string function in (string[])[Es9Function.AuthenticateClient, Es9Function.GetBoundProfilePackage])
            {
                string told = Posted(visit, function).Post.Member("transactionId");
                bench.Expect(string.Equals(told, given, StringComparison.OrdinalIgnoreCase), $"transactionId of {function} is {given}", told);
            }
        }),
        Download("LPAd/installation-result", "SGP.22 §5.6.4", "HandleNotification has the ProfileInstallationResult as the eUICC gave it", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).All;
            Es10Exchange last = LpaBench.Need(visit.Segments.LastOrDefault(one => !one.Answer.IsEmpty), "the result of the eUICC");
            bench.ExpectOctets(Posted(visit, Es9Function.HandleNotification).Post.OctetsOf("pendingNotification"), last.Answer, "pendingNotification");
        }),
    ];

    /// <summary>What the server is told of the device and of what is wanted.</summary>
    internal static CtxParamsForCommonAuthentication ContextOf(LpaVisit visit)
    {
        Octets request = Asked(visit, Es10Tag.AuthenticateServer).Request;
        CtxParams1 context = EuiccBench.Decode<AuthenticateServerRequest>(request, "AuthenticateServer of the LPA").Value.CtxParams1.Value;
        return ((CtxParams1.CommonAuthentication)context).Value;
    }

    private static SeenPost Posted(LpaVisit visit, string function) => LpaBench.Need(visit.PostOf(function), function);

    private static Es10Exchange Asked(LpaVisit visit, int tag) => LpaBench.Need(visit.Es10Of(tag), $"the ES10 command {tag:X4}");

    private static Octets ValueOf(Octets request) => BerTlv.ReadWhole(request) is [var command, ..] ? command.Value : Octets.Empty;

    /// <summary>The parts that the server sent follow one another at the beginning of the command.</summary>
    private static void ExpectParts(LpaBench bench, Octets sent, HttpReply server, params ReadOnlySpan<string> members)
    {
        int at = 0;
        foreach (string member in members)
        {
            Octets expected = server.OctetsOf(member);
            bench.ExpectOctets(sent.Slice(at, Math.Min(expected.Length, sent.Length - at)), expected, member);
            at += expected.Length;
        }
    }
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: servers that are not who they should be, or whose signatures are wrong. What the eUICC says to that is the end of the download.</summary>
internal static class SessionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("LPAd/other-address", "SGP.22 §3.0.1", "A server that signs another address than the one that was called gets nothing from the eUICC", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.SignAs("elsewhere.example.com");
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectEndsAfter(visit, Es9Function.InitiateAuthentication);
        }),
        Download("LPAd/other-challenge", "SGP.22 §3.0.1, §5.7.13", "A server that signs another challenge than the eUICC's gets no further", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.World.Inject(Fault.At(Place.Es9).On(Es9Function.InitiateAuthentication).Always().CorruptMember(Leg.Request, "euiccChallenge", 3));
            await ExpectRefusedAsync(bench, scene, order, Es10Tag.AuthenticateServer, Es9Function.AuthenticateClient, "authenticateServerResponse");
        }),
        Wrong("LPAd/wrong-server-signature", "serverSignature1 that is wrong", Es9Function.InitiateAuthentication, "serverSignature1", 20, Es10Tag.AuthenticateServer, Es9Function.AuthenticateClient, "authenticateServerResponse"),
        Wrong("LPAd/wrong-server-certificate", "server certificate whose signature is wrong", Es9Function.InitiateAuthentication, "serverCertificate", -1, Es10Tag.AuthenticateServer, Es9Function.AuthenticateClient, "authenticateServerResponse"),
        Wrong("LPAd/wrong-smdp-signature", "smdpSignature2 that is wrong", Es9Function.AuthenticateClient, "smdpSignature2", 20, Es10Tag.PrepareDownload, Es9Function.GetBoundProfilePackage, "prepareDownloadResponse"),
        Wrong("LPAd/wrong-smdp-certificate", "binding certificate whose signature is wrong", Es9Function.AuthenticateClient, "smdpCertificate", -1, Es10Tag.PrepareDownload, Es9Function.GetBoundProfilePackage, "prepareDownloadResponse"),
        Download("LPAd/other-transaction", "SGP.22 §5.6", "A server that goes on with another transactionId in AuthenticateClient does not get a profile installed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.World.Inject(Fault.At(Place.Es9).On(Es9Function.AuthenticateClient).Always().ReplaceElement(Leg.Answer, "smdpSigned2", "30/80", Octets.FromHex("0102030405060708090A0B0C0D0E0F10")));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
        }),
    ];

    private static ConformanceCase Wrong(string id, string what, string function, string member, int at, int tag, string next, string relayed) =>
        Download(id, "SGP.22 §3.0.1, §3.1.3", $"A {what}: the eUICC's refusal ends the download", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Twist = (post, reply) => post.Function == function ? Servers.JsonTwist.With(reply, member, octets => Roles.BoundPackage.Damage(octets, at)) : reply;
            await ExpectRefusedAsync(bench, scene, order, tag, next, relayed);
        });

    /// <summary>
    /// The LPA may see the fault itself and not ask the eUICC; if the eUICC refuses, the LPA may tell the server so, octet by octet, or just end.
    /// </summary>
    private static async Task ExpectRefusedAsync(LpaBench bench, LpaScene scene, OrderedProfile order, int tag, string next, string relayed)
    {
        LpaVisit visit = await bench.DownloadAsync(order);
        await bench.ExpectNotInstalledAsync(scene, visit, order);
        if (visit.PostOf(next) is { } told)
            bench.ExpectOctets(told.Post.OctetsOf(relayed), LpaBench.Need(visit.Es10Of(tag), $"the ES10 command {tag:X4}").Answer, $"{relayed} is the eUICC's refusal");
        if (tag == Es10Tag.AuthenticateServer) bench.ExpectNotAsked(visit, Es10Tag.PrepareDownload, "PrepareDownload");
        bench.ExpectNotAsked(visit, Es10Tag.LoadBoundProfilePackage, "LoadBoundProfilePackage");
    }
}

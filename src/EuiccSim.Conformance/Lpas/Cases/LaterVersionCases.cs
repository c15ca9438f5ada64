using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>
/// 4.4: what a later version of SGP.22 adds to a structure. An LPA that puts together anew what it has read loses it, and with it the signature over it.
/// </summary>
internal static class LaterVersionCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("LPAd/later-server-signed1", "SGP.22 §5.7.13", "What serverSigned1 has of a later version reaches the eUICC, and the profile is installed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Twist = (post, reply) => post.Function == Es9Function.InitiateAuthentication && reply.Status == 200 ? WithCapability(bench, reply) : reply;
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
        }),
        Download("LPAd/later-smdp-signed2", "SGP.22 §5.7.5", "What smdpSigned2 has of a later version reaches the eUICC, which accepts the signature over it", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Twist = (post, reply) => post.Function == Es9Function.AuthenticateClient && reply.Status == 200 ? WithPending(bench, post, reply) : reply;
            LpaVisit visit = await bench.DownloadAsync(order);
            Octets answer = LpaBench.Need(visit.Es10Of(Es10Tag.PrepareDownload), "PrepareDownload").Answer;
            bench.Expect(Euicc.EuiccBench.Decode<PrepareDownloadResponse>(answer, "PrepareDownloadResponse").Value is PrepareDownloadResponse.Ok, "the eUICC accepts smdpSigned2 with its signature", answer.ToString());
        }),
        Download("LPAd/later-info1", "SGP.22 §5.6.1", "What EUICCInfo1 has of a later version reaches the server", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            Octets info = await ReadInfoAsync(scene);
            scene.Device.Inject(Fault.At(Place.Apdu).On("BF2000").Always().Replace(Leg.Answer, Octets.Concat(info, Octets.FromHex("9000"))));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
            bench.ExpectOctets(LpaBench.Need(visit.PostOf(Es9Function.InitiateAuthentication), "InitiateAuthentication").Post.OctetsOf("euiccInfo1"), info, "euiccInfo1");
        }),
    ];

    /// <summary>serverRspCapability ('86') of SGP.22 v3.</summary>
    private static HttpReply WithCapability(LpaBench bench, HttpReply reply)
    {
        Octets signed = Longer(reply.OctetsOf("serverSigned1"), "30", "86020780");
        return reply.With("serverSigned1", _ => signed).With("serverSignature1", _ => BoundPackage.Tlv("5F37", bench.Stage.SignAsServer(signed)));
    }

    /// <summary>rpmPending ('0500') of SGP.22 v3. The signature is over the eUICC's first one, too.</summary>
    private static HttpReply WithPending(LpaBench bench, HttpPost post, HttpReply reply)
    {
        Octets signed = Longer(reply.OctetsOf("smdpSigned2"), "30", "0500");
        AuthenticateServerResponse response = Euicc.EuiccBench.Decode<AuthenticateServerResponse>(post.OctetsOf("authenticateServerResponse"), "AuthenticateServerResponse").Value;
        Octets first = BoundPackage.Tlv("5F37", ((AuthenticateServerResponse.Ok)response).Value.EuiccSignature1);
        return reply.With("smdpSigned2", _ => signed).With("smdpSignature2", _ => BoundPackage.Tlv("5F37", bench.Stage.SignAsBinder(Octets.Concat(signed, first))));
    }

    /// <summary>EUICCInfo1 of the card with highestSvn ('93') of SGP.22 v3.</summary>
    private static Task<Octets> ReadInfoAsync(LpaScene scene) => scene.Device.WithLpaAsync(async lpa =>
        Longer((await lpa.Es10b.GetEuiccInfo1Async()).Encoded, "BF20", "9303030100"));

    /// <summary>A TLV with more at its end.</summary>
    private static Octets Longer(Octets tlv, string tag, string more) => BoundPackage.Tlv(tag, Octets.Concat(BerTlv.ReadAll(tlv)[0].Value, Octets.FromHex(more)));
}

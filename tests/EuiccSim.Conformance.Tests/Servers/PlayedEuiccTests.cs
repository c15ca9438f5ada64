using System.Text.Json;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>What the played eUICC and the bench put together by hand is what the messages of Protocol are.</summary>
internal sealed class PlayedEuiccTests
{
    private static readonly RspPki s_pki = OwnServers.Nist;
    private static readonly EuiccMaker s_maker = new(s_pki, [s_pki.Ci.SubjectKeyIdentifier!.Value], RandomSource.System);
    private static readonly Octets s_transaction = Octets.FromHex("00112233445566778899AABBCCDDEEFF");
    private static readonly ServerSigned1 s_server = new()
    {
        TransactionId = Protocol.Identifiers.TransactionId.FromOctets(s_transaction),
        EuiccChallenge = s_transaction,
        ServerAddress = "smdp.example.com",
        ServerChallenge = s_transaction
    };

    [Test]
    public void Its_answers_are_DER_and_signed_over_the_right_octets()
    {
        PlayedEuicc euicc = s_maker.New() with { MatchingId = "M" };
        EcPublicKey key = RspCertificate.Parse(euicc.Certificate).PublicKey!;
        AuthenticateResponseOk authenticated = ((AuthenticateServerResponse.Ok)Strictly<AuthenticateServerResponse>(euicc.AuthenticateServer(s_transaction, s_server).Response)).Value;
        Assert.That(key.Verify(authenticated.EuiccSigned1.Encoded.Span, authenticated.EuiccSignature1.Span));
        Assert.That(((CtxParams1.CommonAuthentication)authenticated.EuiccSigned1.Value.CtxParams1.Value).Value.MatchingId, Is.EqualTo("M"));

        PrepareDownloadResponseOk prepared = ((PrepareDownloadResponse.Ok)Strictly<PrepareDownloadResponse>(euicc.PrepareDownload(s_transaction, Octets.Of(new byte[64]),
            Octets.Of(new byte[32])))).Value;
        Assert.That(key.Verify(Octets.Concat(prepared.EuiccSigned2.Encoded, Octets.FromHex("5F3740"), Octets.Of(new byte[64])).Span, prepared.EuiccSignature2.Span));

        CancelSessionResponseOk cancelled = ((CancelSessionResponse.Ok)Strictly<CancelSessionResponse>(euicc.CancelSession(s_transaction, new("2.999.10"),
            CancelSessionReason.Timeout))).Value;
        Assert.That(key.Verify(cancelled.EuiccCancelSessionSigned.Encoded.Span, cancelled.EuiccCancelSessionSignature.Span));
        Assert.That(Strictly<AuthenticateServerResponse>(PlayedEuicc.Refusal("BF38", s_transaction, 7)), Is.InstanceOf<AuthenticateServerResponse.Error>());
    }

    [Test]
    public void Requests_in_ASN_1_are_those_of_the_module()
    {
        PlayedEuicc euicc = s_maker.Given();
        Octets notification = euicc.OtherNotification(new() { SeqNumber = 1, ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = "x" });
        Octets cancelled = euicc.CancelSession(s_transaction, new("2.999.10"), CancelSessionReason.Timeout);
        Assert.That(FunctionCall.InitiateAuthentication(s_transaction, euicc.Info1(), "x").Asn1, Is.EqualTo(Encoded(new RemoteProfileProvisioningRequest.InitiateAuthentication(new()
        {
            EuiccChallenge = s_transaction,
            SmdpAddress = "x",
            EuiccInfo1 = Asn1Codec.Decode<Signed<EuiccInfo1>>(euicc.Info1(), strict: true),
        }))));
        Assert.That(FunctionCall.HandleNotification(notification).Asn1, Is.EqualTo(Encoded(new RemoteProfileProvisioningRequest.Notification(new()
        {
            PendingNotification = Asn1Codec.Decode<Signed<PendingNotification>>(notification, strict: true),
        }))));
        Assert.That(FunctionCall.CancelSession(s_transaction, cancelled).Asn1, Is.EqualTo(Encoded(new RemoteProfileProvisioningRequest.CancelSession(new()
        {
            TransactionId = Protocol.Identifiers.TransactionId.FromOctets(s_transaction),
            CancelSessionResponse = Asn1Codec.Decode<Signed<CancelSessionResponse>>(cancelled, strict: true),
        }))));
    }

    [Test]
    public void A_certificate_taken_apart_and_put_together_is_the_same()
    {
        foreach (RspCertificate certificate in (RspCertificate[])[s_pki.Eum, s_pki.Euicc, s_pki.DpTls!])
            Assert.That(CertificateParts.Of(certificate).Sign(s_pki.CiKey!).TbsCertificate, Is.EqualTo(certificate.TbsCertificate));
    }

    [Test]
    public void A_new_eUICC_is_accepted_and_one_with_a_changed_certificate_is_not()
    {
        PlayedEuicc euicc = s_maker.New();
        Assert.That(Check(euicc).IsGood);
        Assert.That(RspCertificate.Parse(euicc.Certificate).Subject.SerialNumber, Is.EqualTo(euicc.EidDigits).And.Not.EqualTo(s_pki.EidDigits));
        Assert.That(Check(s_maker.WithCertificate(parts => parts.Without(Extension.KeyUsage))),
            Is.EqualTo(new EuiccChainOutcome(CertificateFault.None, CertificateFault.WrongKeyUsage)));
        Assert.That(Check(s_maker.WithMaker(parts => parts.Without(Extension.BasicConstraints))), Is.EqualTo(new EuiccChainOutcome(CertificateFault.NotACa, CertificateFault.None)));
        Assert.That(Check(s_maker.New(s_maker.DrawForeignEid())).Euicc, Is.EqualTo(CertificateFault.NotWithinNameConstraints));
    }

    /// <summary>A whole chain of another implementation: session keys, three blocks, and two under the keys that the third brings.</summary>
    [Test]
    public void BSP_opens_what_another_server_protected()
    {
        JsonElement vector = JsonElement.Parse(File.ReadAllText(SharedData.Require("vectors/bsp.json"))).GetProperty("B");
        ReceivingBsp bsp = ReceivingBsp.Derive(Hex(vector, "Z").ToArray(), Hex(vector, "hostId"), Hex(vector, "eid"));
        JsonElement[] steps = [.. vector.GetProperty("steps").EnumerateArray()];
        Assert.That(steps.Select(step => step.GetProperty("tag").GetString()), Is.EqualTo(new[] { "87", "88", "87", "86", "86" }));
        foreach (JsonElement step in steps)
        {
            Octets? plain = bsp.Open(TlvNode.Read(Hex(step, "output")), out string fault);
            Assert.That(plain, Is.EqualTo(Hex(step, "plain")), fault);
            if (plain!.Value.Length > 2 && plain.Value[0] == 0xBF && TlvNode.Read(plain.Value) is { Tag: 0xBF26 } keys) bsp.ReplaceKeys(keys.Children[0].Value,
                keys.Children[1].Value, keys.Children[2].Value);
        }
    }

    [Test]
    public void BSP_says_what_is_wrong_with_a_block()
    {
        JsonElement vector = JsonElement.Parse(File.ReadAllText(SharedData.Require("vectors/bsp.json"))).GetProperty("B");
        ReceivingBsp bsp = ReceivingBsp.Derive(Hex(vector, "Z").ToArray(), Hex(vector, "hostId"), Hex(vector, "eid"));
        Octets block = Hex(vector.GetProperty("steps")[0], "output");
        Assert.That(bsp.Open(TlvNode.Read(BoundPackage.Damage(block, -1)), out string fault), Is.Null);
        Assert.That(fault, Does.StartWith("its MAC is 9412D7722A6A2D88, and should be 9412D7722A6A2D89"));
    }

    private static Octets Hex(JsonElement json, string name) => Octets.FromHex(json.GetProperty(name).GetString()!);

    private static EuiccChainOutcome Check(PlayedEuicc euicc) => CertificateChain.CheckEuicc(
        RspCertificate.Parse(euicc.EumCertificate), RspCertificate.Parse(euicc.Certificate), s_pki.TrustedCi, TimeProvider.System.GetUtcNow());

    private static T Strictly<T>(Octets octets)
        where T : IAsn1<T> => Asn1Codec.Decode<T>(octets, strict: true);

    private static Octets Encoded(RemoteProfileProvisioningRequest request) => Asn1Codec.Encode(request);
}

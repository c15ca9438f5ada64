using EuiccSim.Card.Chip;
using EuiccSim.Card.Tests.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>A CI whose servers the chip accepts, and under which it cannot sign. SGP.22 v2.5 §5.7.8, §5.7.13.</summary>
public sealed class VerificationOnlyCiTests
{
    private static readonly RspPki Second = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("second"), TestEuicc.Now.AddYears(-1));

    private static readonly EuiccConfiguration Chip = TestEuicc.Configuration with { VerificationOnlyCis = [Second.TrustedCi] };

    [Test]
    public void It_is_named_for_verification_only()
    {
        string own = $"0414{TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier}", second = $"0414{Second.TrustedCi.SubjectKeyIdentifier}";
        TestEuicc card = new(euicc: Chip);
        Assert.That(card.Es10("BF2000"), Is.EqualTo($"BF204B8203020500A92C{own}{second}AA16{own}9000"));
        Assert.That(card.Es10("BF2200"), Does.Contain($"A92C{own}{second}AA16{own}0403"));
    }

    [Test]
    public void Its_servers_are_accepted_and_the_eUICC_signs_under_the_other()
    {
        TestEuicc card = new(euicc: Chip);
        AuthenticateServerRequest request = new TestServer { Pki = Second }.Authenticate(card.Challenge());
        AuthenticateServerResponse answer = card.Call(request with { EuiccCiPKIdToBeUsed = TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier });
        AuthenticateResponseOk ok = ((AuthenticateServerResponse.Ok)answer).Value;
        Assert.That(TestEuicc.IsSignedByEuicc(ok.EuiccSigned1.Encoded, ok.EuiccSignature1));
        Assert.That(ok.EumCertificate.Encoded, Is.EqualTo(TestEuicc.Pki.Eum.Encoded));
        Assert.That(card.Call(new TestServer { Pki = Second }.Prepare(answer)), Is.TypeOf<PrepareDownloadResponse.Ok>());
    }

    [Test]
    public void The_eUICC_cannot_be_asked_to_sign_under_it()
    {
        TestEuicc card = new(euicc: Chip);
        AuthenticateServerResponse answer = card.Call(new TestServer { Pki = Second }.Authenticate(card.Challenge()));
        Assert.That(((AuthenticateServerResponse.Error)answer).Value.AuthenticateErrorCode, Is.EqualTo(AuthenticateErrorCode.CiPKUnknown));
    }

    [Test]
    public void Its_revocation_lists_are_taken_also_after_the_card_was_in_a_file()
    {
        TestEuicc card = new(ImageFolder.Copy(new TestEuicc(euicc: Chip).State));
        LoadCrlRequest request = new()
        {
            Crl = (LoadCrlTests.Template with { Revoked = [LoadCrlTests.Entry(Second.DpAuth)] }).Issue(Second.Ci, Second.CiKey!),
        };
        Assert.That(card.Call(request), Is.TypeOf<LoadCrlResponse.Ok>());
        AuthenticateServerRequest authentication = new TestServer { Pki = Second }.Authenticate(card.Challenge());
        AuthenticateServerResponse answer = card.Call(authentication with { EuiccCiPKIdToBeUsed = TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier });
        Assert.That(((AuthenticateServerResponse.Error)answer).Value.AuthenticateErrorCode, Is.EqualTo(AuthenticateErrorCode.InvalidCertificate));
    }
}

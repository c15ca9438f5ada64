using EuiccSim.Card.Tests.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>What a loaded list does: a revoked server is refused. SGP.22 v2.5 §4.5.2.2, §4.6.</summary>
public sealed class RevocationTests
{
    private static readonly RspPki Pki = TestEuicc.Pki;

    private static readonly TestServer Discovery = new() { Pki = Pki with { DpAuth = Pki.DsAuth!, DpAuthKey = Pki.DsAuthKey! } };

    [Test]
    public void A_revoked_SM_DP_is_not_authenticated()
    {
        TestEuicc card = With(Pki.DpAuth);
        Assert.That(Authenticate(card, new()), Is.EqualTo(AuthenticateErrorCode.InvalidCertificate));
        Assert.That(Authenticate(card, Discovery), Is.Null, "another server");
    }

    [Test]
    public void A_revoked_SM_DS_is_not_authenticated()
    {
        TestEuicc card = With(Pki.DsAuth!);
        Assert.That(Authenticate(card, Discovery), Is.EqualTo(AuthenticateErrorCode.InvalidCertificate));
        Assert.That(Authenticate(card, new()), Is.Null, "another server");
    }

    [Test]
    public void A_revoked_certificate_for_binding_is_refused()
    {
        TestEuicc card = With(Pki.DpPb);
        Assert.That(Prepare(card), Is.EqualTo(DownloadErrorCode.InvalidCertificate));
    }

    [Test]
    public void A_server_that_is_revoked_after_it_authenticated_binds_no_more()
    {
        TestEuicc card = new();
        TestServer server = new();
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server));
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Revoked = [LoadCrlTests.Entry(Pki.DpAuth)] });
        Assert.That(((PrepareDownloadResponse.Error)card.Call(request)).Value.DownloadErrorCode, Is.EqualTo(DownloadErrorCode.InvalidCertificate));
    }

    [Test]
    public void Loading_a_list_does_not_disturb_a_session()
    {
        TestEuicc card = new();
        TestServer server = new();
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server));
        LoadCrlTests.Load(card, LoadCrlTests.Template);
        Assert.That(card.Call(request), Is.TypeOf<PrepareDownloadResponse.Ok>());
    }

    [Test]
    public void The_same_number_at_another_CI_is_another_certificate()
    {
        RspPki second = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("second"), TestEuicc.Now.AddYears(-1));
        Assert.That(second.DpAuth.SerialNumber, Is.EqualTo(Pki.DpAuth.SerialNumber));
        TestEuicc card = new(euicc: EuiccConfigurations.From(Pki, second));
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Revoked = [LoadCrlTests.Entry(Pki.DpAuth)] });
        Assert.That((Authenticate(card, new()), Authenticate(card, new() { Pki = second })),
            Is.EqualTo(((AuthenticateErrorCode?)AuthenticateErrorCode.InvalidCertificate, (AuthenticateErrorCode?)null)));
    }

    [Test]
    public void Each_part_counts_as_soon_as_it_is_here()
    {
        TestEuicc card = new();
        LoadCrlTests.Load(card, LoadCrlTests.Template with { TotalParts = 2, Part = 2, Revoked = [LoadCrlTests.Entry(Pki.DpAuth)] });
        Assert.That(Authenticate(card, new()), Is.Not.Null);
    }

    [Test]
    public void A_fresher_list_takes_the_place_of_the_old_one_once_it_is_whole()
    {
        TestEuicc card = With(Pki.DpAuth);
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Number = 6, TotalParts = 2, Part = 1 });
        Assert.That(Authenticate(card, new()), Is.Not.Null, "the second part might name it");
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Number = 7, TotalParts = 2, Part = 2 });
        Assert.That(Authenticate(card, new()), Is.Not.Null, "a third list came before the second was whole");
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Number = 7, TotalParts = 2, Part = 1 });
        Assert.That(Authenticate(card, new()), Is.Null);
    }

    [Test]
    public void A_delta_list_adds_and_removes()
    {
        TestEuicc card = With(Pki.DpAuth);
        LoadCrlTests.Load(card, LoadCrlTests.Template with
        {
            Number = 6,
            BaseNumber = 5,
            Revoked = [LoadCrlTests.Entry(Pki.DpAuth) with { IsRemoved = true }, LoadCrlTests.Entry(Pki.DpPb)],
        });
        Assert.That((Authenticate(card, new()), Prepare(card)),
            Is.EqualTo(((AuthenticateErrorCode?)null, (DownloadErrorCode?)DownloadErrorCode.InvalidCertificate)));
    }

    [Test]
    public void The_lists_of_all_distribution_points_count()
    {
        TestEuicc card = With(Pki.DpAuth);
        LoadCrlTests.Load(card, LoadCrlTests.Template with { DistributionPoint = "http://b", Number = 9, Revoked = [LoadCrlTests.Entry(Pki.DsAuth!)] });
        Assert.That((Authenticate(card, new()) is null, Authenticate(card, Discovery) is null), Is.EqualTo((false, false)));
    }

    [Test]
    public void Lists_survive_a_reset_a_memory_reset_and_the_image()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Revoked = [LoadCrlTests.Entry(Pki.DpAuth)] });
        LoadCrlTests.Load(card, LoadCrlTests.Template with { DistributionPoint = "http://b", Number = 9, TotalParts = 3, Part = 2 });
        Assert.That(card.Es10("BF3404820205E0"), Is.EqualTo("BF3403800100" + "9000"));
        card.Reset();
        Assert.That(Authenticate(card, new()), Is.Not.Null);
        TestEuicc copy = new(ImageFolder.Copy(card.State));
        Assert.That(Authenticate(copy, new()), Is.Not.Null);
        Assert.That(ImageFolder.Write(copy.State), Is.EqualTo(ImageFolder.Write(card.State)));
        Assert.That(LoadCrlTests.Load(copy, LoadCrlTests.Template with { DistributionPoint = "http://b", Number = 9, TotalParts = 3, Part = 1 }),
            Is.EqualTo("BF3507A005A003" + "020103" + "9000"), "it knows what is missing");
        Assert.That(LoadCrlTests.Load(copy, LoadCrlTests.Template with { Number = 4 }), Is.EqualTo("BF3503810105" + "9000"));
    }

    private static TestEuicc With(RspCertificate revoked)
    {
        TestEuicc card = new();
        LoadCrlTests.Load(card, LoadCrlTests.Template with { Revoked = [LoadCrlTests.Entry(revoked)] });
        return card;
    }

    private static AuthenticateErrorCode? Authenticate(TestEuicc card, TestServer server)
    {
        AuthenticateServerRequest request = server.Authenticate(card.Challenge());
        return card.Call(request) is AuthenticateServerResponse.Error { Value.AuthenticateErrorCode: var code } ? code : null;
    }

    private static DownloadErrorCode? Prepare(TestEuicc card) =>
        card.Prepare(new()) is PrepareDownloadResponse.Error { Value.DownloadErrorCode: var code } ? code : null;
}

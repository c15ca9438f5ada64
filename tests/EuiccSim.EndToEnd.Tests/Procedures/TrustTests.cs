using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Which CI, which curve, and which servers no more. SGP.22 v2.5 §2.6.7, §3.0.1, §4.6.</summary>
internal sealed class TrustTests
{
    [Test]
    public async Task A_download_on_FRP256v1()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Pkis = [Pkis.French] });
        await world.DownloadFirstAsync();
        Assert.That(world.Device.Profiles.Single().CiPkId, Is.EqualTo(Pkis.French.TrustedCi.SubjectKeyIdentifier));
    }

    // The chip's order decides; FRP256v1 is not among the server's CIs.
    [TestCase("French Brainpool Nist", "Brainpool")]
    [TestCase("French Nist Brainpool", "Nist")]
    [TestCase("Nist Brainpool French", "Nist")]
    public async Task The_first_CI_of_the_eUICC_that_the_server_has_is_used(string preference, string used)
    {
        Dictionary<string, RspPki> pkis = new() { ["Nist"] = Pkis.Nist, ["Brainpool"] = Pkis.Brainpool, ["French"] = Pkis.French };
        RspPki[] chip = [.. preference.Split(' ').Select(name => pkis[name])];
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Pkis = [Pkis.Nist, Pkis.Brainpool], Euicc = _ => EuiccConfigurations.From(chip) });
        await world.DownloadFirstAsync();
        Assert.That(world.Device.Profiles.Single().CiPkId, Is.EqualTo(pkis[used].TrustedCi.SubjectKeyIdentifier));
    }

    [Test]
    public async Task A_server_that_a_loaded_list_names_is_refused_until_a_fresher_list_does_not_name_it()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        RevocationListTemplate list = new() { ThisUpdate = Pkis.Start };
        RevokedCertificate server = new(Pkis.Nist.DpPb.SerialNumber, Pkis.Start);
        await world.Device.WithLpaAsync(async lpa =>
            Assert.That(await lpa.Es10b.LoadCrlAsync((list with { Revoked = [server] }).Issue(Pkis.Nist.Ci, Pkis.Nist.CiKey!)), Is.Empty));
        DownloadOutcome outcome = await world.Device.DownloadAsync(await world.OrderCodeAsync());
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.RefusedByEuicc>());
        DownloadOutcome.RefusedByEuicc refusal = (DownloadOutcome.RefusedByEuicc)outcome;
        Assert.That((refusal.Function, refusal.Code), Is.EqualTo(("PrepareDownload", (int)DownloadErrorCode.InvalidCertificate)));
        Assert.That((world.Device.Profiles.Count, world.Device.Notifications.Count), Is.EqualTo((0, 0)));
        await world.Device.WithLpaAsync(async lpa => await lpa.Es10b.LoadCrlAsync((list with { Number = 2 }).Issue(Pkis.Nist.Ci, Pkis.Nist.CiKey!)));
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(Packages.Number(2)))).MustBeInstalled();
    }
}

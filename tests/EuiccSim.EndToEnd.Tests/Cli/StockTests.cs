using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>What a profile of <c>smdp serve</c> is told to the eUICC as.</summary>
public sealed class StockTests
{
    /// <summary>BIT STRING of SGP.22 v2.5 §4.4: install, enable, disable, delete from the first bit on; the install notification comes anyway.</summary>
    [Test]
    public void Its_eUICC_tells_this_server_of_enabling_disabling_and_deleting()
    {
        Profile profile = Profile.ForServer(Packages.Number(1).Package, "smdp.example.com:8443");
        string address = Convert.ToHexString(Encoding.UTF8.GetBytes("smdp.example.com:8443"));
        Assert.That(profile.Metadata.Encoded.ToString(), Does.Contain("B61D" + "301B" + "80020470" + "8115" + address));
        Assert.That(profile.Metadata.Value.ServiceProviderName, Is.EqualTo("EuiccSim"));
    }

    [Test]
    public async Task A_state_that_cannot_be_written_is_503_and_a_package_that_cannot_be_kept_is_400()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        FileSmdpStore store = FileSmdpStore.Open(path);
        SmdpServer server = new(new()
        {
            Address = "smdp.example.com",
            Credentials = [SmdpCredential.From(Pkis.Nist)],
        }, store);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using WebApplication application = builder.Build();
        using OperatorPki operatorPki = OperatorPki.Create(new SeededRandom("operator"), TimeProvider.System.GetUtcNow().AddDays(-1), "operator");
        using X509Certificate2 client = X509CertificateLoader.LoadCertificate(operatorPki.Certificate.Encoded.Span);
        application.Use((http, next) =>
        {
            http.Connection.ClientCertificate = client;
            return next(http);
        });
        StockRoute.Map(application, server);
        await application.StartAsync();
        using HttpClient caller = new() { BaseAddress = new(application.Urls.First()) };
        async Task<int> StatusAsync(string query) =>
            (int)(await caller.PostAsync(StockRoute.Path + query, new ByteArrayContent(Packages.Number(1).Package.ToArray()))).StatusCode;

        Assert.That(await StatusAsync("?type=" + new string('x', 256)), Is.EqualTo(400));
        Assert.That(await server.Orders.ListAsync(), Is.Empty);
        Assert.That(await StatusAsync(""), Is.EqualTo(200));
        // As after an error of the disk, nothing is answered any more.
        store.Dispose();
        Assert.That(await StatusAsync(""), Is.EqualTo(503));
        await application.StopAsync();
        File.Delete(path);
        File.Delete(path + ".lock");
    }

    [Test]
    public void A_package_with_another_ICCID_keeps_every_secret_and_all_else()
    {
        Octets package = Packages.Number(1).Package;
        Iccid wanted = Packages.IccidNumber(9);
        Octets copy = new PackageTemplate(package).WithIccid(wanted, RandomSource.System);
        Assert.That(Profile.IccidOf(copy), Is.EqualTo(wanted));
        // The octets of both numbers: the header has them in reading order, EF.ICCID has each pair swapped (TS 102 221 §13.2).
        string expected = package.ToString()
            .Replace(Swapped(Packages.FirstIccid.Ef), Swapped(wanted.Ef), StringComparison.Ordinal)
            .Replace(Packages.FirstIccid.Ef.ToString(), wanted.Ef.ToString(), StringComparison.Ordinal);
        Assert.That(copy.ToString(), Is.EqualTo(expected));
    }

    private static string Swapped(Octets octets) => string.Concat(octets.ToString().Chunk(2).Select(pair => $"{pair[1]}{pair[0]}"));
}

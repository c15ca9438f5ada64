using System.Net;
using System.Net.Sockets;
using System.Text;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>TLS as a client that is not ours sees it.</summary>
public sealed class TlsTests
{
    [TestCase("1.2")]
    [TestCase("1.3")]
    public async Task A_foreign_client_that_trusts_the_CI_gets_an_answer(string version)
    {
        using Curl curl = Curl.Require();
        await using Site site = await Site.StartAsync();
        (int exitCode, string output) = await curl.RunAsync(site.Es9, "/health",
            "--cacert", curl.Pem(Site.Nist.Ci, "ci.pem"), "--tlsv" + version, "--tls-max", version);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.StartWith("HTTP/1.1 200 OK").And.EndsWith("ok\n"));
    }

    [Test]
    public async Task A_client_that_can_only_use_brainpool_is_shown_that_certificate()
    {
        using Curl curl = Curl.Require();
        await using Site site = await Site.StartAsync();
        // X25519 is for the key exchange: OpenSSL, which our TLS is made of, has no brainpool there unless its configuration says so.
        string[] brainpoolOnly = ["--tls-max", "1.2", "--curves", "brainpoolP256r1:X25519"];
        (int exitCode, string output) = await curl.RunAsync(site.Es9, "/health", ["--cacert", curl.Pem(Site.Brainpool.Ci, "brp.pem"), .. brainpoolOnly]);
        Assert.That(exitCode, Is.Zero, output);
        (exitCode, output) = await curl.RunAsync(site.Es9, "/health", ["--cacert", curl.Pem(Site.Nist.Ci, "ci.pem"), .. brainpoolOnly]);
        Assert.That(exitCode, Is.EqualTo(60), "the other CI's: " + output);
    }

    [Test]
    public async Task Older_TLS_is_refused()
    {
        using Curl curl = Curl.Require();
        await using Site site = await Site.StartAsync();
        (int exitCode, string output) = await curl.RunAsync(site.Es9, "/health",
            "--cacert", curl.Pem(Site.Nist.Ci, "ci.pem"), "--tlsv1.0", "--tls-max", "1.1", "--ciphers", "DEFAULT:@SECLEVEL=0");
        Assert.That(exitCode, Is.EqualTo(35), output);
    }

    [TestCase("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", "it speaks plain HTTP, and here is HTTPS")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", "what it sent is no TLS")]
    public async Task The_host_is_told_of_a_client_that_speaks_no_TLS(string sent, string reason)
    {
        await using Site site = await Site.StartAsync();
        TaskCompletionSource<SmdpEvent> happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Server.Happened += one => happened.TrySetResult(one);
        using TcpClient client = new();
        await client.ConnectAsync(site.Es9.Host, site.Es9.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent));
        SmdpEvent told = await happened.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.That(told, Is.TypeOf<SmdpEvent.ConnectionRefused>().With.Property("Reason").EqualTo(reason));
    }

    [Test]
    public async Task It_binds_to_loopback_unless_told_otherwise()
    {
        await using Site site = await Site.StartAsync();
        Assert.That(site.Es9.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(IPAddress.IsLoopback(IPAddress.Parse(site.Es9.Host)));
        Assert.That(new SmdpHostOptions { Certificates = [] }.Es9EndPoints.Select(at => at.Address), Is.All.EqualTo(IPAddress.Loopback));
    }

    [Test]
    public async Task The_certificates_of_SGP26_are_shown_as_well()
    {
        using Curl curl = Curl.Require();
        using EuiccSim.Testing.RspPki pki = EuiccSim.Testing.PkiDirectory.Load(EuiccSim.Tests.SharedData.Require("sgp26"), Protocol.Crypto.EcCurve.NistP256);
        using var certificate = pki.ToTlsCertificate();
        await using Site site = await Site.StartAsync(
            server: options => options with { Credentials = [SmdpCredential.From(pki)] },
            host: options => options with { Certificates = [new(certificate)] });
        (int exitCode, string output) = await curl.RunAsync(site.Es9, "/health", "--cacert", curl.Pem(pki.Ci, "ci.pem"));
        Assert.That(exitCode, Is.Zero, output);
    }
}

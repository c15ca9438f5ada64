using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Conformance.Lpas.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>What card and servers see of an LPA, put together again.</summary>
internal sealed class SeenTests
{
    [Test]
    public void Blocks_of_two_channels_and_GET_RESPONSE_are_put_together()
    {
        IReadOnlyList<Es10Exchange> read = Es10Reader.Read(
        [
            Apdu("81E2110003BF2E02", "9000"), Apdu("82E2910003BF200000", "9000"), Apdu("81E2910102000000", "6103"), Apdu("81C0000003", "AABBCC9000"),
        ]);
        Assert.That(read.Select(one => (one.Channel.Value, one.Request.ToString(), one.Answer.ToString(), one.Position, one.End)), Is.EqualTo(new[]
        {
            ((byte)1, "BF2E020000", "AABBCC", 0, 3),
            ((byte)2, "BF2000", "", 1, 1),
        }));
        Assert.That(read[0].Tag, Is.EqualTo(0xBF2E));
    }

    [Test]
    public void A_block_that_is_sent_again_for_6CXX_counts_once() => Assert.That(
        Es10Reader.Read([Apdu("80E2910003BF200000", "6C05"), Apdu("80E2910003BF200005", "BF2003000000" + "9000")]).Single().Request.ToString(), Is.EqualTo("BF2000"));

    [Test]
    public void A_chain_that_is_refused_ends_and_one_that_is_cut_off_by_a_reset_is_none() => Assert.That(
        Es10Reader.Read([Apdu("80E2110001BF00", "6985"), Apdu("80E211000120" + "00", "9000"), new Sight.Reset(default, default)]).Select(one => one.Status.ToString()),
        Is.EqualTo(new[] { "6985" }));

    [Test]
    public void A_package_is_cut_as_the_standard_has_it()
    {
        BoundPackage package = new()
        {
            InitialiseSecureChannel = Octets.FromHex("BF2303820101"),
            ConfigureIsdp = [Octets.FromHex("870101")],
            StoreMetadata = [Octets.FromHex("880101"), Octets.FromHex("880102")],
            ReplaceSessionKeys = [Octets.FromHex("870103")],
            ProfileElements = [Octets.FromHex("860101"), Octets.FromHex("860102")],
        };
        Assert.That(PackageCut.Of(Octets.Concat([.. package.Segments()])), Is.EqualTo(package.Segments()));
    }

    [Test]
    public async Task The_listener_takes_chunks_and_asks_to_go_on_and_answers_as_it_is_told()
    {
        using RspPki pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("listener"), DateTimeOffset.UnixEpoch);
        using TlsCertificates certificates = new(pki, "localhost", new SeededRandom("tls"), TimeProvider.System);
        await using HttpsListener listener = new(IPAddress.Loopback, "localhost");
        List<HttpPost> posts = [];
        listener.Show(new(certificates.Get(CertificateRole.DpTls), SslProtocols.Tls12 | SslProtocols.Tls13, (post, _) =>
        {
            posts.Add(post);
            return Task.FromResult(new HttpReply(200, Octets.Of("abc"u8)) { Form = posts.Count == 1 ? ReplyForm.Chunked : ReplyForm.Whole });
        }));
        string expected = certificates.Get(CertificateRole.DpTls).Thumbprint;
        SslClientAuthenticationOptions tls = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => ((X509Certificate2)certificate!).Thumbprint == expected };
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false, SslOptions = tls });
        foreach (bool isChunked in (bool[])[true, false])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, $"https://{listener.Address}/a/b") { Content = new StringContent("body") };
            request.Headers.TransferEncodingChunked = isChunked;
            request.Headers.ExpectContinue = true;
            using HttpResponseMessage response = await client.SendAsync(request);
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("abc"));
        }
        Assert.That(posts.Select(post => (post.Method, post.Path, post.Function, Encoding.UTF8.GetString(post.Body.Span))), Is.EqualTo(Enumerable.Repeat(("POST", "/a/b", "b", "body"), 2)));
    }

    [Test]
    public async Task Where_nobody_answers_the_connection_is_closed()
    {
        await using HttpsListener listener = new(IPAddress.Loopback, "localhost");
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        Assert.That(async () => await client.GetAsync(new Uri($"https://{listener.Address}/")), Throws.InstanceOf<HttpRequestException>());
    }

    private static Sight.Apdu Apdu(string command, string response) => new(default, Octets.FromHex(command), Octets.FromHex(response));
}

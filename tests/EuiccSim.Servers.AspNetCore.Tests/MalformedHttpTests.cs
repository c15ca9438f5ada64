using System.IO.Compression;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>Requests that are none, at each interface of each host: the client is told that it is at fault, and never that the server is.</summary>
public sealed class MalformedHttpTests
{
    private static readonly OperatorPki s_operator = OperatorPki.Create(new SeededRandom("operator"), TimeProvider.System.GetUtcNow().AddDays(-1));
    private static readonly HttpLimits s_limits = new() { HeadersTimeout = TimeSpan.FromSeconds(2), BodyGracePeriod = TimeSpan.FromSeconds(2) };

    private readonly Dictionary<string, (Uri Address, X509Certificate2? Certificate, string Path)> _interfaces = [];
    private Site _smdp = null!;
    private DiscoverySite _smds = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _smdp = await Site.StartAsync(host: options => options with
        {
            Limits = s_limits,
            Es2 = new() { ClientCas = [X509CertificateLoader.LoadCertificate(s_operator.Ca.Encoded.Span)] },
        });
        _smds = await DiscoverySite.StartAsync();
        _interfaces["ES9+"] = (_smdp.Es9, null, "/gsma/rsp2/es9plus/initiateAuthentication");
        _interfaces["ES2+"] = (_smdp.Host.Es2Addresses[0], s_operator.ToClientCertificate(), "/gsma/rsp2/es2plus/downloadOrder");
        _interfaces["ES11"] = (_smds.RootEs11, null, "/gsma/rsp2/es9plus/initiateAuthentication");
        _interfaces["ES12"] = (_smds.RootEs12, Site.NistTls, "/gsma/rsp2/es12/registerEvent");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _smdp.DisposeAsync();
        await _smds.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> Requests()
    {
        foreach (string at in (string[])["ES9+", "ES2+", "ES11", "ES12"])
            foreach ((string name, int status, string headers, byte[] body) in Cases())
                yield return new TestCaseData(at, status, headers, body).SetName($"{at}: {name} is a {status}");
    }

    [TestCaseSource(nameof(Requests))]
    public async Task It_is_told_with_a_status(string at, int status, string headers, byte[] body)
    {
        (Uri address, X509Certificate2? certificate, string path) = _interfaces[at];
        using SslStream client = await ConnectAsync(address, certificate);
        string head = $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Admin-Protocol: gsma/rsp/v2.5.0\r\n{headers}\r\n";
        await client.WriteAsync((byte[])[.. Encoding.Latin1.GetBytes(head), .. body]);
        Assert.That((await ReadAsync(client)).Split(' ').ElementAtOrDefault(1), Is.EqualTo($"{status}"));
    }

    private static IEnumerable<(string Name, int Status, string Headers, byte[] Body)> Cases()
    {
        const string chunked = "Transfer-Encoding: chunked\r\n";
        foreach (string size in (string[])["FFFFFFFFFFFFFFFF", "80000000", "FFFFFFFF", "-1", "G", "", " ", "0x10", "123456789"])
            yield return ($"the chunk size '{size}'", 400, chunked, Ascii($"{size}\r\n{{}}\r\n0\r\n\r\n"));
        yield return ("a chunk longer than its size", 400, chunked, Ascii("2\r\n{}{}\r\n0\r\n\r\n"));
        yield return ("a second chunk size that overflows", 400, chunked, Ascii("2\r\n{}\r\nFFFFFFFFFFFFFFFF\r\n"));
        yield return ("an encoding that nobody knows", 400, "Transfer-Encoding: brotli\r\n", Ascii("{}"));
        yield return ("a huge length", 413, "Content-Length: 9223372036854775807\r\n", Ascii("{}"));
        yield return ("a length that overflows", 400, "Content-Length: 99999999999999999999\r\n", Ascii("{}"));
        yield return ("a negative length", 400, "Content-Length: -1\r\n", Ascii("{}"));
        yield return ("two lengths", 400, "Content-Length: 2\r\nContent-Length: 3\r\n", Ascii("{}"));
        yield return ("a length that is no number", 400, "Content-Length: two\r\n", Ascii("{}"));
        yield return ("a body compressed a thousandfold", 415, LengthOf(Bomb()) + "Content-Encoding: gzip\r\n", Bomb());
        yield return ("arrays in arrays without end", 400, LengthOf(Nested()), Nested());
        yield return ("no UTF-8", 400, "Content-Length: 2\r\n", [0xFF, 0xFE]);
        yield return ("a header without a colon", 400, "Nonsense\r\nContent-Length: 2\r\n", Ascii("{}"));
        yield return ("a header with a zero", 400, "X: \0\r\nContent-Length: 2\r\n", Ascii("{}"));
        yield return ("a long header", 431, $"X: {new string('x', 9000)}\r\nContent-Length: 2\r\n", Ascii("{}"));
        yield return ("many headers", 431, string.Concat(Enumerable.Range(0, 40).Select(i => $"X{i}: x\r\n")), []);
        yield return ("the protocol twice", 400, "X-Admin-Protocol: gsma/rsp/v2.5.0\r\nContent-Length: 2\r\n", Ascii("{}"));
    }

    [Test]
    public async Task A_body_that_never_ends_is_ended()
    {
        const string head = "POST /gsma/rsp2/es9plus/initiateAuthentication HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "X-Admin-Protocol: gsma/rsp/v2.5.0\r\nTransfer-Encoding: chunked\r\n\r\n";
        using SslStream client = await ConnectAsync(_smdp.Es9, null);
        await client.WriteAsync(Ascii(head));
        Task<string> answer = ReadAsync(client);
        try
        {
            // As fast as one likes: it is too long after some. It is no more than a thousand chunks, if ever it were endless.
            for (int i = 0; i < 1000 && !answer.IsCompleted; i++) await client.WriteAsync(Ascii("40\r\n" + new string(' ', 64) + "\r\n"));
        }
        catch (IOException)
        {
            // Cut off.
        }
        Assert.That(await answer, Does.StartWith("HTTP/1.1 413 "));
    }

    private static byte[] Nested() => Ascii(new string('[', 8000));

    private static byte[] Bomb()
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize)) gzip.Write(new byte[5_000_000]);
        return compressed.ToArray();
    }

    private static string LengthOf(byte[] body) => $"Content-Length: {body.Length}\r\n";

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static async Task<SslStream> ConnectAsync(Uri address, X509Certificate2? certificate)
    {
        TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port);
        SslStream stream = new(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = Site.Address,
            ClientCertificates = certificate is null ? null : [certificate],
            // Who answers is not what is looked at here, but there is somebody.
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        });
        return stream;
    }

    /// <summary>The beginning of an answer, which has the status.</summary>
    private static async Task<string> ReadAsync(SslStream stream)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        byte[] buffer = new byte[1024];
        try
        {
            return Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, limit.Token));
        }
        catch (IOException)
        {
            return "";
        }
    }
}

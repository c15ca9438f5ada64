using System.Globalization;
using System.IO.Compression;
using System.Text;
using EuiccSim.Http;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>What a server says reaches the person, however it is packed and wherever it stands.</summary>
public sealed class ServersWordsTests
{
    private const string Refusal = """{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.2.6","reasonCode":"3.8","message":"Schlüssel unbekannt"}}}}""";

    private static TlsServer Trusted() => new(HttpScene.Tls(usual => usual));

    private static TlsServer Answering(byte[] body, string headers, string status = "200 OK")
    {
        TlsServer server = Trusted();
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\n\r\n");
        server.Script.Enqueue([.. Encoding.ASCII.GetBytes(head), .. body]);
        return server;
    }

    [TestCase("gzip")]
    [TestCase("x-gzip")]
    [TestCase("deflate")]
    [TestCase("raw deflate")]
    [TestCase("br")]
    [TestCase("identity")]
    [TestCase("gzip, br")]
    public async Task A_packed_answer_is_unpacked(string coding)
    {
        byte[] body = coding.Split(", ").Aggregate(Encoding.UTF8.GetBytes(Refusal), Pack);
        await using TlsServer server = Answering(body, $"Content-Type: application/json\r\nContent-Encoding: {coding.Replace("raw ", "", StringComparison.Ordinal)}\r\n");
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server))).Text(), Is.EqualTo(Refusal));
    }

    [TestCase("utf-8", "utf-8", true)]
    [TestCase("utf-8", null, true)]
    [TestCase("iso-8859-1", "ISO-8859-1", false)]
    [TestCase("windows-1252", "windows-1252", false)]
    [TestCase("iso-8859-1", null, false)]
    [TestCase("iso-8859-1", "utf-8", false)]
    [TestCase("iso-8859-1", "no-such-charset", false)]
    [TestCase("utf-16", "utf-16", true)]
    [TestCase("utf-16", null, false)]
    [TestCase("utf-16BE", null, true)]
    public async Task An_answer_in_another_character_set_is_read(string real, string? told, bool mark)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(real) ?? Encoding.GetEncoding(real);
        byte[] body = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Refusal)];
        await using TlsServer server = Answering(body, $"Content-Type: application/json{(told is null ? "" : $"; charset={told}")}\r\n");
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server))).Text(), Is.EqualTo(Refusal));
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    public async Task What_comes_out_of_a_packed_answer_is_bounded_too(string coding)
    {
        byte[] bomb = Pack(new byte[2 * 1024 * 1024], coding);
        Assert.That(bomb, Has.Length.LessThan(39_999));
        await using TlsServer server = Answering(bomb, $"Content-Type: application/json\r\nContent-Encoding: {coding}\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server) with { MaximumBodyLength = 39_999 });
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.TooLarge, $"{HttpScene.Host} sends more than 39999 octets in one answer.")));
    }

    [TestCase("gzip", "is said to be packed (gzip), and is not.")]
    [TestCase("br", "is said to be packed (br), and is not.")]
    [TestCase("zstd", "is packed in a way that is not understood here (zstd).")]
    [TestCase("gzip, gzip, gzip, gzip", "is packed too many times.")]
    public async Task What_cannot_be_unpacked_is_told(string coding, string told)
    {
        await using TlsServer server = Answering(Encoding.UTF8.GetBytes(Refusal), $"Content-Type: application/json\r\nContent-Encoding: {coding}\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.NotEs9, $"The answer of {HttpScene.Host} {told}")));
    }

    [TestCase("text/plain", "Tenant is suspended\n", "Tenant is suspended")]
    [TestCase("text/plain", "\u001b[31mred\u0007 and\r\n\tmore\u202e", "[31mred and more")]
    [TestCase("text/html", "<!DOCTYPE html><html><head><title>403 &amp; gone</title></head><body>x</body></html>", "403 & gone")]
    [TestCase("text/html", "<html><body><h1>No entry</h1><p>ask</p></body></html>", "No entry")]
    [TestCase("text/html", "<html><style>p{}</style><body><p>Ask us</p></body></html>", "Ask us")]
    [TestCase("application/json", """{"message":"quota exceeded"}""", "quota exceeded")]
    [TestCase("application/json", """{"timestamp":1,"status":500,"error":"Internal Server Error","message":"db down"}""", "db down")]
    [TestCase("application/json", """{"error":"no such tenant"}""", "no such tenant")]
    [TestCase("application/json", """{"error":{"code":7,"message":"deep"}}""", "deep")]
    [TestCase("application/json", """{"errors":[{"detail":"first"},{"detail":"second"}]}""", "first")]
    [TestCase("application/problem+json", """{"type":"about:blank","title":"Bad","detail":"what exactly"}""", "what exactly")]
    [TestCase("application/json", "\"just words\"", "just words")]
    [TestCase("application/json", """{"code":17}""", """{"code":17}""")]
    [TestCase("application/json", "{not json", "{not json")]
    [TestCase("application/json", Refusal, "8.2.6/3.8 (MatchingID: refused): Schlüssel unbekannt")]
    [TestCase("", "", null)]
    [TestCase("application/octet-stream", "\0\u0001\u0002", null)]
    public async Task The_words_in_the_body_of_an_HTTP_fault_are_told(string type, string body, string? told)
    {
        await using TlsServer server = Answering(Encoding.UTF8.GetBytes(body), type.Length == 0 ? "" : $"Content-Type: {type}\r\n", "500 Oops");
        using Es9HttpTransport transport = new(HttpScene.Options(server));
        Es9TransportException fault = (await Assert.ThrowsAsync<Es9TransportException>(() => CancelAsync(transport)))!;
        Assert.That(fault.Message, Is.EqualTo(
            $"{HttpScene.Host} answered cancelSession with HTTP status 500: something went wrong inside it; try again later.{(told is null ? "" : $" It says: {told}")}"));
    }

    [Test]
    public async Task Long_words_are_cut()
    {
        await using TlsServer server = Answering(Encoding.UTF8.GetBytes(new string('x', 100_000)), "Content-Type: text/plain\r\n", "500 Oops");
        using Es9HttpTransport transport = new(HttpScene.Options(server));
        Es9TransportException fault = (await Assert.ThrowsAsync<Es9TransportException>(() => CancelAsync(transport)))!;
        Assert.That(fault.Message, Does.EndWith("It says: " + new string('x', 300) + "…"));
    }

    private static Task CancelAsync(IEs9Transport transport) => new Es9Client(transport).CancelSessionAsync(
        HttpScene.Host, TransactionId.Parse("01"), Asn1Codec.Decode<Signed<CancelSessionResponse>>(Octets.FromHex("BF4103810105")));

    private static byte[] Pack(byte[] plain, string coding)
    {
        using MemoryStream packed = new();
        using (Stream packer = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "raw deflate" => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => packed,
        })
        {
            if (packer == packed) return plain;
            packer.Write(plain);
        }
        return packed.ToArray();
    }
}

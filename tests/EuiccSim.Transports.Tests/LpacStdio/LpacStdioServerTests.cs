using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Testing;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Tests.At;

namespace EuiccSim.Transports.Tests.LpacStdio;

/// <summary>The lines that lpac 2.3.0 writes and reads (docs/backends/stdio.md and its driver's comments).</summary>
public sealed class LpacStdioServerTests
{
    private const string Done = """{"type":"apdu","payload":{"ecode":0}}""";
    private const string Failed = """{"type":"apdu","payload":{"ecode":-1}}""";

    [Test]
    public async Task A_session_as_lpac_has_it()
    {
        await using Program lpac = new(TestWorld.Create());
        Assert.That(await lpac.AskAsync("""{"type":"apdu","payload":{"func":"connect","param":null}}"""), Is.EqualTo(Done));
        Assert.That(await lpac.AskAsync(Apdu("logic_channel_open", "a0000005591010ffffffff8900000100")),
            Is.EqualTo("""{"type":"apdu","payload":{"ecode":1}}"""));
        Assert.That(await lpac.AskAsync(Apdu("transmit", "81e2910006bf3e035c015a")),
            Is.EqualTo("""{"type":"apdu","payload":{"ecode":0,"data":"6115"}}"""));
        Assert.That(await lpac.AskAsync(Apdu("transmit", "81c0000015")),
            Is.EqualTo("{\"type\":\"apdu\",\"payload\":{\"ecode\":0,\"data\":\"bf3e125a10" + TestWorld.EidDigits + "9000\"}}"));
        Assert.That(await lpac.AskAsync(Apdu("logic_channel_close", "01")), Is.EqualTo(Done));
        Assert.That(await lpac.AskAsync("""{"type":"apdu","payload":{"func":"disconnect","param":null}}"""), Is.EqualTo(Done));
    }

    [TestCase("""{"type":"apdu","payload":{"func":"logic_channel_open","param":"a000000099"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"logic_channel_open","param":null}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"logic_channel_close","param":"05"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"logic_channel_close"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":"8"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":"xx"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"fly"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":7}}""")]
    [TestCase("""{"type":"apdu","payload":{}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"\ud800"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":"80\udfff"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":"80F2000000","\ud800":1}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":"80F2000000","param":"80F2000000"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","func":"connect","param":"80F2000000"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":["80F2000000"]}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"transmit","param":"80\u0000F2"}}""")]
    [TestCase("""{"type":"apdu","payload":{"func":["transmit"],"param":1e400}}""")]
    public async Task What_cannot_be_done_is_said(string line)
    {
        await using Program lpac = new(TestWorld.Create());
        await lpac.AskAsync(Apdu("connect", ""));
        Assert.That(await lpac.AskAsync(line), Is.EqualTo(Failed));
        Assert.That(await lpac.AskAsync(Apdu("logic_channel_open", Aid.IsdR.ToString())), Does.Contain("\"ecode\":1"));
    }

    [Test]
    public async Task Other_lines_are_somebody_elses()
    {
        List<string> others = [];
        await using Program lpac = new(TestWorld.Create(), new()
        {
            OtherLine = (line, _) =>
            {
                others.Add(line);
                return new(line.Contains("http") ? """{"type":"http","payload":{"rcode":404,"rx":""}}""" : null);
            },
        });
        await lpac.WriteAsync("""{"type":"lpa","payload":{"code":0,"message":"success"}}""");
        await lpac.WriteAsync("no JSON at all");
        await lpac.WriteAsync("""["type","apdu"]""");
        await lpac.WriteAsync("""{"type":"apdu","payload":7}""");
        Assert.That(await lpac.AskAsync("""{"type":"http","payload":{"url":"https://x"}}"""), Does.Contain("404"));
        Assert.That(others, Has.Count.EqualTo(5));
    }

    [TestCase("""{"type":"\ud800","payload":{"func":"connect"}}""")]
    [TestCase("""{"\ud800":"apdu","type":"apdu","payload":"\udc00"}""")]
    [TestCase("""{"type":"apdu","payload":{"func":"conn""")]
    [TestCase("""{"type":"apdu","payload":1e999999}""")]
    [TestCase("\u0000\u0001\u001b[31m")]
    public async Task What_is_no_request_does_not_stop_the_server(string line)
    {
        await using Program lpac = new(TestWorld.Create());
        await lpac.WriteAsync(line);
        Assert.That(await lpac.AskAsync(Apdu("connect", "")), Is.EqualTo(Done));
    }

    [Test]
    public async Task Octets_that_are_no_text_and_deep_nesting_do_not_stop_the_server()
    {
        await using Program lpac = new(TestWorld.Create());
        await lpac.WriteAsync([0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80, (byte)'\n']);
        await lpac.WriteAsync("{\"type\":\"apdu\",\"payload\":" + new string('[', 100_000));
        Assert.That(await lpac.AskAsync(Apdu("connect", "")), Is.EqualTo(Done));
    }

    [Test]
    public async Task A_line_of_any_length_is_refused_once_and_nothing_of_it_is_kept()
    {
        await using Program lpac = new(TestWorld.Create());
        // 64 million octets without an end; one answer, as soon as it is too long.
        byte[] part = new byte[1_000_000];
        part.AsSpan().Fill((byte)'8');
        await lpac.WriteAsync(part);
        await lpac.WriteAsync(part);
        Assert.That(await lpac.ReadAsync(), Is.EqualTo(Failed));
        for (int i = 0; i < 62; i++) await lpac.WriteAsync(part);
        await lpac.WriteAsync("\n"u8.ToArray());
        Assert.That(await lpac.AskAsync(Apdu("connect", "")), Is.EqualTo(Done));
    }

    [Test]
    public async Task A_whole_command_of_half_a_million_octets_is_answered()
    {
        await using Program lpac = new(TestWorld.Create());
        Assert.That(await lpac.AskAsync(Apdu("transmit", new string('8', 1_000_000))), Does.StartWith("{\"type\":\"apdu\""));
        Assert.That(await lpac.AskAsync(Apdu("connect", "")), Is.EqualTo(Done));
    }

    [Test]
    public async Task Noise_does_not_stop_the_server()
    {
        await using Program lpac = new(TestWorld.Create());
        SeededRandom random = new("stdio");
        string good = Apdu("transmit", "81e2910006bf3e035c015a");
        byte[] noise = new byte[3];
        for (int i = 0; i < 2000; i++)
        {
            random.Fill(noise);
            char[] line = good.ToCharArray();
            line[noise[0] % line.Length] = (char)(noise[1] & 0x7F);
            line[noise[2] % line.Length] = (char)(' ' + (noise[1] % 90));
            await lpac.WriteAsync(new string(line));
        }
        await lpac.WriteAsync(Apdu("logic_channel_open", Aid.IsdR.ToString()));
        string answer;
        do answer = await lpac.ReadAsync();
        while (!answer.Contains("\"ecode\":1}"));
    }

    private static string Apdu(string function, string parameter) =>
        "{\"type\":\"apdu\",\"payload\":{\"func\":\"" + function + "\",\"param\":\"" + parameter + "\"}}";

    /// <summary>A program that asks for a card, and the server behind it.</summary>
    private sealed class Program : IAsyncDisposable
    {
        private readonly Duplex _streams;
        private readonly StreamReader _reader;
        private readonly Task _serving;

        internal Program(EsimWorld world, LpacStdioServerOptions? options = null)
        {
            (_streams, Duplex server) = Duplex.Pair();
            _reader = new(_streams);
            _serving = new LpacStdioServer(world.Device.Connection, options).ServeAsync(server, server, default);
        }

        internal ValueTask WriteAsync(byte[] octets) => _streams.WriteAsync(octets);

        internal ValueTask WriteAsync(string line) => _streams.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

        internal async Task<string> ReadAsync()
        {
            using CancellationTokenSource late = new(TimeSpan.FromSeconds(20));
            return (await _reader.ReadLineAsync(late.Token))!;
        }

        internal async Task<string> AskAsync(string line)
        {
            await WriteAsync(line);
            return await ReadAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _streams.DisposeAsync();
            await _serving;
        }
    }
}

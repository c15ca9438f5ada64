using System.Text;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Tests.At;

namespace EuiccSim.Transports.Tests.LpacStdio;

/// <summary>Our LPA in the place of lpac.</summary>
public sealed class LpacStdioConnectionTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Profile_is_downloaded_and_enabled(bool programOpensChannels)
    {
        EsimWorld world = TestWorld.Create();
        (Duplex client, Duplex server) = Duplex.Pair();
        Task serving = new LpacStdioServer(world.Device.Connection).ServeAsync(server, server, default);
        await using (LpacStdioConnection card = new(client, client))
            await world.DownloadAndEnableAsync(programOpensChannels ? card : new LogicalChannelOpener(card));
        await serving;
    }

    [Test]
    public async Task Lines_as_lpac_writes_them()
    {
        await using Script script = new("""{"type":"apdu","payload":{"ecode":0}}""",
            """{"type":"driver","payload":{}}""" + "\n" + """{ "payload": { "ecode": 2 }, "type": "apdu" }""",
            """{"type":"apdu","payload":{"ecode":0,"data":"9000"}}""",
            """{"type":"apdu","payload":{"ecode":0}}""", """{"type":"apdu","payload":{"ecode":0}}""");
        await using (LpacStdioConnection card = new(script.Line, script.Line))
        await using (IApplicationChannel channel = await card.OpenAsync(Aid.IsdR, default))
            Assert.That((await channel.TransmitAsync(new(0x80, 0xE2, 0x91, 0x00, Octets.FromHex("BF3E035C015A")), default)).Status,
                Is.EqualTo(StatusWord.Ok));
        Assert.That(script.Lines, Is.EqualTo(new[]
        {
            """{"type":"apdu","payload":{"func":"connect","param":null}}""",
            """{"type":"apdu","payload":{"func":"logic_channel_open","param":"a0000005591010ffffffff8900000100"}}""",
            """{"type":"apdu","payload":{"func":"transmit","param":"82e2910006bf3e035c015a"}}""",
            """{"type":"apdu","payload":{"func":"logic_channel_close","param":"02"}}""",
            """{"type":"apdu","payload":{"func":"disconnect","param":null}}""",
        }));
    }

    [TestCase("""{"type":"apdu","payload":{"ecode":-1}}""", -1)]
    [TestCase("""{"type":"apdu","payload":{"ecode":"0"}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0,"data":"9"}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0}}""", 0)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0,"data":"90"}}""", 0)]
    [TestCase("""{"type":"apdu","payload":{}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0,"data":"\ud8009000"}}""", 0)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0,"data":"9000","\udfff":0}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0,"data":"9000","data":"6A82"}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":1e99,"data":"9000"}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":99999999999999999999,"data":"9000"}}""", null)]
    [TestCase("""{"type":"apdu","payload":{"ecode":0,"data":{"a":[]}}}""", 0)]
    public async Task Failures_are_typed(string answer, int? code)
    {
        await using Script script = new("""{"type":"apdu","payload":{"ecode":0}}""", answer, """{"type":"apdu","payload":{"ecode":0}}""");
        await using LpacStdioConnection card = new(script.Line, script.Line);
        LpacStdioException e = (await Assert.ThrowsAsync<LpacStdioException>(
            async () => await card.TransmitAsync(Octets.FromHex("80F2000000"), default)))!;
        Assert.That(e.Code, Is.EqualTo(code));
    }

    [TestCase("""{"\ud800":1,"type":"\ud800"}""")]
    [TestCase("""{"type":"driver","payload":"\udc00"}""")]
    [TestCase("\u0000\u001b]0;title\u0007")]
    public async Task Other_lines_are_passed_on_whatever_they_are(string other)
    {
        List<string> others = [];
        await using Script script = new("""{"type":"apdu","payload":{"ecode":0}}""",
            other + "\n" + """{"type":"apdu","payload":{"ecode":0,"data":"9000"}}""", """{"type":"apdu","payload":{"ecode":0}}""");
        await using LpacStdioConnection card = new(script.Line, script.Line, new() { OtherLine = others.Add });
        Assert.That((await card.TransmitAsync(Octets.FromHex("80F2000000"), default)).ToString(), Is.EqualTo("9000"));
        Assert.That(others, Is.EqualTo(new[] { other }));
    }

    [Test]
    public async Task An_answer_without_end_is_given_up_on()
    {
        await using Script script = new("""{"type":"apdu","payload":{"ecode":0}}""", new string('9', 2_000_000));
        await using LpacStdioConnection card = new(script.Line, script.Line);
        LpacStdioException e = (await Assert.ThrowsAsync<LpacStdioException>(async () => await card.TransmitAsync(Octets.FromHex("80F2000000"), default)))!;
        Assert.That(e.Message, Does.Contain("too long"));
    }

    [Test]
    public async Task A_program_that_does_not_answer()
    {
        ManualTime time = new();
        await using Script script = new();
        await using LpacStdioConnection card = new(script.Line, script.Line, new() { Time = time });
        Task<Octets> answer = card.ResetAsync(default).AsTask();
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(1);
        }
        await Assert.ThrowsAsync<LpacStdioException>(async () => await answer);
        LpacStdioException e = (await Assert.ThrowsAsync<LpacStdioException>(async () => await card.ResetAsync(default)))!;
        Assert.That(e.Message, Does.Contain("start it again"));
    }

    [Test]
    public async Task A_program_that_is_not_there()
    {
        Assert.That(() => LpacStdioConnection.Start("no-such-program", []), Throws.InstanceOf<LpacStdioException>());
        if (OperatingSystem.IsWindows()) return;
        await using LpacStdioConnection ended = LpacStdioConnection.Start("false", []);
        await Assert.ThrowsAsync<LpacStdioException>(async () => await ended.ResetAsync(default));
    }

    [Test]
    public async Task A_program_that_is_started()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("The program of this test is a shell script.");
        const string Program = """
            while read line; do
              case "$line" in
                *transmit*) echo '{"type":"apdu","payload":{"ecode":0,"data":"aabb9000"}}';;
                *) echo '{"type":"apdu","payload":{"ecode":0}}';;
              esac
            done
            """;
        await using LpacStdioConnection card = LpacStdioConnection.Start("sh", ["-c", Program]);
        Assert.That((await card.TransmitAsync(Octets.FromHex("80F2000000"), default)).ToString(), Is.EqualTo("AABB9000"));
    }

    [Test]
    public async Task A_program_has_time_to_tidy_up_but_not_for_ever()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("The programs of this test are shell scripts.");
        string tidy = Path.GetTempFileName();
        try
        {
            LpacStdioConnection polite = LpacStdioConnection.Start("sh", ["-c", $"cat >/dev/null; sleep 0.2; echo tidy >'{tidy}'"]);
            await polite.DisposeAsync();
            Assert.That(await File.ReadAllTextAsync(tidy), Is.EqualTo("tidy\n"));
        }
        finally
        {
            File.Delete(tidy);
        }
        ManualTime time = new();
        LpacStdioConnection stubborn = LpacStdioConnection.Start("sleep", ["600"], new() { Time = time });
        Task ended = stubborn.DisposeAsync().AsTask();
        while (!ended.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
        await ended;
    }

    /// <summary>A program that answers one line after the other.</summary>
    private sealed class Script : IAsyncDisposable
    {
        private readonly Duplex _program;
        private readonly Task _serving;

        internal Script(params string[] answers)
        {
            (Line, _program) = Duplex.Pair();
            _serving = ServeAsync(answers);
        }

        internal Duplex Line { get; }

        internal List<string> Lines { get; } = [];

        public async ValueTask DisposeAsync()
        {
            await Line.DisposeAsync();
            await _serving;
        }

        private async Task ServeAsync(string[] answers)
        {
            using StreamReader reader = new(_program);
            while (await reader.ReadLineAsync() is { } line)
            {
                Lines.Add(line);
                if (Lines.Count <= answers.Length) await _program.WriteAsync(Encoding.UTF8.GetBytes(answers[Lines.Count - 1] + "\n"));
            }
        }
    }
}

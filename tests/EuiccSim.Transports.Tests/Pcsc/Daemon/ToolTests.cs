using System.Diagnostics;
using EuiccSim.Card;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>Programs that know nothing of us: Debian's opensc and pcsc-tools.</summary>
internal sealed class ToolTests
{
    private static readonly string s_atr = Personality.Default.AnswerToReset.ToString();

    [Test]
    public async Task Opensc_tool_shows_the_ATR()
    {
        await using Slot slot = await Slot.InsertAsync();
        string output = await RunAsync(20, "opensc-tool", "--reader", slot.Reader, "--atr");
        Assert.That(Digits(output), Does.Contain(s_atr));
    }

    [Test]
    public async Task Opensc_tool_sends_commands()
    {
        await using Slot slot = await Slot.InsertAsync();
        string output = await RunAsync(20, "opensc-tool", "--reader", slot.Reader,
            "--send-apdu", "00A4040010A0000005591010FFFFFFFF8900000100", "--send-apdu", "0070000001");
        Assert.That(output, Does.Contain("SW1=0x90, SW2=0x00").And.Not.Contain("SW1=0x6"));
    }

    [Test]
    public async Task Pcsc_scan_shows_the_ATR()
    {
        await using Slot slot = await Slot.InsertAsync();
        // It never ends by itself.
        string output = await RunAsync(3, "pcsc_scan", "-n");
        Assert.That(Digits(output), Does.Contain(s_atr));
        Assert.That(output, Does.Contain("Card inserted"));
    }

    /// <summary>Runs a program for so many seconds at most, and answers what it printed.</summary>
    private static async Task<string> RunAsync(int seconds, string program, params string[] arguments)
    {
        if (!File.Exists($"/usr/bin/{program}")) Assert.Ignore($"{program} is not installed (Debian: apt install opensc pcsc-tools).");
        ProcessStartInfo start = new("timeout", [$"{seconds}", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiHexDigit)).ToUpperInvariant();
}

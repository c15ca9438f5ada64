using System.Text;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;
using EuiccSim.Transports.At;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Messages about modems, each from a program at the other end of a pseudo-terminal.</summary>
public sealed class ModemMessageTests
{
    private const string Csim = "AT+CSIM";

    [Says]
    [TestCase("modemRefused", "apdu 00A4000400", "+CME ERROR: 13", "The modem answered error 13")]
    [TestCase("modemMalformed", "apdu 00A4000400", "+CSIM: 3,\"90Z\"\r\nOK", "something that is no response APDU")]
    [TestCase("modemClosed", "apdu 00A4000400", null, "Was it unplugged?")]
    [TestCase("modemCommandTooLong", "apdu 00D60000000500{1280}", "OK", "Use smaller blocks.")]
    [TestCase("modemTimeout", "apdu 00A4000400", "", "did not answer ATQ0V1E0 within 2 s. Is this the port for AT commands")]
    public async Task What_is_wrong_with_a_modem_is_told(string name, string words, string? answer, string says)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no pseudo-terminals");
        ManualTime time = new(Pkis.Start);
        using Terminal terminal = new() { Time = time };
        await using Pty pty = Pty.Open();
        using CancellationTokenSource end = new();
        Task serving = ServeAsync(pty, command => command != Csim && answer != "" ? "OK" : answer, () => time.Advance(TimeSpan.FromSeconds(3)), end.Token);
        JsonElement error = (await terminal.JsonAsync($"{words.Replace("{1280}", new string('0', 2 * 1280), StringComparison.Ordinal)} --modem {pty.SlavePath}", 2)).GetProperty("error");
        await end.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), error.ToString());
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(says));
    }

    /// <summary>Answers commands by their names; null hangs up, and to an empty answer time passes instead.</summary>
    private static async Task ServeAsync(Pty pty, Func<string, string?> answer, Action passTime, CancellationToken cancellationToken)
    {
        byte[] one = new byte[1];
        StringBuilder line = new();
        while (await pty.Master.ReadAsync(one, cancellationToken) > 0)
        {
            if (one[0] != '\r')
            {
                line.Append((char)one[0]);
                continue;
            }
            string? said = answer(line.ToString().Split('=')[0]);
            line.Clear();
            if (said is null) await pty.DisposeAsync();
            else if (said.Length == 0) passTime();
            else await pty.Master.WriteAsync(Encoding.ASCII.GetBytes($"\r\n{said}\r\n"), cancellationToken);
        }
    }
}

using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.At;

namespace EuiccSim.Transports.Tests.At;

/// <summary>A person at a terminal in front of the virtual modem: writes characters, sees characters.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _line;
    private readonly Task _serving;

    internal Terminal(ICardConnection card, AtModemServerOptions? options = null)
        : this(new AtModemServer(card, options ?? new() { Dialect = TestDialects.Silent }))
    {
    }

    /// <summary>The next one in front of a modem that others have used.</summary>
    internal Terminal(AtModemServer server)
    {
        (Duplex line, Duplex modem) = Duplex.Pair();
        _line = line;
        Server = server;
        _serving = Server.ServeAsync(modem, _stop.Token);
    }

    internal AtModemServer Server { get; }

    /// <summary>All that the modem says until a result, without the carriage returns.</summary>
    internal async Task<string> AskAsync(string characters)
    {
        await _line.WriteAsync(Encoding.Latin1.GetBytes(characters));
        StringBuilder seen = new();
        byte[] buffer = new byte[256];
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(20));
        while (!Ends(seen))
        {
            int count = await _line.ReadAsync(buffer, late.Token);
            Assert.That(count, Is.GreaterThan(0), "the modem hung up");
            seen.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        return seen.ToString().Replace("\r", "").Replace("\n\n", "\n").Trim('\n');
    }

    /// <summary>Writes without waiting.</summary>
    internal ValueTask TypeAsync(byte[] octets) => _line.WriteAsync(octets);

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        await _serving;
        _stop.Dispose();
    }

    private static bool Ends(StringBuilder seen)
    {
        string text = seen.ToString();
        if (text.EndsWith("\r\nOK\r\n", StringComparison.Ordinal) || text.EndsWith("\r\nERROR\r\n", StringComparison.Ordinal)) return true;
        if (text is "0\r" or "4\r") return true;
        int error = text.LastIndexOf("+CME ERROR: ", StringComparison.Ordinal);
        return error >= 0 && text.IndexOf("\r\n", error, StringComparison.Ordinal) == text.Length - 2;
    }
}

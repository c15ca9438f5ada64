using System.Text;

namespace EuiccSim.Transports.Tests.At;

/// <summary>A modem that answers each command line with the characters that a test gives it.</summary>
internal sealed class ScriptedModem : IAsyncDisposable
{
    private readonly Duplex _line;
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    /// <summary>The answer to a line is raw text, or null for none.</summary>
    internal ScriptedModem(Func<string, string?> answer, int chunk = int.MaxValue)
    {
        (Duplex client, _line) = Duplex.Pair();
        client.Chunk = chunk;
        Line = client;
        _answer = answer;
        _serving = ServeAsync();
    }

    /// <summary>The client's end.</summary>
    internal Stream Line { get; }

    /// <summary>The lines that came, without those of the preparation and the farewell.</summary>
    internal List<string> Commands { get; } = [];

    /// <summary>Released once for each line that came.</summary>
    internal SemaphoreSlim Came { get; } = new(0);

    /// <summary>Answers the preparation as a modem does, and the rest by the script.</summary>
    internal static ScriptedModem Prepared(Func<string, string?> answer, int chunk = int.MaxValue) =>
        new(command => IsManners(command) ? "\r\nOK\r\n" : answer(command), chunk);

    /// <summary>Says something unasked.</summary>
    internal void Say(string text) => _line.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().Wait();

    internal void HangUp() => _line.Dispose();

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await _serving;
    }

    private static bool IsManners(string command) => command is "ATQ0V1E0" or "AT+CMEE=1" or "AT+CMEE=0" or "ATE1";

    private async Task ServeAsync()
    {
        byte[] buffer = new byte[64];
        StringBuilder line = new();
        while (await _line.ReadAsync(buffer) is > 0 and int count)
        {
            foreach (char c in Encoding.Latin1.GetString(buffer, 0, count))
            {
                if (c != '\r')
                {
                    line.Append(c);
                    continue;
                }
                string command = line.ToString();
                line.Clear();
                if (!IsManners(command)) Commands.Add(command);
                string? answer = _answer(command);
                try
                {
                    if (answer is not null) await _line.WriteAsync(Encoding.Latin1.GetBytes(answer));
                }
                catch (IOException)
                {
                    return;
                }
                Came.Release();
            }
        }
    }
}

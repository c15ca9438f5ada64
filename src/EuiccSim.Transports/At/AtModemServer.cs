using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.At.Dialects;
using EuiccSim.Transports.At.Server;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Transports.At;

/// <summary>A virtual modem: a card behind AT commands. 3GPP TS 27.007, ITU-T V.250.</summary>
/// <remarks>Like a modem it lives on when a program closes its port: what that program opened or set, the next one finds.</remarks>
/// <threadsafety>One stream at a time.</threadsafety>
public sealed class AtModemServer
{
    private readonly Modem _modem;
    private readonly AtCommands _commands;
    private readonly AtModemServerOptions _options;
    private readonly ILogger _log;
    private readonly UnsolicitedLines _unsolicited;
    private string _last = "";

    /// <summary>A modem with this card in it. The card is not disposed of.</summary>
    public AtModemServer(ICardConnection card, AtModemServerOptions? options = null)
    {
        _options = options ?? new();
        _log = _options.LoggerFactory?.CreateLogger<AtModemServer>() ?? NullLogger<AtModemServer>.Instance;
        _modem = new(Modem.TerminalOf(card, _options, _log), card, _options, _log);
        _commands = new(_modem);
        _unsolicited = new(_options.Dialect.Unsolicited);
    }

    /// <summary>Answers commands until the stream ends. Before its first use the card is reset.</summary>
    /// <param name="stream">The line to the other program, <see cref="Pty.Master"/> for one. It is not closed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>.</exception>
    public async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        CommandLineAssembler line = new(_options.Dialect.MaximumCommandLength);
        byte[] buffer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
            {
                for (int start = 0; start < count;)
                {
                    bool begins = line.IsAtBeginning;
                    int taken = line.Take(buffer.AsSpan(start, count - start));
                    int clipped = begins && _options.Dialect.Echo == ModemEcho.WithoutFirstLetter ? 1 : 0;
                    if (_modem.Settings.Echoes) await stream.WriteAsync(buffer.AsMemory(start + clipped, taken - clipped), cancellationToken).ConfigureAwait(false);
                    start += taken;
                    if (line.Complete() is { } input) await AnswerAsync(stream, input, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (IOException)
        {
            // The other side is gone, in the middle of something.
        }
    }

    private async ValueTask AnswerAsync(Stream stream, CommandLineInput input, CancellationToken cancellationToken)
    {
        if (!input.IsRepeat) _last = input.IsTooLong ? "" : input.Text;
        StringBuilder answer = new();
        if (_unsolicited.Before() is { } before) answer.Append(_modem.Settings.Format(before));
        AtResult result = input.IsTooLong ? AtResult.Cme(CmeError.TextTooLong) : await RunAsync(_last, answer, cancellationToken).ConfigureAwait(false);
        if (_unsolicited.Inside() is { } inside) answer.Append(_modem.Settings.Format(inside));
        answer.Append(_modem.Settings.Format(result));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.ToString()), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _modem.ServeToolkitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the commands of one line up to the first that fails. ITU-T V.250 §5.2.2.</summary>
    private async ValueTask<AtResult> RunAsync(string text, StringBuilder answer, CancellationToken cancellationToken)
    {
        if (CommandLine.TryParse(text) is not { } commands) return AtResult.Error;
        foreach (AtCommand command in commands)
        {
            AtResult result = await _commands.RunAsync(command, cancellationToken).ConfigureAwait(false);
            Log.Answered(_log, command.Name, result.IsOk ? "OK" : "error");
            foreach (string line in result.Lines) answer.Append(_modem.Settings.Format(line));
            if (!result.IsOk) return result;
        }
        return AtResult.Ok;
    }
}

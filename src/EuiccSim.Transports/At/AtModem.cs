using EuiccSim.Ending;
using EuiccSim.Protocol.Words;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Transports.At;

/// <summary>A modem that takes AT commands. 3GPP TS 27.007, ITU-T V.250.</summary>
/// <remarks>
/// The modem is asked for quiet at the first command (ATQ0V1E0, AT+CMEE=1); echo, unsolicited lines and answers that come too late do no
/// harm either way. At the end it gets back its echo and AT+CMEE=0, for the next program may count on them. All failures are an <see cref="AtModemException"/>.
/// </remarks>
/// <threadsafety>Safe for use by many threads: commands run one after the other.</threadsafety>
public sealed class AtModem : IAsyncDisposable
{
    private readonly AtLine _line;
    private readonly Stream _stream;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _prepared;

    /// <summary>A modem at the other end of a stream, which is closed with this object.</summary>
    public AtModem(Stream stream, AtModemOptions? options = null)
    {
        Options = options ?? new();
        _stream = stream;
        _log = Options.LoggerFactory?.CreateLogger<AtModem>() ?? NullLogger<AtModem>.Instance;
        _line = new(stream, Options, _log);
    }

    /// <summary>How this modem is talked to.</summary>
    public AtModemOptions Options { get; }

    internal ILogger Logger => _log;

    /// <summary>Opens a serial device ("/dev/ttyUSB2"), raw, 8 data bits, without flow control. Linux and macOS.</summary>
    /// <param name="path">The device.</param>
    /// <param name="baud">The speed; USB modems do not mind which.</param>
    /// <param name="options">How to talk to it.</param>
    /// <exception cref="AtModemException">The device cannot be opened.</exception>
    public static AtModem OpenSerial(string path, int baud = 115200, AtModemOptions? options = null)
    {
        try
        {
            return new(TtyStream.Open(path, baud), options);
        }
        catch (IOException e)
        {
            throw new AtModemException(AtFailure.NotOpened, path, FaultWords.Of(e), null, e);
        }
    }

    /// <summary>Sends a command and waits for "OK".</summary>
    /// <param name="command">The command, with "AT" and without a line end.</param>
    /// <param name="prefix">
    /// What lines of the answer begin with ("+CSQ:"); other lines that name something are unsolicited then. Null: all lines are the answer
    /// but those that begin with a sign, as unsolicited ones do.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting. The modem goes on; what it still says is dropped before the next command.</param>
    /// <exception cref="AtModemException">The modem refused, or did not answer.</exception>
    /// <exception cref="ArgumentException">The command holds a line end.</exception>
    public ValueTask<AtAnswer> SendAsync(string command, string? prefix = null, CancellationToken cancellationToken = default) =>
        SendAsync(command, prefix, Options.CommandTimeout, cancellationToken);

    /// <summary>Leaves the modem as it was found, if it can be talked to, and closes the stream. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        // What still waits for an answer ends with the stream.
        if (_prepared && !_line.IsOutOfStep && await _gate.WaitAsync(0).ConfigureAwait(false)) await LetGo.QuietlyAsync(RestoreAsync).ConfigureAwait(false);
        await LetGo.QuietlyAsync(_stream.DisposeAsync).ConfigureAwait(false);
    }

    /// <summary>Sends a command that the SIM takes part in: it may take long, and is repeated while the SIM is busy.</summary>
    internal ValueTask<AtAnswer> SendToSimAsync(string command, string prefix, CancellationToken cancellationToken) =>
        SendAsync(command, prefix, Options.ApduTimeout, cancellationToken);

    internal async ValueTask<AtAnswer> SendAsync(string command, string? prefix, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (command.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("A command is one line.", nameof(command));
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_prepared) await PrepareAsync(cancellationToken).ConfigureAwait(false);
            for (int attempt = 0; ; attempt++)
            {
                if (_line.IsOutOfStep) await _line.ResyncAsync(timeout, cancellationToken).ConfigureAwait(false);
                try
                {
                    return await _line.RoundAsync(command, prefix, timeout, cancellationToken).ConfigureAwait(false);
                }
                catch (AtModemException e) when (e.Error?.Code == CmeError.SimBusy && attempt < Options.BusyRetries)
                {
                    await Task.Delay(Options.BusyDelay, Options.Time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Wakes the modem up, and asks for words instead of digits, no echo, and errors with numbers.</summary>
    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = Options.CommandTimeout < s_wakeUp ? Options.CommandTimeout : s_wakeUp;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                // A refusal is an answer too: not every modem knows all three letters, and half a command may have stood before them.
                if (!await _line.AcceptsAsync("ATQ0V1E0", wait, cancellationToken).ConfigureAwait(false))
                    await _line.AcceptsAsync("ATE0", wait, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (AtModemException e) when (e.Failure == AtFailure.Timeout && attempt < WakeUps)
            {
                // Asleep, or measuring the speed of the line.
            }
        }
        if (_line.IsOutOfStep) await _line.ResyncAsync(Options.CommandTimeout, cancellationToken).ConfigureAwait(false);
        await _line.AcceptsAsync("AT+CMEE=1", Options.CommandTimeout, cancellationToken).ConfigureAwait(false);
        _prepared = true;
    }

    /// <summary>
    /// lpac waits for "ERROR" and not for "+CME ERROR"; pySim takes the echo that it finds for that after ATZ, too. 3GPP TS 27.007 §9.1.
    /// </summary>
    private async ValueTask RestoreAsync()
    {
        _prepared = false;
        try
        {
            await _line.AcceptsAsync("AT+CMEE=0", s_farewell, CancellationToken.None).ConfigureAwait(false);
            if (_line.HasEchoed) await _line.AcceptsAsync("ATE1", s_farewell, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private const int WakeUps = 3;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_wakeUp = TimeSpan.FromSeconds(2);
}

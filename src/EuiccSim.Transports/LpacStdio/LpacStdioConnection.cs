using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.LpacStdio;

/// <summary>
/// The card of a program that serves lpac's stdio interface: what lpac would write and read, this object writes and reads. All failures are
/// an <see cref="LpacStdioException"/>.
/// </summary>
/// <threadsafety>Safe for use by many threads: requests run one after the other.</threadsafety>
public sealed class LpacStdioConnection : ICardConnection, IChannelOpener
{
    private readonly Stream _toProgram;
    private readonly Stream _fromProgram;
    private readonly LineReader _lines;
    private readonly LpacStdioOptions _options;
    private readonly Process? _process;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _connected;
    private bool _broken;

    /// <summary>A program at the other end of two streams, which are closed with this object.</summary>
    public LpacStdioConnection(Stream fromProgram, Stream toProgram, LpacStdioOptions? options = null)
    {
        _options = options ?? new();
        _fromProgram = fromProgram;
        _toProgram = toProgram;
        _lines = new(fromProgram, LpacMessage.MaximumLength);
    }

    private LpacStdioConnection(Process process, LpacStdioOptions? options)
        : this(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, options) => _process = process;

    /// <summary>Starts a program and talks to it by its standard input and output. It is ended with this object.</summary>
    /// <exception cref="LpacStdioException">It cannot be started.</exception>
    public static LpacStdioConnection Start(string program, IEnumerable<string> arguments, LpacStdioOptions? options = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        try
        {
            Process process = Process.Start(start) ?? throw new LpacStdioException($"{program} did not start.");
            return new(process, options);
        }
        catch (Win32Exception e)
        {
            throw new LpacStdioException($"{program} cannot be started: {FaultWords.Of(e)}. Is it installed, and may it be run?", null, e);
        }
    }

    /// <summary>Disconnects and connects, at which most programs reset the card.</summary>
    /// <returns>Nothing: the interface does not tell the answer to reset.</returns>
    /// <exception cref="LpacStdioException">The program could not do it.</exception>
    public async ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connected) await RequestAsync(LpacMessage.Disconnect, default, cancellationToken).ConfigureAwait(false);
            _connected = false;
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
            return Octets.Empty;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LpacStdioException">The program could not do it.</exception>
    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        LpacMessage.Response response = await SendAsync(LpacMessage.Transmit, command, cancellationToken).ConfigureAwait(false);
        return response.Data is { Length: >= 2 } data
            ? data
            : throw new LpacStdioException("The program answered without a response APDU.", response.Code);
    }

    /// <inheritdoc/>
    /// <exception cref="LpacStdioException">The program could not do it; it does not tell why.</exception>
    public async ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken)
    {
        LpacMessage.Response response = await SendAsync(LpacMessage.OpenChannel, aid.Value, cancellationToken).ConfigureAwait(false);
        if (response.Code > ChannelNumber.Maximum)
            throw new LpacStdioException($"The program opened a channel {response.Code}, which no card has.", response.Code);
        return new LpacChannel(this, new(response.Code));
    }

    /// <summary>Disconnects, closes the streams, and waits until the program that <see cref="Start"/> started has ended; kills it if it does not. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connected && !_broken)
            await LetGo.QuietlyAsync(async () => await RequestAsync(LpacMessage.Disconnect, default, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        // What the program would not take any more may still be in the stream.
        await LetGo.QuietlyAsync(_toProgram.DisposeAsync).ConfigureAwait(false);
        await LetGo.QuietlyAsync(_fromProgram.DisposeAsync).ConfigureAwait(false);
        if (_process is { } process) await LetGo.QuietlyAsync(() => EndAsync(process)).ConfigureAwait(false);
    }

    /// <summary>A program that sees the end of its input may have something to tidy up, a modem to let go for one.</summary>
    private async ValueTask EndAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(_options.ExitTimeout, _options.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    internal async ValueTask CloseAsync(ChannelNumber channel) =>
        await SendAsync(LpacMessage.CloseChannel, Octets.Of([channel.Value]), CancellationToken.None).ConfigureAwait(false);

    private async ValueTask<LpacMessage.Response> SendAsync(string function, Octets parameter, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_connected) await ConnectAsync(cancellationToken).ConfigureAwait(false);
            return await RequestAsync(function, parameter, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        await RequestAsync(LpacMessage.Connect, default, cancellationToken).ConfigureAwait(false);
        _connected = true;
    }

    private async ValueTask<LpacMessage.Response> RequestAsync(string function, Octets parameter, CancellationToken cancellationToken)
    {
        if (_broken) throw new LpacStdioException("The connection to the program is broken: start it again.");
        // Until the answer is there: a late one must not be taken for the next.
        _broken = true;
        try
        {
            await _toProgram.WriteAsync(LpacMessage.Write(new LpacMessage.Request(function, parameter)), cancellationToken).ConfigureAwait(false);
            await _toProgram.FlushAsync(cancellationToken).ConfigureAwait(false);
            LpacMessage.Response response = await ReadAsync(function, cancellationToken).ConfigureAwait(false);
            _broken = false;
            return response.Code >= 0 ? response : throw Refused(function, response.Code);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new LpacStdioException("The program has closed its input or output: it may have ended.", null, e);
        }
    }

    private async ValueTask<LpacMessage.Response> ReadAsync(string function, CancellationToken cancellationToken)
    {
        Deadline deadline = new(_options.AnswerTimeout, _options.Time);
        try
        {
            while (await _lines.ReadAsync(deadline, cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (!LpacMessage.IsApdu(line, out JsonElement payload)) _options.OtherLine?.Invoke(line);
                else return LpacMessage.ReadResponse(payload) ?? throw new LpacStdioException($"The answer to {function} cannot be understood.");
            }
        }
        catch (TimeoutException e)
        {
            throw new LpacStdioException($"The program did not answer {function} within {_options.AnswerTimeout.TotalSeconds:0.#} s.", null, e);
        }
        catch (InvalidDataException e)
        {
            throw new LpacStdioException($"The answer to {function} is too long.", null, e);
        }
        throw new LpacStdioException($"The program ended instead of answering {function}.");
    }

    private static LpacStdioException Refused(string function, int code)
    {
        string advice = function == LpacMessage.OpenChannel ? " The card may not have this application, or no free channel." : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"The program answered {function} with {code}.{advice}"), code);
    }
}

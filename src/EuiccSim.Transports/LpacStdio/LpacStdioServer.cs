using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Transports.LpacStdio;

/// <summary>
/// A card for a program that asks for it on its standard output and reads the answers from its standard input: lpac with LPAC_APDU=stdio.
/// </summary>
/// <threadsafety>One program at a time.</threadsafety>
public sealed class LpacStdioServer
{
    private readonly ICardConnection _card;
    private readonly LpacStdioServerOptions _options;
    private readonly ILogger _log;

    /// <summary>A server of this card. The card is not disposed of.</summary>
    public LpacStdioServer(ICardConnection card, LpacStdioServerOptions? options = null)
    {
        _card = card;
        _options = options ?? new();
        _log = _options.LoggerFactory?.CreateLogger<LpacStdioServer>() ?? NullLogger<LpacStdioServer>.Instance;
    }

    /// <summary>
    /// Answers until the program closes its output. What cannot be done is answered with "ecode" -1, and so is a line of more than a million
    /// octets, of which nothing is kept.
    /// </summary>
    /// <param name="fromProgram">The program's standard output. Not closed.</param>
    /// <param name="toProgram">The program's standard input. Not closed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>.</exception>
    public async Task ServeAsync(Stream fromProgram, Stream toProgram, CancellationToken cancellationToken)
    {
        LineReader lines = new(fromProgram, LpacMessage.MaximumLength);
        HashSet<byte> channels = [];
        try
        {
            while (true)
            {
                (bool isEnd, byte[]? answer) = await AnswerNextAsync(lines, channels, cancellationToken).ConfigureAwait(false);
                if (isEnd) return;
                if (answer is null) continue;
                await toProgram.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
                await toProgram.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException e)
        {
            // The program is gone.
            Log.ProgramGone(_log, e);
        }
    }

    private async ValueTask<(bool IsEnd, byte[]? Answer)> AnswerNextAsync(LineReader lines, HashSet<byte> channels, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadAsync(Deadline.None, cancellationToken).ConfigureAwait(false) is { } line
                ? (false, await AnswerAsync(line, channels, cancellationToken).ConfigureAwait(false))
                : (true, null);
        }
        catch (InvalidDataException e)
        {
            // It may have been a request: who waits for an answer shall not wait for good.
            Log.TooLong(_log, e);
            return (false, LpacMessage.Write(Failed));
        }
    }

    private async ValueTask<byte[]?> AnswerAsync(string line, HashSet<byte> channels, CancellationToken cancellationToken)
    {
        if (!LpacMessage.IsApdu(line, out JsonElement payload))
        {
            string? reply = _options.OtherLine is null ? null : await _options.OtherLine(line, cancellationToken).ConfigureAwait(false);
            return reply is null ? null : Encoding.UTF8.GetBytes(reply + "\n");
        }
        return LpacMessage.Write(LpacMessage.ReadRequest(payload) is { } request
            ? await RunAsync(request, channels, cancellationToken).ConfigureAwait(false)
            : Failed);
    }

    private async ValueTask<LpacMessage.Response> RunAsync(LpacMessage.Request request, HashSet<byte> channels, CancellationToken cancellationToken)
    {
        try
        {
            return request.Function switch
            {
                LpacMessage.Connect => await ConnectAsync(channels, cancellationToken).ConfigureAwait(false),
                LpacMessage.Disconnect => await DisconnectAsync(channels, cancellationToken).ConfigureAwait(false),
                LpacMessage.OpenChannel => await OpenAsync(request.Parameter, channels, cancellationToken).ConfigureAwait(false),
                LpacMessage.CloseChannel => await CloseAsync(request.Parameter, channels, cancellationToken).ConfigureAwait(false),
                LpacMessage.Transmit when !request.Parameter.IsEmpty =>
                    new(0, await _card.TransmitAsync(request.Parameter, cancellationToken).ConfigureAwait(false)),
                _ => Failed,
            };
        }
        catch (Exception e) when (e is CardException or TransportException or MalformedResponseException)
        {
            Log.Refused(_log, request.Function, e);
            return Failed;
        }
    }

    /// <summary>The card is reset, as a reader does for a program that has it alone.</summary>
    private async ValueTask<LpacMessage.Response> ConnectAsync(HashSet<byte> channels, CancellationToken cancellationToken)
    {
        channels.Clear();
        await _card.ResetAsync(cancellationToken).ConfigureAwait(false);
        return Done;
    }

    private async ValueTask<LpacMessage.Response> DisconnectAsync(HashSet<byte> channels, CancellationToken cancellationToken)
    {
        foreach (byte channel in channels) await CardChannels.CloseAsync(_card, new(channel), cancellationToken).ConfigureAwait(false);
        channels.Clear();
        return Done;
    }

    /// <summary>The code is the number of the channel.</summary>
    private async ValueTask<LpacMessage.Response> OpenAsync(Octets aid, HashSet<byte> channels, CancellationToken cancellationToken)
    {
        if (aid.Length is 0 or > 16) return Failed;
        byte channel = (await CardChannels.OpenAsync(_card, aid, cancellationToken).ConfigureAwait(false)).Number.Value;
        channels.Add(channel);
        return new(channel, null);
    }

    private async ValueTask<LpacMessage.Response> CloseAsync(Octets channel, HashSet<byte> channels, CancellationToken cancellationToken)
    {
        if (channel.Length != 1 || !channels.Remove(channel[0])) return Failed;
        await CardChannels.CloseAsync(_card, new(channel[0]), cancellationToken).ConfigureAwait(false);
        return Done;
    }

    private static LpacMessage.Response Done => new(0, null);

    private static LpacMessage.Response Failed => new(-1, null);
}

using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing;

/// <summary>Watches channels that something else opens, a modem with AT+CCHO for one.</summary>
/// <remarks>
/// Such a thing tells neither which APDUs it sent to open a channel, nor the channel's number. The trace shows the APDUs that it must have
/// sent, MANAGE CHANNEL and SELECT without an answer's data, on the lowest number that is free here; and each answer whole, as it came.
/// </remarks>
/// <threadsafety>Safe for use by many threads; commands run one after the other.</threadsafety>
public sealed class TracedChannelOpener : IChannelOpener, IDisposable
{
    private readonly IChannelOpener _inner;
    private readonly TraceRecorder _recorder;
    private readonly bool[] _isOpen = new bool[ChannelNumber.Maximum + 1];

    /// <summary>An opener whose channels are watched.</summary>
    /// <param name="inner">What opens them.</param>
    /// <param name="sinks">Where the records go.</param>
    /// <param name="time">The clock of the records.</param>
    /// <param name="sinkFailed">Told once of a sink that cannot write any more.</param>
    public TracedChannelOpener(
        IChannelOpener inner, IEnumerable<ITraceSink> sinks, TimeProvider time, Action<ITraceSink, Exception>? sinkFailed = null)
    {
        _inner = inner;
        _recorder = new(sinks, time, sinkFailed);
    }

    /// <inheritdoc/>
    public async ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken)
    {
        ChannelNumber number = Reserve();
        CommandApdu select = CardChannels.SelectCommand(aid.Value, number);
        Opened opened = default;
        try
        {
            opened = await _recorder.RunAsync(
                select.Encode(),
                () => OpenInnerAsync(aid, cancellationToken),
                (result, begin, elapsed) => Describe(number, select, result, begin, elapsed),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (opened.Channel is null) Release(number);
        }
        return opened.Channel is { } channel ? new WatchedChannel(this, channel, number) : throw opened.Refusal!;
    }

    /// <summary>Ends the watching; the inner opener stays as it is.</summary>
    public void Dispose() => _recorder.Dispose();

    private async ValueTask<Opened> OpenInnerAsync(Aid aid, CancellationToken cancellationToken)
    {
        try
        {
            return new(await _inner.OpenAsync(aid, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CardException refusal)
        {
            return new(null, refusal);
        }
    }

    private static TraceEvent[] Describe(ChannelNumber number, CommandApdu select, Opened opened, DateTimeOffset begin, TimeSpan elapsed)
    {
        StatusWord status = opened.Refusal?.Status ?? StatusWord.Ok;
        TraceEvent.Apdu selected = new(begin, select.Encode(), new ResponseApdu(status).Encode(), elapsed);
        if (opened.Refusal is { Command.Ins: CardChannels.ManageChannel }) return [selected with { Command = CardChannels.OpenCommand.Encode() }];
        return [new TraceEvent.Apdu(begin, CardChannels.OpenCommand.Encode(), new ResponseApdu(Octets.Of([number.Value])).Encode(), TimeSpan.Zero), selected];
    }

    private ChannelNumber Reserve()
    {
        lock (_isOpen)
        {
            int number = Array.IndexOf(_isOpen, false, 1);
            // More channels than there are numbers: it is the card that refuses them.
            if (number < 0) return new(ChannelNumber.Maximum);
            _isOpen[number] = true;
            return new(number);
        }
    }

    private void Release(ChannelNumber number)
    {
        lock (_isOpen) _isOpen[number.Value] = false;
    }

    private ValueTask<ResponseApdu> TransmitAsync(IApplicationChannel channel, ChannelNumber number, CommandApdu command, CancellationToken cancellationToken)
    {
        Octets sent = command.OnChannel(number).Encode();
        return _recorder.RunAsync(
            sent, () => channel.TransmitAsync(command, cancellationToken), (answer, begin, elapsed) => [new TraceEvent.Apdu(begin, sent, answer.Encode(), elapsed)], cancellationToken);
    }

    private async ValueTask CloseAsync(IApplicationChannel channel, ChannelNumber number)
    {
        Octets close = CardChannels.CloseCommand(number).Encode();
        try
        {
            await _recorder.RunAsync(
                close,
                () => DisposeInnerAsync(channel),
                (_, begin, elapsed) => [new TraceEvent.Apdu(begin, close, ResponseApdu.Ok.Encode(), elapsed)],
                CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Release(number);
        }
    }

    private static async ValueTask<bool> DisposeInnerAsync(IApplicationChannel channel)
    {
        await channel.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    private readonly record struct Opened(IApplicationChannel? Channel, CardException? Refusal);

    private sealed class WatchedChannel(TracedChannelOpener opener, IApplicationChannel channel, ChannelNumber number) : IApplicationChannel
    {
        private bool _isClosed;

        public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken) => opener.TransmitAsync(channel, number, command, cancellationToken);

        public ValueTask DisposeAsync()
        {
            if (_isClosed) return ValueTask.CompletedTask;
            _isClosed = true;
            return LetGo.QuietlyAsync(() => opener.CloseAsync(channel, number));
        }
    }
}

using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Conformance.Euicc;

/// <summary>What a case for an eUICC works with: raw APDUs, and the functions of the ISD-R.</summary>
internal sealed class EuiccBench : Bench, IAsyncDisposable
{
    private readonly ICardConnection? _connection;
    private readonly IChannelOpener _channels;
    private readonly List<IApplicationChannel> _others = [];
    private IApplicationChannel? _isdR;

    internal EuiccBench(
        EuiccTarget target, ICardConnection? connection, IChannelOpener channels, RunOptions options, Recorder recorder, CancellationToken cancellationToken)
        : base(recorder, cancellationToken) =>
        (Target, _connection, _channels, RunOptions) = (target, connection, channels, options);

    internal EuiccTarget Target { get; }

    internal RunOptions RunOptions { get; }

    /// <summary>The raw way to the card, for cases that need <see cref="EuiccDeclaration.RawApdus"/>.</summary>
    internal ICardConnection Connection
    {
        get
        {
            ICardConnection connection = _connection ?? throw DoesNotApply($"{EuiccDeclaration.RawApdus}: no, from the way to the card");
            WasRaw = true;
            return connection;
        }
    }

    /// <summary>True if the raw way was used: channels and proactive commands that are left on the card are known to nobody then, and a reset ends them.</summary>
    internal bool WasRaw { get; private set; }

    /// <summary>Resets the card; the ISD-R is selected anew when it is asked next.</summary>
    /// <returns>The answer to reset.</returns>
    internal async Task<Octets> ResetAsync()
    {
        _isdR = null;
        _others.Clear();
        return await Connection.ResetAsync(Ct);
    }

    /// <summary>Sends one APDU as it is, and answers what came.</summary>
    internal async Task<ResponseApdu> TransmitAsync(CommandApdu command) =>
        ResponseApdu.Parse(await Connection.TransmitAsync(command.Encode(), Ct));

    /// <summary>Sends a command on a channel of the case's own, and collects the whole answer.</summary>
    internal async Task<ResponseApdu> SendAsync(CommandApdu command, ChannelNumber channel) =>
        await ApduExchange.SendAsync(Connection, command, channel, Ct);

    /// <summary>Sends a command to the ISD-R, and collects the whole answer.</summary>
    internal async Task<ResponseApdu> SendAsync(CommandApdu command)
    {
        _isdR ??= await OpenAsync();
        return await _isdR.TransmitAsync(command, Ct);
    }

    /// <summary>Opens a channel to an application. The case closes it.</summary>
    /// <returns>Null if the card has no such application.</returns>
    internal async Task<IApplicationChannel?> TryOpenAsync(Aid application)
    {
        try
        {
            return await _channels.OpenAsync(application, Ct);
        }
        catch (CardException refusal) when (refusal.Command.Ins != CardChannels.ManageChannel)
        {
            return null;
        }
    }

    /// <summary>Reads something out of an answer; the card has given something else if it cannot be read.</summary>
    /// <param name="answer">The octets.</param>
    /// <param name="name">What they should be.</param>
    /// <param name="read">Throws <see cref="Asn1ContentException"/> for what is something else.</param>
    internal static T Read<T>(Octets answer, string name, Func<Octets, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (Asn1ContentException fault)
        {
            throw new VerdictException(Verdict.Fail, $"expected: {name}; came: {fault.Message}", new(name, fault.Message, null, answer), fault);
        }
    }

    /// <summary>Sends an ES10 command in STORE DATA blocks.</summary>
    /// <returns>All that the card answered, and the last status word; blocks after one that is refused are not sent.</returns>
    internal async Task<ResponseApdu> StoreDataAsync(Octets command, int blockSize = 255) =>
        await StoreDataAsync(_isdR ??= await OpenAsync(), command, blockSize);

    /// <summary>Sends one block of an ES10 command and no more.</summary>
    internal async Task<ResponseApdu> SendBlockAsync(CommandApdu block) => await (_isdR ??= await OpenAsync()).TransmitAsync(block, Ct);

    /// <summary>As <see cref="StoreDataAsync(Octets, int)"/>, on a channel of <see cref="OpenAnotherAsync"/>.</summary>
    internal async Task<ResponseApdu> StoreDataAsync(IApplicationChannel channel, Octets command, int blockSize = 255)
    {
        Octets data = default;
        StatusWord status = StatusWord.Ok;
        foreach (CommandApdu block in StoreDataBlocks.Split(command, blockSize))
        {
            ResponseApdu response = await channel.TransmitAsync(block, Ct);
            data = Octets.Concat(data, response.Data);
            status = response.Status;
            if (!status.IsOk) break;
        }
        return new(data, status);
    }

    /// <summary>Asks a function, and expects an answer that is one of its own, with 9000 or 91XX.</summary>
    internal async Task<TResponse> CallAsync<TResponse>(IEs10Request<TResponse> request)
        where TResponse : IAsn1<TResponse> => (await AskAsync(request)).Value;

    /// <summary>As <see cref="CallAsync"/>, with the octets of the answer.</summary>
    internal Task<Signed<TResponse>> AskAsync<TResponse>(IEs10Request<TResponse> request)
        where TResponse : IAsn1<TResponse> => AskAsync<TResponse>(Asn1Codec.Encode(request));

    /// <inheritdoc cref="AskAsync{TResponse}(IEs10Request{TResponse})"/>
    internal async Task<Signed<TResponse>> AskAsync<TResponse>(Octets request)
        where TResponse : IAsn1<TResponse> => Read<TResponse>(await StoreDataAsync(request));

    /// <summary>As <see cref="AskAsync{TResponse}(IEs10Request{TResponse})"/>, on a channel of <see cref="OpenAnotherAsync"/>.</summary>
    internal async Task<Signed<TResponse>> AskAsync<TResponse>(IApplicationChannel channel, IEs10Request<TResponse> request)
        where TResponse : IAsn1<TResponse> => Read<TResponse>(await StoreDataAsync(channel, Asn1Codec.Encode(request)));

    /// <summary>Asks, and expects that the command itself is refused.</summary>
    /// <param name="request">The ES10 command.</param>
    /// <param name="patterns">The status words that are right: "6A88", "69XX".</param>
    internal async Task RefusedAsync(Octets request, params string[] patterns)
    {
        ResponseApdu response = await StoreDataAsync(request);
        ExpectStatus(response.Status, patterns);
    }

    /// <summary>Expects one of several status words.</summary>
    internal void ExpectStatus(StatusWord status, params string[] patterns) =>
        Expect(patterns.Any(status.Matches), $"the status word {string.Join(" or ", patterns)}", status.ToString());

    /// <summary>Opens one more channel to the ISD-R, beside that of the other methods. It is closed at the end of the case.</summary>
    internal async Task<IApplicationChannel> OpenAnotherAsync()
    {
        _isdR ??= await OpenAsync();
        try
        {
            _others.Add(await _channels.OpenAsync(Aid.IsdR, Ct));
            return _others[^1];
        }
        catch (CardException refusal)
        {
            throw DoesNotApply($"logical channels: the card opens no second one to the ISD-R ('{refusal.Status}')");
        }
    }

    /// <summary>Closes the channel to the ISD-R: the next command opens another.</summary>
    internal async Task CloseAsync()
    {
        if (_isdR is null) return;
        await _isdR.DisposeAsync();
        _isdR = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IApplicationChannel other in _others) await other.DisposeAsync();
        _others.Clear();
        await CloseAsync();
    }

    internal static Signed<T> Decode<T>(Octets answer, string name)
        where T : IAsn1<T> => Read(answer, name, static octets => Asn1Codec.Decode<Signed<T>>(octets));

    private static Signed<TResponse> Read<TResponse>(ResponseApdu response)
        where TResponse : IAsn1<TResponse>
    {
        string name = typeof(TResponse).Name;
        if (!response.Status.IsOk) Break(new($"{name} with '9000' or '91XX'", $"'{response.Status}'"));
        return Decode<TResponse>(response.Data, name);
    }

    private async Task<IApplicationChannel> OpenAsync()
    {
        try
        {
            return await _channels.OpenAsync(Aid.IsdR, Ct);
        }
        catch (CardException refusal)
        {
            throw new VerdictException(Verdict.Fail, $"expected: the ISD-R can be selected; came: '{refusal.Status}'", new("the ISD-R can be selected", $"'{refusal.Status}'"), refusal);
        }
    }
}

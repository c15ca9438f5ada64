using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Lpa.Es10;

/// <summary>Sends ES10 functions to a selected ISD-R and decodes what it answers. It does not judge the answer.</summary>
/// <threadsafety>One call at a time: a card has one command buffer.</threadsafety>
public sealed class Es10Client
{
    private readonly IApplicationChannel _channel;
    private readonly int _blockSize;
    private readonly ILogger _log;
    private int _largestBlock = MaximumBlockSize;
    private int _acceptedBlock;
    private bool _omitsLe;
    private bool _hasAnswered;
    private bool _mayStartAnew;

    /// <summary>A client on a channel on which the ISD-R is selected.</summary>
    /// <param name="channel">The channel. It is not disposed of.</param>
    /// <param name="blockSize">
    /// The octets in one STORE DATA, 1 to 255; some modems fail above 120. A command that would need more than 256 blocks of this size,
    /// the most that P2 can count, is sent in the smallest blocks that it fits into.
    /// </param>
    /// <param name="logger">Where to log; nowhere if null.</param>
    public Es10Client(IApplicationChannel channel, int blockSize = MaximumBlockSize, ILogger? logger = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockSize, MaximumBlockSize);
        _channel = channel;
        _blockSize = blockSize;
        _log = logger ?? NullLogger.Instance;
    }

    /// <summary>Sends a function and decodes its answer.</summary>
    /// <exception cref="CardException">A status word other than '9000' and '91XX'.</exception>
    /// <exception cref="MalformedResponseException">The answer is not an encoding of <typeparamref name="TResponse"/>.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="ArgumentException">The command has more than 65,280 octets.</exception>
    public async ValueTask<TResponse> SendAsync<TResponse>(IEs10Request<TResponse> request, CancellationToken cancellationToken = default)
        where TResponse : IAsn1<TResponse>
    {
        Signed<TResponse> answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Value;
    }

    /// <summary>As <see cref="SendAsync"/>, and keeps the octets of the answer, for what is relayed to a server.</summary>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    public ValueTask<Signed<TResponse>> ExchangeAsync<TResponse>(IEs10Request<TResponse> request, CancellationToken cancellationToken = default)
        where TResponse : IAsn1<TResponse> =>
        ExchangeAsync<TResponse>(Asn1Codec.Encode(request), cancellationToken);

    /// <summary>The same with a request that is encoded already.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isForTheServer">True for a fault that the server is to judge: then the answer is passed on unread. None if null.</param>
    internal async ValueTask<Signed<TResponse>> ExchangeAsync<TResponse>(
        Octets request, CancellationToken cancellationToken, Func<Asn1ContentException, bool>? isForTheServer = null)
        where TResponse : IAsn1<TResponse>
    {
        Octets answer = await AskAsync<TResponse>(request, cancellationToken).ConfigureAwait(false);
        return Decode(answer, NameOf<TResponse>(), Read);

        Signed<TResponse> Read(Octets octets)
        {
            try
            {
                return Asn1Codec.Decode<Signed<TResponse>>(octets);
            }
            catch (Asn1ContentException fault) when (isForTheServer?.Invoke(fault) == true)
            {
                return Signed<TResponse>.Unread(octets);
            }
        }
    }

    /// <summary>As <see cref="SendAsync"/>, and reads the answer field by field.</summary>
    internal async ValueTask<Entry<TResponse>> ReadAsync<TResponse>(IEs10Request<TResponse> request, CancellationToken cancellationToken)
        where TResponse : IAsn1ByField<TResponse>
    {
        Octets answer = await AskAsync<TResponse>(Asn1Codec.Encode(request), cancellationToken).ConfigureAwait(false);
        return Decode(answer, NameOf<TResponse>(), Asn1Codec.DecodeByField<TResponse>);
    }

    /// <summary>As <see cref="SendAsync"/>, and reads the answer entry by entry.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="read">Reads the entries; null if the answer is no list.</param>
    /// <param name="refusal">What any other answer is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async ValueTask<SequenceOf<Entry<T>>> ListAsync<TResponse, T>(
        IEs10Request<TResponse> request,
        Func<Octets, SequenceOf<Entry<T>>?> read,
        Func<TResponse, EuiccFunctionException> refusal,
        CancellationToken cancellationToken)
        where TResponse : IAsn1<TResponse>
    {
        Octets answer = await AskAsync<TResponse>(Asn1Codec.Encode(request), cancellationToken).ConfigureAwait(false);
        return read(answer) ?? throw refusal(Decode<TResponse>(answer, NameOf<TResponse>()));
    }

    private ValueTask<Octets> AskAsync<TResponse>(Octets request, CancellationToken cancellationToken)
    {
        Log.Sending(_log, NameOf<TResponse>());
        return SendSegmentAsync(request, cancellationToken);
    }

    /// <summary>
    /// Sends octets in one chain of STORE DATA, block numbers from 00 on: a whole command, or a segment of a Bound Profile Package.
    /// SGP.22 v2.5 §5.7.2, §2.5.5.
    /// </summary>
    /// <returns>The data of the answers to all blocks, one after the other; mostly empty for a segment.</returns>
    /// <exception cref="ChannelLostException">The card was reset since the channel was opened.</exception>
    /// <exception cref="CardException">A status word other than '9000' and '91XX'; blocks after it are not sent.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="ArgumentException">No octets, or more than 65,280.</exception>
    /// <remarks>A card that refuses Le ('6700') gets the commands without it from then on, and announces its answer with '61XX'.</remarks>
    public async ValueTask<Octets> SendSegmentAsync(Octets segment, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(segment, BlockSizeFor(segment.Length));
        Octets data = default;
        for (int i = 0; i < blocks.Count; i++)
        {
            ResponseApdu response = await TransmitAsync(blocks[i], cancellationToken).ConfigureAwait(false);
            if (MayBeTooLarge(blocks[i], response.Status))
            {
                // Block 0 begins anew.
                Log.SmallerBlocks(_log, response.Status.Value);
                _largestBlock = SmallBlock;
                (blocks, data, i) = (StoreDataBlocks.Split(segment, BlockSizeFor(segment.Length)), default, -1);
                continue;
            }
            _acceptedBlock = Math.Max(_acceptedBlock, blocks[i].Data.Length);
            if (!response.Status.IsOk)
            {
                Log.Rejected(_log, response.Status.Value);
                throw IsChannelLost(response.Status) ? new ChannelLostException(response.Status, blocks[i]) : new CardException(response.Status, blocks[i]);
            }
            _hasAnswered = true;
            if (!response.Data.IsEmpty) data = data.IsEmpty ? response.Data : Octets.Concat(data, response.Data);
        }
        _mayStartAnew |= segment.Length > 1 && segment[0] == 0xBF && segment[1] is EnableProfile or DisableProfile or MemoryReset;
        return data;
    }

    /// <summary>
    /// Some cards, and readers before them, take no large blocks, and say so in one of several ways. One that has taken a block of more than 120 octets
    /// means something else.
    /// </summary>
    private bool MayBeTooLarge(CommandApdu block, StatusWord status) => block.Data.Length > SmallBlock && _acceptedBlock <= SmallBlock
        && (status == StatusWord.WrongLength || status == StatusWord.IncorrectData || status.Value == ChecksumError);

    /// <summary>'6700' is said before anything is done: the same without Le may be taken.</summary>
    private async ValueTask<ResponseApdu> TransmitAsync(CommandApdu block, CancellationToken cancellationToken)
    {
        CommandApdu withoutLe = new(block.Cla, block.Ins, block.P1, block.P2, block.Data);
        ResponseApdu response = await _channel.TransmitAsync(_omitsLe ? withoutLe : block, cancellationToken).ConfigureAwait(false);
        if (_omitsLe || response.Status != StatusWord.WrongLength) return response;
        response = await _channel.TransmitAsync(withoutLe, cancellationToken).ConfigureAwait(false);
        _omitsLe = response.Status != StatusWord.WrongLength;
        if (_omitsLe) Log.WithoutLe(_log);
        return response;
    }

    /// <summary>
    /// A channel that is not open was opened once; an ISD-R knows STORE DATA, so what does not is something else; and after a change of the
    /// enabled profile "conditions not satisfied" is for what a REFRESH has ended.
    /// </summary>
    private bool IsChannelLost(StatusWord status) => status == StatusWord.ChannelNotSupported
        || (_hasAnswered && (status == StatusWord.InstructionNotSupported || status == StatusWord.ClassNotSupported))
        || (_mayStartAnew && status == StatusWord.ConditionsNotSatisfied);

    internal static T Decode<T>(Octets answer, string function)
        where T : IAsn1<T> => Decode(answer, function, static octets => Asn1Codec.Decode<T>(octets));

    private static T Decode<T>(Octets answer, string function, Func<Octets, T> decode)
    {
        if (answer.IsEmpty) throw new MalformedResponseException($"The card answered {function} without data.");
        try
        {
            return decode(answer);
        }
        catch (Asn1ContentException fault)
        {
            throw new MalformedResponseException($"The card's answer to {function} cannot be understood: {fault.Message}.", fault);
        }
    }

    /// <summary>
    /// The request's own name will not do: DeleteProfileRequest is a CHOICE, and its alternatives are types of their own.
    /// </summary>
    private static string NameOf<TResponse>()
    {
        string name = typeof(TResponse).Name;
        return name.EndsWith("Response", StringComparison.Ordinal) ? name[..^"Response".Length] : name;
    }

    private int BlockSizeFor(int length) => Math.Min(MaximumBlockSize, Math.Max(Math.Min(_blockSize, _largestBlock), (length + MaximumBlocks - 1) / MaximumBlocks));

    private const int SmallBlock = 120;
    private const int ChecksumError = 0x6601; // seen on phones
    private const int MaximumBlockSize = 255;
    private const int MaximumBlocks = 256;

    // The second octets of the tags of functions after which a REFRESH may come.
    private const byte EnableProfile = 0x31;
    private const byte DisableProfile = 0x32;
    private const byte MemoryReset = 0x34;
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>A card in a PC/SC reader.</summary>
/// <remarks>
/// A call that fails because the card was taken out, reset by another program, or because the service stopped, throws once; the next call
/// connects anew. What the card had in its memory (channels, selections, verified PINs, transactions) is gone then.
/// </remarks>
/// <threadsafety>Safe for use by many threads; calls run one after the other.</threadsafety>
public sealed class PcscConnection : ICardConnection
{
    private readonly IPcscNative _native;
    private readonly PcscConnectOptions _options;
    private readonly BlockingCalls _calls;
    private readonly byte[] _received = new byte[LongestResponse];
    private volatile CardHandle? _handle;

    private PcscConnection(IPcscNative native, string reader, PcscConnectOptions options)
    {
        _native = native;
        _options = options;
        Reader = reader;
        _calls = new(this, () => _handle?.Abandon(), LetGo);
    }

    /// <summary>The reader's name.</summary>
    public string Reader { get; }

    /// <summary>The protocol that the card speaks now.</summary>
    public PcscProtocols Protocol { get; private set; }

    /// <summary>The card's latest answer to reset; empty for a direct connection to a reader without a card.</summary>
    public Octets Atr { get; private set; }

    /// <summary>The number by which this system asks a reader for a control function.</summary>
    /// <param name="function">The function's number in PC/SC Part 10: 3400 asks for the reader's features.</param>
    public static uint ControlCode(int function) => PcscLibrary.OfThisSystem().ControlCode((uint)function);

    /// <summary>Resets the card, keeping its power, and answers its ATR.</summary>
    /// <exception cref="PcscException">The card cannot be reached.</exception>
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => _calls.RunAsync(() => Restart(Scard.ResetCard), cancellationToken);

    /// <summary>Takes the card's power away and gives it back; answers its ATR.</summary>
    /// <exception cref="PcscException">The card cannot be reached.</exception>
    public ValueTask<Octets> UnpowerAsync(CancellationToken cancellationToken) => _calls.RunAsync(() => Restart(Scard.UnpowerCard), cancellationToken);

    /// <summary>Sends one command, of any length, and answers the response, of up to 65,538 octets.</summary>
    /// <param name="command">
    /// The command APDU. For a card that speaks T=0, a Le after data is left out, as the protocol has no place for it: such a card
    /// announces its answer by '61XX'.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the card may still execute the command.</param>
    /// <exception cref="ArgumentException">The command is empty: no reader can send that, and vpcd 3.3 would wait for an answer.</exception>
    /// <exception cref="PcscException">The card cannot be reached.</exception>
    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        if (command.IsEmpty) throw new ArgumentException("A command has octets.", nameof(command));
        return _calls.RunAsync(() => Transmit(command), cancellationToken);
    }

    /// <summary>Keeps other programs from the card until the transaction ends. Waits for theirs to end.</summary>
    /// <remarks>Windows ends a transaction in which nothing was sent for five seconds, and resets the card.</remarks>
    /// <exception cref="PcscException">The card cannot be reached.</exception>
    public async ValueTask<PcscTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
    {
        CardHandle handle = await _calls.RunAsync(Begin, cancellationToken, undo: begun => End(begun, PcscDisposition.Leave)).ConfigureAwait(false);
        return new(this, handle);
    }

    /// <summary>Asks the reader, not the card, for a control function.</summary>
    /// <param name="code">See <see cref="ControlCode"/>; readers also announce codes of their own.</param>
    /// <param name="data">Input of the function.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Output of the function.</returns>
    /// <exception cref="PcscException">The reader cannot do it, or cannot be reached.</exception>
    public ValueTask<Octets> ControlAsync(uint code, Octets data, CancellationToken cancellationToken) => _calls.RunAsync(() => Control(code, data), cancellationToken);

    /// <summary>Lets go of the card.</summary>
    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    internal static async Task<PcscConnection> OpenAsync(
        IPcscNative native, string reader, PcscConnectOptions options, CancellationToken cancellationToken)
    {
        if (options.ShareMode == PcscShareMode.Direct) options = options with { Protocols = PcscProtocols.None };
        PcscConnection connection = new(native, reader, options);
        try
        {
            await connection._calls.RunAsync(connection.Connected, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            // A cancelled call that is still under way keeps its turn: nobody waits for it here.
            _ = connection.DisposeAsync().AsTask();
            throw;
        }
    }

    internal async ValueTask EndTransactionAsync(CardHandle handle, PcscDisposition disposition)
    {
        try
        {
            await _calls.RunAsync(() => End(handle, disposition), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // Letting go of the card has ended it.
        }
    }

    private void LetGo()
    {
        CardHandle? handle = _handle;
        _handle = null;
        handle?.Close(_options.AtEnd);
    }

    private CardHandle Connected()
    {
        if (_handle is { NeedsReconnect: true, IsAbandoned: false } reset) Reconnect(reset, Scard.LeaveCard);
        if (_handle is { IsAbandoned: false } handle) return handle;
        _handle = handle = CardHandle.Open(_native, Reader, _options);
        Took(handle);
        return handle;
    }

    private Octets Restart(uint initialization)
    {
        CardHandle handle = _handle is { IsAbandoned: false } open ? open : Connected();
        Reconnect(handle, initialization);
        return Atr;
    }

    private void Reconnect(CardHandle handle, uint initialization)
    {
        uint result = _native.Reconnect(
            handle.Card, (uint)_options.ShareMode, (uint)_options.Protocols, initialization, out uint protocol);
        Check("No reset of the card", handle, result);
        handle.NeedsReconnect = false;
        handle.Protocol = protocol;
        Took(handle);
    }

    private void Took(CardHandle handle)
    {
        Protocol = (PcscProtocols)handle.Protocol;
        _native.Status(handle.Card, out byte[] atr);
        Atr = Octets.Wrap(atr);
    }

    private Octets Transmit(Octets command)
    {
        CardHandle handle = Connected();
        Octets sent = handle.Protocol == Scard.ProtocolT0 ? T0.ToTpdu(command) : command;
        uint result = _native.Transmit(handle.Card, handle.Protocol, sent.Span, _received, out int length);
        // vpcd reports a card that goes away as an answer without octets.
        if (length < 2 && handle.Protocol != Scard.ProtocolRaw && result == Scard.Success) result = Scard.NotTransacted;
        Check("No answer from the card", handle, result);
        return Octets.Of(_received.AsSpan(0, length));
    }

    private CardHandle Begin()
    {
        CardHandle handle = Connected();
        Check("No transaction with the card", handle, _native.BeginTransaction(handle.Card));
        return handle;
    }

    /// <summary>
    /// A transaction that a removal or reset has ended already is no error: who used it was told. It has nothing to do with transactions
    /// of a later connection to the card.
    /// </summary>
    private uint End(CardHandle handle, PcscDisposition disposition)
    {
        if (handle != _handle) return Scard.Success;
        // pcsc-lite tells of a reset also who wanted it.
        if (disposition != PcscDisposition.Leave) handle.NeedsReconnect = true;
        return _native.EndTransaction(handle.Card, (uint)disposition);
    }

    private Octets Control(uint code, Octets data)
    {
        CardHandle handle = Connected();
        uint result = _native.Control(handle.Card, code, data.Span, _received, out int length);
        bool isRefusal = PcscErrors.Of(result).Problem is PcscProblem.NotSupported or PcscProblem.CommunicationLost or PcscProblem.Other;
        if (result != Scard.Success && isRefusal) throw new PcscException($"Control {code:X8} is refused by '{Reader}'", result);
        Check($"No control {code:X8}", handle, result);
        return Octets.Of(_received.AsSpan(0, length));
    }

    private void Check(string what, CardHandle handle, uint result)
    {
        result = PcscErrors.Inside(result);
        switch (result)
        {
            case Scard.Success:
                return;
            case Scard.SharingViolation or Scard.InsufficientBuffer:
                break;
            case Scard.ResetByOther:
                handle.NeedsReconnect = true;
                break;
            default:
                _handle = null;
                handle.Close(PcscDisposition.Leave);
                if (PcscErrors.Of(result).Problem == PcscProblem.CommunicationLost) result = RemovalOr(handle, result);
                break;
        }
        throw new PcscException($"{what} in '{Reader}'", result);
    }

    /// <summary>To a driver, a removal in the middle of a command is first a broken exchange; soon after, it knows better.</summary>
    private uint RemovalOr(CardHandle handle, uint result)
    {
        try
        {
            return handle.IsLeaving(Reader, RemovalMilliseconds) ? Scard.RemovedCard : result;
        }
        catch (PcscException)
        {
            return result;
        }
    }

    /// <summary>65,536 octets of data and the status word.</summary>
    private const int LongestResponse = 0x10002;

    private const uint RemovalMilliseconds = 1000;
}

using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>A connected card with the context of its own.</summary>
internal sealed class CardHandle
{
    private readonly IPcscNative _native;
    private readonly NativeContext _context;

    private CardHandle(IPcscNative native, NativeContext context, nint card, uint protocol)
    {
        _native = native;
        _context = context;
        Card = card;
        Protocol = protocol;
    }

    internal nint Card { get; }

    internal uint Protocol { get; set; }

    /// <summary>True if it is of no use any more.</summary>
    internal volatile bool IsAbandoned;

    /// <summary>True if the card was reset, by another program or by the end of a transaction: it must be acknowledged before the next command.</summary>
    internal bool NeedsReconnect { get; set; }

    /// <exception cref="PcscException">No service, no reader, no card, or another program has it.</exception>
    internal static CardHandle Open(IPcscNative native, string reader, PcscConnectOptions options)
    {
        NativeContext context = NativeContext.Open(native);
        uint result = native.Connect(
            context.Handle, reader, (uint)options.ShareMode, (uint)options.Protocols, out nint card, out uint protocol);
        if (result == Scard.Success) return new(native, context, card, protocol);
        // Access to a card is denied apart from access to the service: then the context is still good for other things.
        if (result == Scard.SecurityViolation && context.ListReaders(out _) != Scard.Success) result = Scard.ServiceStopped;
        context.Dispose();
        throw new PcscException($"No connection to the card in '{reader}'", result);
    }

    /// <summary>Whether the card leaves the reader within a time. A reader that is gone counts; a service that is gone does not.</summary>
    internal bool IsLeaving(string reader, uint milliseconds)
    {
        using NativeContext context = NativeContext.Open(_native);
        ReaderStatus status = new(reader, Scard.StateUnaware);
        uint result = context.GetStatusChange(0, [status]);
        if (result == Scard.Success && status.Has(Scard.StatePresent))
        {
            status = new(reader, status.Now & ~Scard.StateChanged);
            result = context.GetStatusChange(milliseconds, [status]);
        }
        return result == Scard.UnknownReader || (result == Scard.Success && !status.Has(Scard.StatePresent));
    }

    internal void Close(PcscDisposition disposition)
    {
        _native.Disconnect(Card, (uint)disposition);
        _context.Dispose();
    }

    /// <summary>
    /// Makes calls return that wait for another program. A call that the card is busy with comes to its end, and this waits for it.
    /// </summary>
    internal void Abandon()
    {
        IsAbandoned = true;
        _context.Dispose();
    }
}

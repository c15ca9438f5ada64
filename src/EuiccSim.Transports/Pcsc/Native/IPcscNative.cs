namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>
/// The functions of PC/SC in one shape for all systems: DWORD is 32 bits, handles are of pointer size, strings are strings. Each answers
/// a SCARD_ number, 0 for success. PC/SC Workgroup, Part 5; the names are those of winscard.h without their SCard.
/// </summary>
internal interface IPcscNative
{
    uint EstablishContext(out nint context);

    uint ReleaseContext(nint context);

    /// <summary>Ends a <see cref="GetStatusChange"/> that waits on another thread; nothing if none waits yet.</summary>
    uint Cancel(nint context);

    /// <summary>No reader is <see cref="Scard.NoReadersAvailable"/> on some systems, and an empty list on others.</summary>
    uint ListReaders(nint context, out string[] readers);

    /// <summary>Waits until a reader differs from what is known of it, and tells how all are then.</summary>
    /// <param name="context">The context. No other function can use it until this one returns.</param>
    /// <param name="timeout">Milliseconds.</param>
    /// <param name="readers">What is known, and where to put what is.</param>
    uint GetStatusChange(nint context, uint timeout, ReadOnlySpan<ReaderStatus> readers);

    uint Connect(nint context, string reader, uint shareMode, uint protocols, out nint card, out uint protocol);

    uint Reconnect(nint card, uint shareMode, uint protocols, uint initialization, out uint protocol);

    uint Disconnect(nint card, uint disposition);

    uint BeginTransaction(nint card);

    uint EndTransaction(nint card, uint disposition);

    /// <summary>The ATR of a connected card; empty if none is there.</summary>
    uint Status(nint card, out byte[] atr);

    uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> response, out int length);

    uint Control(nint card, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int length);

    /// <summary>SCARD_CTL_CODE: each system codes the number of a control function in its own way.</summary>
    uint ControlCode(uint function);
}

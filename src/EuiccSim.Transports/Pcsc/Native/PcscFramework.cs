using System.Runtime.InteropServices;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>PCSC.framework of macOS. Handles are 32 bits wide there.</summary>
internal sealed unsafe partial class PcscFramework : IPcscNative
{
    public uint EstablishContext(out nint context) =>
        Widen(SCardEstablishContext(Scard.ScopeSystem, 0, 0, out int handle), handle, out context);

    public uint ReleaseContext(nint context) => SCardReleaseContext((int)context);

    public uint Cancel(nint context) => SCardCancel((int)context);

    public uint ListReaders(nint context, out string[] readers) => MultiString.Read<byte>(
        (byte* text, ref uint length) => SCardListReaders((int)context, 0, text, ref length), out readers);

    public uint GetStatusChange(nint context, uint timeout, ReadOnlySpan<ReaderStatus> readers) => ReaderStateTable<MacReaderState>.Call(
        readers, (states, count) => SCardGetStatusChange((int)context, timeout, states, count));

    public uint Connect(nint context, string reader, uint shareMode, uint protocols, out nint card, out uint protocol) =>
        Widen(SCardConnect((int)context, reader, shareMode, protocols, out int handle, out protocol), handle, out card);

    public uint Reconnect(nint card, uint shareMode, uint protocols, uint initialization, out uint protocol) =>
        SCardReconnect((int)card, shareMode, protocols, initialization, out protocol);

    public uint Disconnect(nint card, uint disposition) => SCardDisconnect((int)card, disposition);

    public uint BeginTransaction(nint card) => SCardBeginTransaction((int)card);

    public uint EndTransaction(nint card, uint disposition) => SCardEndTransaction((int)card, disposition);

    public uint Status(nint card, out byte[] atr)
    {
        byte* buffer = stackalloc byte[36];
        (uint nameLength, uint atrLength) = (0, 36);
        uint result = SCardStatus((int)card, null, ref nameLength, out _, out _, buffer, ref atrLength);
        atr = result == Scard.Success ? new ReadOnlySpan<byte>(buffer, (int)atrLength).ToArray() : [];
        return result;
    }

    public uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        IoRequest32 send = new() { Protocol = protocol, Length = (uint)sizeof(IoRequest32) };
        uint received = (uint)response.Length;
        uint result;
        fixed (byte* c = command, r = response) result = SCardTransmit((int)card, &send, c, (uint)command.Length, null, r, ref received);
        length = result == Scard.Success ? (int)received : 0;
        return result;
    }

    public uint Control(nint card, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int length)
    {
        uint received;
        uint result;
        fixed (byte* i = input, o = output)
            result = SCardControl((int)card, code, i, (uint)input.Length, o, (uint)output.Length, out received);
        length = result == Scard.Success ? (int)received : 0;
        return result;
    }

    public uint ControlCode(uint function) => 0x42000000 + function;

    private static uint Widen(uint result, int handle, out nint wide)
    {
        wide = handle;
        return result;
    }

    [LibraryImport(Library)]
    private static partial uint SCardEstablishContext(uint scope, nint reserved1, nint reserved2, out int context);

    [LibraryImport(Library)]
    private static partial uint SCardReleaseContext(int context);

    [LibraryImport(Library)]
    private static partial uint SCardCancel(int context);

    [LibraryImport(Library)]
    private static partial uint SCardListReaders(int context, nint groups, byte* readers, ref uint length);

    [LibraryImport(Library)]
    private static partial uint SCardGetStatusChange(int context, uint timeout, MacReaderState* states, uint count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint SCardConnect(
        int context, string reader, uint shareMode, uint protocols, out int card, out uint protocol);

    [LibraryImport(Library)]
    private static partial uint SCardReconnect(int card, uint shareMode, uint protocols, uint initialization, out uint protocol);

    [LibraryImport(Library)]
    private static partial uint SCardDisconnect(int card, uint disposition);

    [LibraryImport(Library)]
    private static partial uint SCardBeginTransaction(int card);

    [LibraryImport(Library)]
    private static partial uint SCardEndTransaction(int card, uint disposition);

    [LibraryImport(Library)]
    private static partial uint SCardStatus(
        int card, byte* names, ref uint nameLength, out uint state, out uint protocol, byte* atr, ref uint atrLength);

    [LibraryImport(Library)]
    private static partial uint SCardTransmit(
        int card, IoRequest32* send, byte* command, uint commandLength, IoRequest32* receive, byte* response, ref uint responseLength);

    // The name without a number is the function of before Mac OS X 10.5, which has fewer parameters.
    [LibraryImport(Library, EntryPoint = "SCardControl132")]
    private static partial uint SCardControl(
        int card, uint code, byte* input, uint inputLength, byte* output, uint outputLength, out uint received);

    private const string Library = "/System/Library/Frameworks/PCSC.framework/PCSC";
}

using System.Runtime.InteropServices;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>winscard.dll of Windows.</summary>
internal sealed unsafe partial class Winscard : IPcscNative
{
    public uint EstablishContext(out nint context) => SCardEstablishContext(Scard.ScopeSystem, 0, 0, out context);

    public uint ReleaseContext(nint context) => SCardReleaseContext(context);

    public uint Cancel(nint context) => SCardCancel(context);

    public uint ListReaders(nint context, out string[] readers) => MultiString.Read<char>(
        (char* text, ref uint length) => SCardListReadersW(context, 0, text, ref length), out readers);

    public uint GetStatusChange(nint context, uint timeout, ReadOnlySpan<ReaderStatus> readers) => ReaderStateTable<WindowsReaderState>.Call(
        readers, (states, count) => SCardGetStatusChangeW(context, timeout, states, count));

    public uint Connect(nint context, string reader, uint shareMode, uint protocols, out nint card, out uint protocol) =>
        SCardConnectW(context, reader, shareMode, protocols, out card, out protocol);

    public uint Reconnect(nint card, uint shareMode, uint protocols, uint initialization, out uint protocol) =>
        SCardReconnect(card, shareMode, protocols, initialization, out protocol);

    public uint Disconnect(nint card, uint disposition) => SCardDisconnect(card, disposition);

    public uint BeginTransaction(nint card) => SCardBeginTransaction(card);

    public uint EndTransaction(nint card, uint disposition) => SCardEndTransaction(card, disposition);

    public uint Status(nint card, out byte[] atr)
    {
        byte* buffer = stackalloc byte[36];
        (uint nameLength, uint atrLength) = (0, 36);
        uint result = SCardStatusW(card, null, ref nameLength, out _, out _, buffer, ref atrLength);
        atr = result == Scard.Success ? new ReadOnlySpan<byte>(buffer, (int)atrLength).ToArray() : [];
        return result;
    }

    public uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        IoRequest32 send = new() { Protocol = protocol, Length = (uint)sizeof(IoRequest32) };
        uint received = (uint)response.Length;
        uint result;
        fixed (byte* c = command, r = response) result = SCardTransmit(card, &send, c, (uint)command.Length, null, r, ref received);
        length = result == Scard.Success ? (int)received : 0;
        return result;
    }

    public uint Control(nint card, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int length)
    {
        uint received;
        uint result;
        fixed (byte* i = input, o = output)
            result = SCardControl(card, code, i, (uint)input.Length, o, (uint)output.Length, out received);
        length = result == Scard.Success ? (int)received : 0;
        return result;
    }

    /// <summary>CTL_CODE(FILE_DEVICE_SMARTCARD, function, METHOD_BUFFERED, FILE_ANY_ACCESS) of winsmcrd.h.</summary>
    public uint ControlCode(uint function) => 0x00310000 | (function << 2);

    [LibraryImport(Library)]
    private static partial uint SCardEstablishContext(uint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    private static partial uint SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    private static partial uint SCardCancel(nint context);

    [LibraryImport(Library)]
    private static partial uint SCardListReadersW(nint context, nint groups, char* readers, ref uint length);

    [LibraryImport(Library)]
    private static partial uint SCardGetStatusChangeW(nint context, uint timeout, WindowsReaderState* states, uint count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint SCardConnectW(
        nint context, string reader, uint shareMode, uint protocols, out nint card, out uint protocol);

    [LibraryImport(Library)]
    private static partial uint SCardReconnect(nint card, uint shareMode, uint protocols, uint initialization, out uint protocol);

    [LibraryImport(Library)]
    private static partial uint SCardDisconnect(nint card, uint disposition);

    [LibraryImport(Library)]
    private static partial uint SCardBeginTransaction(nint card);

    [LibraryImport(Library)]
    private static partial uint SCardEndTransaction(nint card, uint disposition);

    [LibraryImport(Library)]
    private static partial uint SCardStatusW(
        nint card, char* names, ref uint nameLength, out uint state, out uint protocol, byte* atr, ref uint atrLength);

    [LibraryImport(Library)]
    private static partial uint SCardTransmit(
        nint card, IoRequest32* send, byte* command, uint commandLength, IoRequest32* receive, byte* response, ref uint responseLength);

    [LibraryImport(Library)]
    private static partial uint SCardControl(
        nint card, uint code, byte* input, uint inputLength, byte* output, uint outputLength, out uint received);

    private const string Library = "winscard.dll";
}

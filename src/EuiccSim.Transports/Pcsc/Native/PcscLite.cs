using System.Runtime.InteropServices;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>pcsc-lite of Linux and the BSDs: DWORD is an unsigned long, LONG and handles are a long.</summary>
internal sealed unsafe partial class PcscLite : IPcscNative
{
    public uint EstablishContext(out nint context) => Number(SCardEstablishContext(Scard.ScopeSystem, 0, 0, out context));

    public uint ReleaseContext(nint context) => Number(SCardReleaseContext(context));

    public uint Cancel(nint context) => Number(SCardCancel(context));

    public uint ListReaders(nint context, out string[] readers) => MultiString.Read<byte>(
        (byte* text, ref uint length) =>
        {
            nuint wide = length;
            uint result = Number(SCardListReaders(context, 0, text, ref wide));
            length = checked((uint)wide);
            return result;
        },
        out readers);

    public uint GetStatusChange(nint context, uint timeout, ReadOnlySpan<ReaderStatus> readers) => ReaderStateTable<PcscLiteReaderState>.Call(
        readers, (states, count) => Number(SCardGetStatusChange(context, timeout, states, count)));

    public uint Connect(nint context, string reader, uint shareMode, uint protocols, out nint card, out uint protocol) =>
        Number(SCardConnect(context, reader, shareMode, protocols, out card, out nuint active), active, out protocol);

    public uint Reconnect(nint card, uint shareMode, uint protocols, uint initialization, out uint protocol) =>
        Number(SCardReconnect(card, shareMode, protocols, initialization, out nuint active), active, out protocol);

    public uint Disconnect(nint card, uint disposition) => Number(SCardDisconnect(card, disposition));

    public uint BeginTransaction(nint card) => Number(SCardBeginTransaction(card));

    public uint EndTransaction(nint card, uint disposition) => Number(SCardEndTransaction(card, disposition));

    public uint Status(nint card, out byte[] atr)
    {
        byte* buffer = stackalloc byte[36];
        (nuint nameLength, nuint atrLength) = (0, 36);
        uint result = Number(SCardStatus(card, null, ref nameLength, out _, out _, buffer, ref atrLength));
        atr = result == Scard.Success ? new ReadOnlySpan<byte>(buffer, (int)atrLength).ToArray() : [];
        return result;
    }

    public uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        PcscLiteIoRequest send = new() { Protocol = protocol, Length = (nuint)sizeof(PcscLiteIoRequest) };
        nuint received = (nuint)response.Length;
        uint result;
        fixed (byte* c = command, r = response)
            result = Number(SCardTransmit(card, &send, c, (nuint)command.Length, null, r, ref received));
        length = result == Scard.Success ? (int)received : 0;
        return result;
    }

    public uint Control(nint card, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int length)
    {
        nuint received;
        uint result;
        fixed (byte* i = input, o = output)
            result = Number(SCardControl(card, code, i, (nuint)input.Length, o, (nuint)output.Length, out received));
        length = result == Scard.Success ? (int)received : 0;
        return result;
    }

    public uint ControlCode(uint function) => 0x42000000 + function;

    /// <summary>SCARD_ numbers are positive here, as a long is wider.</summary>
    private static uint Number(nint result) => unchecked((uint)result);

    /// <summary>The number, and a DWORD.</summary>
    private static uint Number(nint result, nuint wide, out uint narrow)
    {
        narrow = unchecked((uint)wide);
        return Number(result);
    }

    [LibraryImport(Library)]
    private static partial nint SCardEstablishContext(nuint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    private static partial nint SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    private static partial nint SCardCancel(nint context);

    [LibraryImport(Library)]
    private static partial nint SCardListReaders(nint context, nint groups, byte* readers, ref nuint length);

    [LibraryImport(Library)]
    private static partial nint SCardGetStatusChange(nint context, nuint timeout, PcscLiteReaderState* states, nuint count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint SCardConnect(
        nint context, string reader, nuint shareMode, nuint protocols, out nint card, out nuint protocol);

    [LibraryImport(Library)]
    private static partial nint SCardReconnect(nint card, nuint shareMode, nuint protocols, nuint initialization, out nuint protocol);

    [LibraryImport(Library)]
    private static partial nint SCardDisconnect(nint card, nuint disposition);

    [LibraryImport(Library)]
    private static partial nint SCardBeginTransaction(nint card);

    [LibraryImport(Library)]
    private static partial nint SCardEndTransaction(nint card, nuint disposition);

    [LibraryImport(Library)]
    private static partial nint SCardStatus(
        nint card, byte* names, ref nuint nameLength, out nuint state, out nuint protocol, byte* atr, ref nuint atrLength);

    [LibraryImport(Library)]
    private static partial nint SCardTransmit(
        nint card, PcscLiteIoRequest* send, byte* command, nuint commandLength, PcscLiteIoRequest* receive,
        byte* response, ref nuint responseLength);

    [LibraryImport(Library)]
    private static partial nint SCardControl(
        nint card, nuint code, byte* input, nuint inputLength, byte* output, nuint outputLength, out nuint received);

    private const string Library = "libpcsclite.so.1";
}

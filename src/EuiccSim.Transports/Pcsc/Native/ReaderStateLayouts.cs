using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>SCARD_READERSTATEW of winscard.dll: DWORD has 32 bits, the ATR field 36 octets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WindowsReaderState : IReaderState
{
    internal nint Reader;
    internal nint UserData;
    internal uint CurrentState;
    internal uint EventState;
    internal uint AtrLength;
    internal Atr36 Atr;

    public static nint NameOf(string reader) => Marshal.StringToCoTaskMemUni(reader);

    public nint Name
    {
        readonly get => Reader;
        set => Reader = value;
    }

    public uint Known
    {
        set => CurrentState = value;
    }

    public readonly uint Now => EventState;

    public readonly byte[] ToAtr() => ((ReadOnlySpan<byte>)Atr)[..(int)uint.Min(AtrLength, Scard.LongestAtr)].ToArray();
}

/// <summary>SCARD_READERSTATE of pcsc-lite: DWORD is an unsigned long, the ATR field has 33 octets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PcscLiteReaderState : IReaderState
{
    internal nint Reader;
    internal nint UserData;
    internal nuint CurrentState;
    internal nuint EventState;
    internal nuint AtrLength;
    internal Atr33 Atr;

    public static nint NameOf(string reader) => Marshal.StringToCoTaskMemUTF8(reader);

    public nint Name
    {
        readonly get => Reader;
        set => Reader = value;
    }

    public uint Known
    {
        set => CurrentState = value;
    }

    public readonly uint Now => unchecked((uint)EventState);

    public readonly byte[] ToAtr() => ((ReadOnlySpan<byte>)Atr)[..(int)nuint.Min(AtrLength, Scard.LongestAtr)].ToArray();
}

/// <summary>SCARD_READERSTATE of PCSC.framework: DWORD has 32 bits, the ATR field 33 octets, and nothing is padded.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct MacReaderState : IReaderState
{
    internal nint Reader;
    internal nint UserData;
    internal uint CurrentState;
    internal uint EventState;
    internal uint AtrLength;
    internal Atr33 Atr;

    public static nint NameOf(string reader) => Marshal.StringToCoTaskMemUTF8(reader);

    public nint Name
    {
        readonly get => Reader;
        set => Reader = value;
    }

    public uint Known
    {
        set => CurrentState = value;
    }

    public readonly uint Now => EventState;

    public readonly byte[] ToAtr() => ((ReadOnlySpan<byte>)Atr)[..(int)uint.Min(AtrLength, Scard.LongestAtr)].ToArray();
}

/// <summary>SCARD_IO_REQUEST where DWORD has 32 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoRequest32
{
    internal uint Protocol;
    internal uint Length;
}

/// <summary>SCARD_IO_REQUEST of pcsc-lite.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PcscLiteIoRequest
{
    internal nuint Protocol;
    internal nuint Length;
}

/// <summary>33 octets: the longest ATR of ISO/IEC 7816-3 §8.1, with TS.</summary>
[InlineArray(33)]
internal struct Atr33
{
    private byte _first;
}

/// <summary>36 octets: an ATR, filled up to a multiple of four.</summary>
[InlineArray(36)]
internal struct Atr36
{
    private byte _first;
}

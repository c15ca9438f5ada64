using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>A command APDU, ISO/IEC 7816-3 §12.1. <see cref="Parse"/> and <see cref="Encode"/> are exact inverses.</summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed record CommandApdu
{
    /// <summary>A command. The shape follows from the lengths: extended only if they need it, or if asked for.</summary>
    /// <param name="cla">Class byte.</param>
    /// <param name="ins">Instruction byte.</param>
    /// <param name="p1">First parameter.</param>
    /// <param name="p2">Second parameter.</param>
    /// <param name="data">Command data, 0 to 65535 octets.</param>
    /// <param name="ne">Greatest number of answer octets wanted, 1 to 65536; 0 for no Le field.</param>
    /// <param name="extended">Code the lengths in extended form even where the short one would do.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length that no APDU can have.</exception>
    public CommandApdu(byte cla, byte ins, byte p1, byte p2, Octets data = default, int ne = 0, bool extended = false)
        : this(cla, ins, p1, p2, data, ne, CaseOf(data.Length, ne, extended))
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, 0xFFFF);
        ArgumentOutOfRangeException.ThrowIfNegative(ne);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ne, 0x10000);
    }

    private CommandApdu(byte cla, byte ins, byte p1, byte p2, Octets data, int ne, ApduCase @case)
    {
        Cla = cla;
        Ins = ins;
        P1 = p1;
        P2 = p2;
        Data = data;
        Ne = ne;
        Case = @case;
    }

    /// <summary>Class byte.</summary>
    public byte Cla { get; }

    /// <summary>Instruction byte.</summary>
    public byte Ins { get; }

    /// <summary>First parameter.</summary>
    public byte P1 { get; }

    /// <summary>Second parameter.</summary>
    public byte P2 { get; }

    /// <summary>Command data; empty without an Lc field.</summary>
    public Octets Data { get; }

    /// <summary>Greatest number of answer octets wanted (Le '00' is 256, extended '0000' is 65536); 0 without an Le field.</summary>
    public int Ne { get; }

    /// <summary>The shape.</summary>
    public ApduCase Case { get; }

    /// <summary>True if the lengths are coded in extended form.</summary>
    public bool IsExtended => Case >= ApduCase.Case2E;

    /// <summary>True if the command has a data field.</summary>
    public bool HasData => !Data.IsEmpty;

    /// <summary>P1 and P2 as one number.</summary>
    public int P1P2 => (P1 << 8) | P2;

    /// <summary>Reads a command.</summary>
    /// <exception cref="FormatException">The octets have none of the seven shapes.</exception>
    public static CommandApdu Parse(Octets octets) =>
        TryParse(octets) ?? throw new FormatException($"{octets.Length} octets that are no command APDU.");

    /// <summary>Reads a command, or answers null if the octets have none of the seven shapes.</summary>
    public static CommandApdu? TryParse(Octets octets)
    {
        ReadOnlySpan<byte> b = octets.Span;
        if (b.Length < 4) return null;
        if (b.Length == 4) return Of(b, default, 0, ApduCase.Case1);
        int c5 = b[4];
        if (b.Length == 5) return Of(b, default, c5 == 0 ? 0x100 : c5, ApduCase.Case2S);
        if (c5 == 0) return ParseExtended(octets, b);
        if (b.Length == 5 + c5) return Of(b, octets.Slice(5, c5), 0, ApduCase.Case3S);
        if (b.Length == 6 + c5) return Of(b, octets.Slice(5, c5), b[^1] == 0 ? 0x100 : b[^1], ApduCase.Case4S);
        return null;
    }

    /// <summary>The same command with the channel written into the class byte.</summary>
    public CommandApdu OnChannel(ChannelNumber channel) => new(channel.InClass(Cla), Ins, P1, P2, Data, Ne, Case);

    /// <summary>The octets of the command.</summary>
    public Octets Encode()
    {
        byte[] octets = new byte[4 + LcLength + Data.Length + LeLength];
        (octets[0], octets[1], octets[2], octets[3]) = (Cla, Ins, P1, P2);
        int at = 4;
        if (HasData)
        {
            if (IsExtended) octets[at + 1] = (byte)(Data.Length >> 8);
            octets[at + LcLength - 1] = (byte)(Data.Length & 0xFF);
            at += LcLength;
            Data.Span.CopyTo(octets.AsSpan(at));
            at += Data.Length;
        }
        if (Ne == 0) return Octets.Wrap(octets);
        if (IsExtended) octets[^2] = (byte)((Ne >> 8) & 0xFF);
        octets[^1] = (byte)(Ne & 0xFF);
        return Octets.Wrap(octets);
    }

    private int LcLength => !HasData ? 0 : IsExtended ? 3 : 1;

    private int LeLength => Ne == 0 ? 0 : !IsExtended ? 1 : HasData ? 2 : 3;

    private static CommandApdu? ParseExtended(Octets octets, ReadOnlySpan<byte> b)
    {
        if (b.Length < 7) return null;
        int c67 = (b[5] << 8) | b[6];
        if (b.Length == 7) return Of(b, default, c67 == 0 ? 0x10000 : c67, ApduCase.Case2E);
        if (c67 == 0) return null;
        if (b.Length == 7 + c67) return Of(b, octets.Slice(7, c67), 0, ApduCase.Case3E);
        if (b.Length != 9 + c67) return null;
        int le = (b[^2] << 8) | b[^1];
        return Of(b, octets.Slice(7, c67), le == 0 ? 0x10000 : le, ApduCase.Case4E);
    }

    private static CommandApdu Of(ReadOnlySpan<byte> b, Octets data, int ne, ApduCase @case) =>
        new(b[0], b[1], b[2], b[3], data, ne, @case);

    private static ApduCase CaseOf(int nc, int ne, bool extended)
    {
        if (nc == 0 && ne == 0) return ApduCase.Case1;
        bool isExtended = extended || nc > 0xFF || ne > 0x100;
        if (nc == 0) return isExtended ? ApduCase.Case2E : ApduCase.Case2S;
        if (ne == 0) return isExtended ? ApduCase.Case3E : ApduCase.Case3S;
        return isExtended ? ApduCase.Case4E : ApduCase.Case4S;
    }
}

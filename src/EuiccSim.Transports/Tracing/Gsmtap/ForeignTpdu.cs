using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>
/// Where the command ends in a payload that says nothing of it, as others record it: the octets are those of a T=0 line, and the
/// instruction says in which direction P3 octets of data went. ISO/IEC 7816-3 §12.2.
/// </summary>
internal static class ForeignTpdu
{
    /// <summary>The command APDU and its answer; null if the octets cannot be both.</summary>
    internal static (Octets Command, Octets Response)? Split(Octets payload)
    {
        ReadOnlySpan<byte> b = payload.Span;
        if (b.Length < HeaderLength + StatusLength) return null;
        if (b.Length == HeaderLength + StatusLength && b[4] == 0 && b[1] != GetResponse) return (payload.Slice(0, 4), payload.Slice(HeaderLength));
        if (IsOutgoing(b)) return Cut(payload, HeaderLength);
        int end = HeaderLength + b[4];
        if (end + StatusLength > b.Length) return Cut(payload, HeaderLength);
        // Some tools leave the Le behind the data; with it the answer's data is one octet too long for the TLV that it is.
        return HasLe(payload.Slice(end)) ? Cut(payload, end + 1) : Cut(payload, end);
    }

    /// <summary>The command of a message of which only the beginning was captured; null if not even that is whole.</summary>
    /// <param name="type">What the message is.</param>
    /// <param name="payload">What was captured of it.</param>
    /// <param name="length">How many octets it had.</param>
    internal static Octets? CommandOf(GsmtapSimType type, Octets payload, int length)
    {
        ReadOnlySpan<byte> b = payload.Span;
        if (type != GsmtapSimType.Apdu || b.Length < HeaderLength) return null;
        int end = IsOutgoing(b) || HeaderLength + b[4] + StatusLength > length ? HeaderLength : HeaderLength + b[4];
        return end > b.Length ? null : payload.Slice(0, end);
    }

    private static (Octets Command, Octets Response) Cut(Octets payload, int at) => (payload.Slice(0, at), payload.Slice(at));

    /// <summary>True for commands whose P3 is the length of the answer: reading, STATUS, GET RESPONSE, FETCH, opening a channel.</summary>
    private static bool IsOutgoing(ReadOnlySpan<byte> b) => b[1] switch
    {
        0xB0 or 0xB2 or GetResponse or 0xCA or 0x12 or 0x84 => true,
        // GlobalPlatform's GET STATUS sends a search, and has other P1.
        0xF2 => b[2] < 0x10,
        0x70 => b[2] == 0,
        // A proprietary RETRIEVE DATA asks for the next part with no data, and for the first with a tag.
        0xCB => b[4] == 0,
        _ => false,
    };

    private static bool HasLe(Octets rest)
    {
        if (rest.Length == StatusLength + 1) return true;
        return rest.Length > StatusLength + 1 && !IsTlv(rest.Slice(0, rest.Length - StatusLength)) && IsTlv(rest.Slice(1, rest.Length - StatusLength - 1));
    }

    private static bool IsTlv(Octets data)
    {
        try
        {
            return TlvHeader.TryRead(data.Span, out TlvHeader header) && header.TotalLength == data.Length;
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    private const int HeaderLength = 5;
    private const int StatusLength = 2;
    private const byte GetResponse = 0xC0;
}

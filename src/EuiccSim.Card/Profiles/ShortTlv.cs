using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>Data objects with a tag of one octet and a length of one or two, as in access rules.</summary>
internal static class ShortTlv
{
    /// <summary>Takes one object off the front. False at the end, at padding ('00', 'FF'), and if the object is cut off.</summary>
    internal static bool TryRead(ref ReadOnlySpan<byte> from, out byte tag, out ReadOnlySpan<byte> value)
    {
        tag = 0;
        value = default;
        if (from.Length < 2 || from[0] is 0x00 or 0xFF) return false;
        if (TlvHeader.ReadLength(from[1..], maximumOctets: 1, out int length, out int octets) != TlvPart.Whole) return false;
        int header = 1 + octets;
        if (from.Length - header < length) return false;
        tag = from[0];
        value = from.Slice(header, length);
        from = from[(header + length)..];
        return true;
    }
}

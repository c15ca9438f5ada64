using EuiccSim.Protocol.Asn1;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>Where in a message the octets of each TLV are.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Start">The position of the tag's first octet in the whole message.</param>
/// <param name="HeaderLength">The octets of tag and length.</param>
/// <param name="Length">The octets of the whole TLV.</param>
/// <param name="Children">The TLVs in it, where it is constructed.</param>
internal sealed record TlvMap(int Tag, int Start, int HeaderLength, int Length, TlvMap[] Children)
{
    internal int End => Start + Length;

    internal static TlvMap Of(Octets message) => Read(message, 0);

    internal bool Contains(int position) => position >= Start && position < End;

    /// <summary>The TLVs that hold this position, the outermost first.</summary>
    internal IEnumerable<TlvMap> PathTo(int position)
    {
        TlvMap? at = Contains(position) ? this : null;
        while (at is not null)
        {
            yield return at;
            at = at.Children.FirstOrDefault(child => child.Contains(position));
        }
    }

    /// <summary>True for an octet of a tag or a length, at whatever depth.</summary>
    internal bool IsHeader(int position) => PathTo(position).Last() is var last && position < last.Start + last.HeaderLength;

    /// <summary>The tag of the innermost TLV at a position.</summary>
    internal int TagAt(int position) => PathTo(position).Last().Tag;

    private static TlvMap Read(Octets message, int start)
    {
        TlvHeader header = TlvHeader.Read(message.Span[start..]);
        List<TlvMap> children = [];
        bool isConstructed = (message[start] & 0x20) != 0;
        for (int at = start + header.HeaderLength; isConstructed && at < start + header.TotalLength; at = children[^1].End)
            children.Add(Read(message, at));
        return new(header.Tag, start, header.HeaderLength, header.TotalLength, [.. children]);
    }
}

using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>
/// Finds the profile elements in a package that comes in blocks which know nothing of elements (SGP.22 v2.5 §2.5.3). It holds only what is
/// not yet a whole element.
/// </summary>
/// <param name="limit">The largest element accepted, in octets with its header.</param>
public sealed class ProfileElementReader(int limit = ProfileElementReader.DefaultLimit)
{
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>The largest element accepted unless said otherwise: 1 MiB.</summary>
    public const int DefaultLimit = 1 << 20;

    /// <summary>The number of octets that wait for the rest of their element.</summary>
    public int Pending => _end - _start;

    /// <summary>Takes the next block, of any length.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (_start > 0 && _buffer.Length - Pending >= block.Length)
        {
            // Elements that were taken out are copies: what is left can move.
            _buffer.AsSpan(_start, Pending).CopyTo(_buffer);
            (_start, _end) = (0, Pending);
        }
        else if (_buffer.Length - _end < block.Length)
        {
            byte[] larger = new byte[Math.Max(_end - _start + block.Length, (int)Math.Min(2L * _buffer.Length, limit))];
            _buffer.AsSpan(_start, Pending).CopyTo(larger);
            (_buffer, _start, _end) = (larger, 0, Pending);
        }
        block.CopyTo(_buffer.AsSpan(_end));
        _end += block.Length;
    }

    /// <summary>Takes out the next element.</summary>
    /// <param name="element">The whole TLV, decoded or not: see <see cref="ProfileElement.Decode"/>.</param>
    /// <returns>False if the element has not yet arrived in full.</returns>
    /// <exception cref="Asn1ContentException">This is no profile element, or it is longer than the limit.</exception>
    public bool TryRead(out Octets element)
    {
        element = default;
        ReadOnlySpan<byte> pending = _buffer.AsSpan(_start, Pending);
        if (!TryReadLength(pending, out int length)) return false;
        if (length > limit) throw new Asn1ContentException($"a profile element of {length} octets, more than {limit}");
        if (length > pending.Length) return false;
        element = Octets.Of(pending[..length]);
        _start += length;
        if (_start == _end) (_start, _end) = (0, 0);
        return true;
    }

    /// <summary>The length of header and value, once the header is there.</summary>
    private static bool TryReadLength(ReadOnlySpan<byte> pending, out int total)
    {
        total = 0;
        if (pending.IsEmpty) return false;
        if ((pending[0] & 0xE0) != ContextConstructed)
            throw new Asn1ContentException($"'{pending[0]:X2}' does not begin a profile element");
        if (!Asn1Tag.TryDecode(pending, out _, out int tagLength))
        {
            return pending.Length >= LongestTag ? throw new Asn1ContentException("a tag of too many octets") : false;
        }
        TlvPart length = TlvHeader.ReadLength(pending[tagLength..], LongestLength, out int value, out int lengthOctets);
        if (length == TlvPart.Malformed) throw new Asn1ContentException($"length octet {pending[tagLength]:X2}");
        if (length == TlvPart.Incomplete) return false;
        total = (int)Math.Min((long)value + tagLength + lengthOctets, int.MaxValue);
        return true;
    }

    private const int ContextConstructed = 0xA0;
    private const int LongestTag = 6;
    private const int LongestLength = 4;
}

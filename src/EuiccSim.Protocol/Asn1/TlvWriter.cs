using System.Buffers.Binary;

namespace EuiccSim.Protocol.Asn1;

/// <summary>Puts TLVs after one another in a buffer of the caller, with lengths as DER has them.</summary>
/// <param name="buffer">Where they go.</param>
internal ref struct TlvWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    internal readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>The octets of a whole TLV.</summary>
    internal static int SizeOf(int tag, int valueLength) => TlvHeader.SizeOf(tag, valueLength) + valueLength;

    /// <summary>Adds tag and length; the value is to follow.</summary>
    internal void AddHeader(int tag, int valueLength) => _length += TlvHeader.Write(_buffer[_length..], tag, valueLength);

    /// <summary>Adds octets as they are.</summary>
    internal void Put(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer[_length..]);
        _length += octets.Length;
    }

    /// <summary>Adds a whole TLV.</summary>
    /// <returns>The position of the value.</returns>
    internal int Add(int tag, scoped ReadOnlySpan<byte> value)
    {
        AddHeader(tag, value.Length);
        int at = _length;
        Put(value);
        return at;
    }

    /// <summary>Adds a number in 1 to 4 octets.</summary>
    internal void AddNumber(int tag, int number, int octets)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(value, number);
        Add(tag, value[(sizeof(int) - octets)..]);
    }

    /// <summary>What was written as one constructed TLV.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="header">The octets before the first TLV in it.</param>
    internal readonly Octets Finish(int tag, out int header)
    {
        byte[] all = new byte[SizeOf(tag, _length)];
        header = TlvHeader.Write(all, tag, _length);
        Written.CopyTo(all.AsSpan(header));
        return Octets.Wrap(all);
    }
}

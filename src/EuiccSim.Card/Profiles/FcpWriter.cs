using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>Puts data objects after one another in a buffer of the caller, with lengths as DER has them. A tree has an FCP for each file.</summary>
/// <param name="buffer">Where they go.</param>
internal ref struct FcpWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    internal readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <returns>The position of the value.</returns>
    internal int Add(byte tag, scoped ReadOnlySpan<byte> value)
    {
        _buffer[_length++] = tag;
        _length += PutLength(_buffer[_length..], value.Length);
        int at = _length;
        value.CopyTo(_buffer[at..]);
        _length += value.Length;
        return at;
    }

    /// <summary>Adds a number in 1 to 4 octets.</summary>
    internal void AddNumber(byte tag, int number, int octets)
    {
        Span<byte> value = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(value, number);
        Add(tag, value[(4 - octets)..]);
    }

    /// <summary>What was written as one constructed object.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="header">The octets before the first object.</param>
    internal readonly Octets Finish(byte tag, out int header)
    {
        Span<byte> length = stackalloc byte[3];
        header = 1 + PutLength(length, _length);
        byte[] all = new byte[header + _length];
        all[0] = tag;
        length[..(header - 1)].CopyTo(all.AsSpan(1));
        Written.CopyTo(all.AsSpan(header));
        return Octets.Wrap(all);
    }

    private static int PutLength(Span<byte> to, int length)
    {
        switch (length)
        {
            case < 0x80:
                to[0] = (byte)length;
                return 1;
            case <= 0xFF:
                (to[0], to[1]) = (0x81, (byte)length);
                return 2;
            default:
                (to[0], to[1], to[2]) = (0x82, (byte)(length >> 8), (byte)(length & 0xFF));
                return 3;
        }
    }
}

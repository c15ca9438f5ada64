namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Writes trees of TLVs as a hostile encoder would: any tag, any form of length, and lengths that are not true.</summary>
internal sealed class RandomTlv(Random random)
{
    private readonly List<byte> _octets = [];

    /// <summary>One tree, often under a tag that the reader expects.</summary>
    /// <param name="tag">The octets of that tag.</param>
    internal byte[] Make(ReadOnlySpan<byte> tag)
    {
        _octets.Clear();
        if (random.Next(10) == 0) AddTag();
        else _octets.AddRange(tag);
        AddLengthAndValue(isConstructed: random.Next(10) != 0, random.Next(6));
        return [.. _octets];
    }

    private void AddTlv(int depth)
    {
        AddLengthAndValue(AddTag(), depth);
    }

    private bool AddTag()
    {
        bool isConstructed = random.Next(2) == 0;
        int first = (random.Next(4) << 6) | (isConstructed ? 0x20 : 0);
        if (random.Next(4) != 0)
        {
            _octets.Add((byte)(first | random.Next(random.Next(2) == 0 ? 8 : 31)));
            return isConstructed;
        }
        _octets.Add((byte)(first | 0x1F));
        for (int more = random.Next(random.Next(20) == 0 ? 7 : 2); more > 0; more--) _octets.Add((byte)(0x80 | random.Next(128)));
        _octets.Add((byte)random.Next(128));
        return isConstructed;
    }

    private void AddLengthAndValue(bool isConstructed, int depth)
    {
        int start = _octets.Count;
        if (isConstructed && depth > 0)
        {
            for (int i = random.Next(6); i > 0; i--) AddTlv(depth - 1);
        }
        else
        {
            for (int i = random.Next(random.Next(8) == 0 ? 300 : 12); i > 0; i--) _octets.Add((byte)random.Next(256));
        }
        int length = _octets.Count - start;
        if (isConstructed && random.Next(5) == 0)
        {
            _octets.Insert(start, 0x80);
            if (random.Next(10) != 0) _octets.AddRange([0, 0]);
            return;
        }
        _octets.InsertRange(start, LengthOctets(length));
    }

    private byte[] LengthOctets(int length) => random.Next(40) switch
    {
        0 => [0x84, 0x7F, 0xFF, 0xFF, 0xFF],
        1 => [0x84, 0xFF, 0xFF, 0xFF, 0xFF],
        2 => [0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        3 => [0xFF, 0x01],
        4 => [(byte)random.Next(256)],
        5 => [0x84, 0, 0, .. LengthField(length)],
        6 => [0x82, .. LengthField(length)],
        _ => length < 0x80 ? [(byte)length] : [0x82, .. LengthField(length)],
    };

    private static byte[] LengthField(int length) => [(byte)(length >> 8 & 0xFF), (byte)(length & 0xFF)];
}

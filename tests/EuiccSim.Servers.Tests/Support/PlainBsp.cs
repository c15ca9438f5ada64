using System.Security.Cryptography;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>
/// BSP written out once more, slowly and from bsp-crypto facts alone (GP Amendment D, RFC 4493, ANSI X9.63), so that a mistake in the
/// library's is seen. It shares no code with src/.
/// </summary>
internal sealed class PlainBsp
{
    private byte[] _mcv, _enc, _mac;
    private int _counter = 1;

    internal PlainBsp(byte[] mcv, byte[] enc, byte[] mac) => (_mcv, _enc, _mac) = (mcv, enc, mac);

    internal static PlainBsp Derive(byte[] secret, byte[] hostId, byte[] eid)
    {
        byte[] info = [0x88, 0x10, (byte)hostId.Length, .. hostId, 0x10, .. eid];
        byte[] keys = [.. SHA256.HashData([.. secret, 0, 0, 0, 1, .. info]), .. SHA256.HashData([.. secret, 0, 0, 0, 2, .. info])];
        return new(keys[..16], keys[16..32], keys[32..48]);
    }

    internal void ReplaceKeys(byte[] mcv, byte[] enc, byte[] mac) => (_mcv, _enc, _mac, _counter) = (mcv, enc, mac, 1);

    /// <summary>Checks the MAC of a whole TLV and gives its plaintext.</summary>
    internal byte[] Open(byte[] tlv)
    {
        byte[] mac = Cmac(_mac, [.. _mcv, .. tlv[..^8]]);
        Assert.That(tlv[^8..], Is.EqualTo(mac[..8]), "MAC");
        _mcv = mac;
        byte[] data = TlvNode.Read(tlv)[0].Value[..^8];
        byte[] icv = Ecb(_enc, [.. new byte[15], (byte)_counter++]);
        if (tlv[0] == 0x88) return data;
        byte[] plain = new byte[data.Length];
        for (int at = 0; at < data.Length; at += 16)
        {
            byte[] block = Ecb(_enc, data[at..(at + 16)], decrypt: true);
            for (int i = 0; i < 16; i++) plain[at + i] = (byte)(block[i] ^ icv[i]);
            icv = data[at..(at + 16)];
        }
        int end = Array.FindLastIndex(plain, octet => octet != 0);
        Assert.That(plain[end], Is.EqualTo(0x80), "padding");
        Assert.That(plain.Length - end, Is.InRange(1, 16), "padding");
        return plain[..end];
    }

    private static byte[] Cmac(byte[] key, byte[] message)
    {
        byte[] k1 = Double(Ecb(key, new byte[16]));
        byte[] k2 = Double(k1);
        bool isWhole = message.Length > 0 && message.Length % 16 == 0;
        byte[] padded = isWhole ? [.. message] : [.. message, 0x80, .. new byte[15 - (message.Length % 16)]];
        byte[] last = isWhole ? k1 : k2;
        for (int i = 0; i < 16; i++) padded[padded.Length - 16 + i] ^= last[i];
        byte[] state = new byte[16];
        for (int at = 0; at < padded.Length; at += 16)
        {
            for (int i = 0; i < 16; i++) state[i] ^= padded[at + i];
            state = Ecb(key, state);
        }
        return state;
    }

    private static byte[] Double(byte[] block)
    {
        byte[] twice = new byte[16];
        for (int i = 0; i < 16; i++) twice[i] = (byte)(((block[i] << 1) | (i < 15 ? block[i + 1] >> 7 : 0)) & 0xFF);
        if ((block[0] & 0x80) != 0) twice[15] ^= 0x87;
        return twice;
    }

    private static byte[] Ecb(byte[] key, byte[] block, bool decrypt = false)
    {
        using Aes aes = Aes.Create();
        aes.Key = key;
        return decrypt ? aes.DecryptEcb(block, PaddingMode.None) : aes.EncryptEcb(block, PaddingMode.None);
    }
}

/// <summary>A TLV cut out of octets: tag as a number, value, and the whole.</summary>
internal sealed record TlvNode(int Tag, byte[] Value, byte[] Whole)
{
    internal IReadOnlyList<TlvNode> Children => Read(Value);

    internal TlvNode this[int tag] => Children.Single(child => child.Tag == tag);

    internal static IReadOnlyList<TlvNode> Read(byte[] octets)
    {
        List<TlvNode> nodes = [];
        for (int at = 0; at < octets.Length;)
        {
            int start = at;
            int tag = octets[at++];
            if ((tag & 0x1F) == 0x1F) tag = (tag << 8) | octets[at++];
            int length = octets[at++];
            if (length >= 0x80)
            {
                int count = length - 0x80;
                length = 0;
                for (int i = 0; i < count; i++) length = (length << 8) | octets[at++];
            }
            nodes.Add(new(tag, octets[at..(at + length)], octets[start..(at + length)]));
            at += length;
        }
        return nodes;
    }
}

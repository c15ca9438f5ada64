using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Conformance.Roles;

/// <summary>
/// BSP as the eUICC has it, written out once more: what unwraps a package must not share the mistakes of what our own SM-DP+ wraps with.
/// SGP.22 v2.5 §2.6.4, Annex G.
/// </summary>
internal sealed class ReceivingBsp
{
    private byte[] _mcv, _enc, _mac;
    private int _counter = 1;

    private ReceivingBsp(byte[] mcv, byte[] enc, byte[] mac) => (_mcv, _enc, _mac) = (mcv, enc, mac);

    /// <summary>The session keys of a key agreement.</summary>
    /// <param name="secret">The x-coordinate that was agreed on.</param>
    /// <param name="hostId">As the control reference template has it.</param>
    /// <param name="eid">16 octets.</param>
    internal static ReceivingBsp Derive(byte[] secret, Octets hostId, Octets eid)
    {
        byte[] info = [0x88, 0x10, (byte)hostId.Length, .. hostId.Span, 0x10, .. eid.Span];
        byte[] keys = [.. SHA256.HashData([.. secret, 0, 0, 0, 1, .. info]), .. SHA256.HashData([.. secret, 0, 0, 0, 2, .. info])];
        return new(keys[..16], keys[16..32], keys[32..48]);
    }

    /// <summary>What ReplaceSessionKeys brings: 16 octets each.</summary>
    internal void ReplaceKeys(Octets mcv, Octets enc, Octets mac) => (_mcv, _enc, _mac, _counter) = (mcv.ToArray(), enc.ToArray(), mac.ToArray(), 1);

    /// <summary>The plaintext of a block, '86', '87' or '88'.</summary>
    /// <returns>Null, and in <paramref name="fault"/> why: the MAC or the padding is wrong.</returns>
    internal Octets? Open(TlvNode block, out string fault)
    {
        fault = "";
        ReadOnlySpan<byte> whole = block.Whole.Span;
        if (block.Value.Length < 8) return Fault("it is shorter than a MAC", out fault);
        byte[] mac = AesCmac.Compute(_mac, [.. _mcv, .. whole[..^8]]);
        if (!whole[^8..].SequenceEqual(mac.AsSpan(0, 8))) return Fault($"its MAC is {Convert.ToHexString(whole[^8..])}, and should be {Convert.ToHexString(mac.AsSpan(0, 8))}",
            out fault);
        _mcv = mac;
        ReadOnlySpan<byte> data = block.Value.Span[..^8];
        int number = _counter++;
        return block.Tag == 0x88 ? Octets.Of(data) : Decrypt(data, number, out fault);
    }

    private Octets? Decrypt(ReadOnlySpan<byte> data, int number, out string fault)
    {
        fault = "";
        if (data.Length == 0 || data.Length % 16 != 0) return Fault("what is encrypted in it is no whole number of blocks", out fault);
        byte[] counter = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(counter.AsSpan(12), number);
        using Aes aes = Aes.Create();
        aes.SetKey(_enc);
        byte[] plain = aes.DecryptCbc(data, aes.EncryptEcb(counter, PaddingMode.None), PaddingMode.None);
        int end = plain.AsSpan().LastIndexOfAnyExcept((byte)0);
        bool isPadded = end >= 0 && plain[end] == 0x80 && plain.Length - end <= 16;
        return isPadded ? Octets.Of(plain.AsSpan(0, end)) : Fault("its padding is not '80' and zeros", out fault);
    }

    private static Octets? Fault(string text, out string fault)
    {
        fault = text;
        return null;
    }
}

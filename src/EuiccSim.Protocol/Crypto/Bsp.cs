using System.Buffers.Binary;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>
/// One direction of a BSP (SCP03t) session: protects or unprotects the TLVs '86', '87' and '88' of a Bound Profile Package,
/// in their order. SGP.22 v2.5 §2.5.3, §2.6.4.
/// </summary>
/// <remarks>
/// '86' and '87' are encrypted and carry a MAC, '88' carries a MAC only. Every TLV changes the MAC chaining value and the block
/// counter, so both sides must treat the same TLVs in the same order; a TLV that was refused changes nothing.
/// </remarks>
/// <threadsafety>Not for concurrent use.</threadsafety>
public sealed class Bsp : IDisposable
{
    private readonly byte[] _mcv = new byte[AesCmac.MacLength];
    private Aes _encryption;
    private AesCmac _mac;
    private ulong _blockCounter;
    private bool _disposed;

    /// <summary>Starts a session.</summary>
    /// <param name="keys">Copied; the caller may dispose them afterwards.</param>
    public Bsp(BspKeys keys) => (_encryption, _mac) = Start(keys.InitialMcv, keys.SEnc, keys.SMac);

    /// <summary>The tag of a protected part of the profile (encrypted).</summary>
    public const byte Tag86 = 0x86;

    /// <summary>The tag of ConfigureISDP or ReplaceSessionKeys (encrypted).</summary>
    public const byte Tag87 = 0x87;

    /// <summary>The tag of a part of StoreMetadata (MAC only).</summary>
    public const byte Tag88 = 0x88;

    /// <summary>The length of the longest whole TLV that is made here, in octets. SGP.22 v2.5 §2.5.3.</summary>
    public const int MaxTlvLength = 1020;

    /// <summary>
    /// The length of the longest whole TLV '86' or '87' that is accepted, in octets. Servers that cut the plaintext into the 1008 octets
    /// that a TLV '88' has, and pad afterwards, send 4 + 1024 + 8 octets (osmo-smdpp does); eUICCs in the field install what they send.
    /// </summary>
    public const int MaxReceivedTlvLength = 1036;

    /// <summary>The longest plaintext of a TLV '86' or '87', in octets: padding needs one of the 1008.</summary>
    public const int MaxPlain86 = 1007;

    /// <summary>The longest content of a TLV '88', in octets.</summary>
    public const int MaxPlain88 = 1008;

    /// <summary>Protects one segment.</summary>
    /// <param name="tag">'86', '87' or '88'.</param>
    /// <param name="plain">At most <see cref="MaxPlain86"/> octets, for '88' at most <see cref="MaxPlain88"/>.</param>
    /// <returns>The whole TLV.</returns>
    /// <exception cref="ArgumentException">Another tag, or a plaintext that is too long.</exception>
    public Octets Protect(byte tag, ReadOnlySpan<byte> plain)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (plain.Length > MaxPlain(tag)) throw new ArgumentException($"{plain.Length} octets do not fit a TLV '{tag:X2}'", nameof(plain));
        int dataLength = IsEncrypted(tag) ? (plain.Length / BlockLength + 1) * BlockLength : plain.Length;
        int headerLength = TlvHeader.SizeOf(tag, dataLength + MacLength);
        byte[] tlv = new byte[headerLength + dataLength + MacLength];
        TlvHeader.Write(tlv, tag, dataLength + MacLength);
        Span<byte> data = tlv.AsSpan(headerLength, dataLength);
        plain.CopyTo(data);
        if (IsEncrypted(tag))
        {
            data[plain.Length] = PaddingStart;
            Span<byte> icv = stackalloc byte[BlockLength];
            ComputeIcv(icv);
            _encryption.EncryptCbc(data, icv, data, PaddingMode.None);
        }
        Span<byte> mcv = stackalloc byte[AesCmac.MacLength];
        ComputeMcv(tlv.AsSpan(0, headerLength + dataLength), mcv);
        mcv[..MacLength].CopyTo(tlv.AsSpan(headerLength + dataLength));
        Advance(mcv);
        return Octets.Wrap(tlv);
    }

    /// <summary>Cuts a plaintext into the longest possible segments and protects them all.</summary>
    /// <param name="tag">'86', '87' or '88'.</param>
    /// <param name="plain">Any number of octets; none give no TLV.</param>
    /// <returns>The whole TLVs, in their order.</returns>
    /// <exception cref="ArgumentException">Another tag.</exception>
    public SequenceOf<Octets> ProtectAll(byte tag, ReadOnlySpan<byte> plain)
    {
        int segmentLength = MaxPlain(tag);
        Octets[] segments = new Octets[(plain.Length + segmentLength - 1) / segmentLength];
        for (int i = 0; i < segments.Length; i++)
        {
            ReadOnlySpan<byte> rest = plain[(i * segmentLength)..];
            segments[i] = Protect(tag, rest[..Math.Min(rest.Length, segmentLength)]);
        }
        return SequenceOf.Create<Octets>(segments);
    }

    /// <summary>Checks the MAC of one TLV, then decrypts it. Nothing changes in this session unless the outcome is Ok.</summary>
    /// <param name="tag">The tag expected here: '86', '87' or '88'.</param>
    /// <param name="tlv">The whole TLV as received.</param>
    /// <param name="plain">The plaintext, without padding; empty unless the outcome is Ok.</param>
    /// <exception cref="ArgumentException">Another expected tag.</exception>
    public BspOutcome TryUnprotect(byte tag, ReadOnlySpan<byte> tlv, out Octets plain)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        plain = default;
        bool encrypted = IsEncrypted(tag);
        if (!TryReadHeader(tag, tlv, out int headerLength)) return BspOutcome.StructureError;
        ReadOnlySpan<byte> data = tlv[headerLength..^MacLength];
        if (encrypted && (data.IsEmpty || data.Length % BlockLength != 0)) return BspOutcome.StructureError;

        Span<byte> mcv = stackalloc byte[AesCmac.MacLength];
        ComputeMcv(tlv[..^MacLength], mcv);
        if (!CryptographicOperations.FixedTimeEquals(mcv[..MacLength], tlv[^MacLength..])) return BspOutcome.SecurityError;
        if (!encrypted)
        {
            plain = Octets.Of(data);
        }
        else if (!TryDecrypt(data, out plain))
        {
            return BspOutcome.StructureError;
        }
        Advance(mcv);
        return BspOutcome.Ok;
    }

    /// <summary>Continues with other keys, as ReplaceSessionKeys orders: the block counter starts again. SGP.22 v2.5 §5.5.4.</summary>
    /// <param name="initialMcv">The initial MAC chaining value: 16 octets.</param>
    /// <param name="encKey">PPK-ENC: 16 octets.</param>
    /// <param name="macKey">PPK-MAC: 16 octets.</param>
    /// <exception cref="ArgumentException">One of them is not 16 octets long; the session is unchanged.</exception>
    public void ReplaceKeys(ReadOnlySpan<byte> initialMcv, ReadOnlySpan<byte> encKey, ReadOnlySpan<byte> macKey)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using BspKeys keys = new(initialMcv, encKey, macKey);
        _encryption.Dispose();
        _mac.Dispose();
        (_encryption, _mac) = Start(keys.InitialMcv, keys.SEnc, keys.SMac);
    }

    /// <summary>Overwrites the keys with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        _encryption.Dispose();
        _mac.Dispose();
        CryptographicOperations.ZeroMemory(_mcv);
    }

    private (Aes Encryption, AesCmac Mac) Start(ReadOnlySpan<byte> initialMcv, ReadOnlySpan<byte> encKey, ReadOnlySpan<byte> macKey)
    {
        Aes encryption = Aes.Create();
        encryption.SetKey(encKey);
        initialMcv.CopyTo(_mcv);
        _blockCounter = 1;
        return (encryption, new AesCmac(macKey));
    }

    // The counter, as a block, encrypted with S-ENC (GlobalPlatform Amendment D §6.2.6).
    private void ComputeIcv(Span<byte> icv)
    {
        icv.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(icv[^sizeof(ulong)..], _blockCounter);
        _encryption.EncryptEcb(icv, icv, PaddingMode.None);
    }

    // Over MCV, tag, length (of the final TLV) and data. The whole result chains; its first half is the MAC on the wire.
    private void ComputeMcv(ReadOnlySpan<byte> tlvWithoutMac, Span<byte> mcv)
    {
        _mac.Append(_mcv);
        _mac.Append(tlvWithoutMac);
        _mac.Finish(mcv);
    }

    // A TLV '88' counts too, although nothing in it is encrypted.
    private void Advance(ReadOnlySpan<byte> mcv)
    {
        mcv.CopyTo(_mcv);
        _blockCounter++;
    }

    private bool TryDecrypt(ReadOnlySpan<byte> data, out Octets plain)
    {
        Span<byte> icv = stackalloc byte[BlockLength];
        ComputeIcv(icv);
        byte[] padded = new byte[data.Length];
        _encryption.DecryptCbc(data, icv, padded, PaddingMode.None);
        int end = padded.AsSpan().LastIndexOfAnyExcept((byte)0);
        bool isPadded = end >= data.Length - BlockLength && padded[end] == PaddingStart;
        plain = isPadded ? Octets.Wrap(padded.AsMemory(0, end)) : default;
        return isPadded;
    }

    private static bool IsEncrypted(byte tag) => tag switch
    {
        Tag86 or Tag87 => true,
        Tag88 => false,
        _ => throw new ArgumentException($"BSP has no tag '{tag:X2}'", nameof(tag)),
    };

    private static int MaxPlain(byte tag) => IsEncrypted(tag) ? MaxPlain86 : MaxPlain88;

    private static int MaxReceived(byte tag) => IsEncrypted(tag) ? MaxReceivedTlvLength : MaxTlvLength;

    // The MAC covers the header, so only the one header that the length allows is right.
    private static bool TryReadHeader(byte tag, ReadOnlySpan<byte> tlv, out int headerLength)
    {
        headerLength = 0;
        if (tlv.Length > MaxReceived(tag) || TlvHeader.Parse(tlv, out TlvHeader header) != TlvPart.Whole) return false;
        if (header.Tag != tag || header.TotalLength != tlv.Length || header.ValueLength < MacLength) return false;
        headerLength = header.HeaderLength;
        return headerLength == TlvHeader.SizeOf(tag, header.ValueLength);
    }

    private const int BlockLength = 16;
    private const int MacLength = 8;
    private const byte PaddingStart = 0x80;
}

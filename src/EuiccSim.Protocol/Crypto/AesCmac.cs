using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>AES-CMAC: a message authentication code of 16 octets. RFC 4493, NIST SP 800-38B.</summary>
/// <remarks>
/// An instance holds one key and computes any number of MACs, one after the other: <see cref="Append"/> the parts of a message,
/// then <see cref="Finish"/>. Messages that fit the internal buffer cost a single call of the system's AES.
/// </remarks>
/// <threadsafety>Not for concurrent use.</threadsafety>
public sealed class AesCmac : IDisposable
{
    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _subkeys = new byte[2 * BlockLength];
    private readonly byte[] _chain = new byte[BlockLength];
    private readonly byte[] _pending = new byte[PendingLength];
    private int _pendingCount;
    private bool _disposed;

    /// <summary>Prepares a key.</summary>
    /// <param name="key">16, 24 or 32 octets; copied.</param>
    /// <exception cref="CryptographicException">The key has another length.</exception>
    public AesCmac(ReadOnlySpan<byte> key)
    {
        _aes.SetKey(key);
        Span<byte> l = stackalloc byte[BlockLength];
        l.Clear();
        _aes.EncryptEcb(l, l, PaddingMode.None);
        Double(l, _subkeys.AsSpan(0, BlockLength));
        Double(_subkeys.AsSpan(0, BlockLength), _subkeys.AsSpan(BlockLength));
        CryptographicOperations.ZeroMemory(l);
    }

    /// <summary>The length of a MAC, in octets.</summary>
    public const int MacLength = BlockLength;

    /// <summary>The MAC of one message.</summary>
    /// <param name="key">16, 24 or 32 octets.</param>
    /// <param name="data">The message; may be empty.</param>
    /// <returns>16 octets.</returns>
    /// <exception cref="CryptographicException">The key has another length.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        using AesCmac cmac = new(key);
        byte[] mac = new byte[MacLength];
        cmac.Append(data);
        cmac.Finish(mac);
        return mac;
    }

    /// <summary>Takes the next part of the message.</summary>
    public void Append(ReadOnlySpan<byte> part)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!part.IsEmpty)
        {
            // The last block is treated differently, so a full buffer waits until it is known that more follows.
            if (_pendingCount == PendingLength) ChainPending();
            int taken = Math.Min(part.Length, PendingLength - _pendingCount);
            part[..taken].CopyTo(_pending.AsSpan(_pendingCount));
            _pendingCount += taken;
            part = part[taken..];
        }
    }

    /// <summary>Ends the message. The next <see cref="Append"/> starts another one under the same key.</summary>
    /// <param name="mac">Receives the MAC: 16 octets.</param>
    /// <exception cref="ArgumentException"><paramref name="mac"/> is not 16 octets long.</exception>
    public void Finish(Span<byte> mac)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (mac.Length != MacLength) throw new ArgumentException("a CMAC has 16 octets", nameof(mac));
        bool complete = _pendingCount > 0 && _pendingCount % BlockLength == 0;
        if (!complete)
        {
            _pending[_pendingCount++] = 0x80;
            while (_pendingCount % BlockLength != 0) _pending[_pendingCount++] = 0;
        }
        ReadOnlySpan<byte> subkey = _subkeys.AsSpan(complete ? 0 : BlockLength, BlockLength);
        Span<byte> last = _pending.AsSpan(_pendingCount - BlockLength, BlockLength);
        for (int i = 0; i < BlockLength; i++) last[i] ^= subkey[i];
        ChainPending();
        _chain.CopyTo(mac);
        _chain.AsSpan().Clear();
    }

    /// <summary>Overwrites the key and all that depends on it with zeros.</summary>
    public void Dispose()
    {
        // A disposed Aes would go on with a random key.
        _disposed = true;
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_subkeys);
        CryptographicOperations.ZeroMemory(_chain);
        CryptographicOperations.ZeroMemory(_pending);
    }

    private void ChainPending()
    {
        Span<byte> blocks = _pending.AsSpan(0, _pendingCount);
        _aes.EncryptCbc(blocks, _chain, blocks, PaddingMode.None);
        blocks[^BlockLength..].CopyTo(_chain);
        _pendingCount = 0;
    }

    // Doubling in GF(2^128), RFC 4493 §2.3, without a branch on the secret.
    private static void Double(ReadOnlySpan<byte> value, Span<byte> result)
    {
        byte carry = (byte)(value[0] >> 7);
        for (int i = 0; i < BlockLength - 1; i++) result[i] = (byte)(((value[i] << 1) & 0xFF) | (value[i + 1] >> 7));
        result[BlockLength - 1] = (byte)(((value[BlockLength - 1] << 1) & 0xFF) ^ (carry * 0x87));
    }

    private const int BlockLength = 16;

    // A whole BSP message (MCV of 16 octets and a TLV of up to 1020) in one piece.
    private const int PendingLength = 1040;
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>The key derivation function of ANSI X9.63 with SHA-256. BSI TR-03111 §4.3.3, SEC 1 §3.6.1.</summary>
public static class X963Kdf
{
    /// <summary>Fills an output with octets derived from a shared secret.</summary>
    /// <param name="sharedSecret">The secret Z, of its full fixed width.</param>
    /// <param name="sharedInfo">What binds the keys to their use; may be empty.</param>
    /// <param name="keyData">Receives the derived octets; its length decides how many.</param>
    public static void Derive(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> sharedInfo, Span<byte> keyData)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> counter = stackalloc byte[sizeof(uint)];
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        for (uint n = 1; !keyData.IsEmpty; n++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(counter, n);
            hash.AppendData(sharedSecret);
            hash.AppendData(counter);
            hash.AppendData(sharedInfo);
            hash.GetHashAndReset(block);
            int taken = Math.Min(block.Length, keyData.Length);
            block[..taken].CopyTo(keyData);
            keyData = keyData[taken..];
        }
        CryptographicOperations.ZeroMemory(block);
    }
}

using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>
/// The keys of a BSP session: initial MAC chaining value, encryption key, MAC key. SGP.22 v2.5 §2.6.4 and Annex G.
/// </summary>
/// <threadsafety>Safe for reading by many threads until disposed.</threadsafety>
public sealed class BspKeys : IDisposable
{
    private readonly byte[] _keys = new byte[3 * KeyLength];
    private bool _disposed;

    /// <summary>Keys known otherwise, such as the PPKs of ReplaceSessionKeys.</summary>
    /// <param name="initialMcv">16 octets; copied.</param>
    /// <param name="sEnc">S-ENC or PPK-ENC: 16 octets; copied.</param>
    /// <param name="sMac">S-MAC or PPK-MAC: 16 octets; copied.</param>
    /// <exception cref="ArgumentException">One of them is not 16 octets long.</exception>
    public BspKeys(ReadOnlySpan<byte> initialMcv, ReadOnlySpan<byte> sEnc, ReadOnlySpan<byte> sMac)
    {
        Put(initialMcv, 0, nameof(initialMcv));
        Put(sEnc, 1, nameof(sEnc));
        Put(sMac, 2, nameof(sMac));
    }

    private BspKeys()
    {
    }

    /// <summary>The key type of the control reference template that means AES.</summary>
    public const byte AesKeyType = 0x88;

    /// <summary>The length of each key, in octets, as the control reference template gives it.</summary>
    public const byte KeyLength = 16;

    /// <summary>The initial MAC chaining value: 16 octets.</summary>
    public ReadOnlySpan<byte> InitialMcv => Key(0);

    /// <summary>The encryption key S-ENC (or PPK-ENC): 16 octets.</summary>
    public ReadOnlySpan<byte> SEnc => Key(1);

    /// <summary>The MAC key S-MAC (or PPK-MAC): 16 octets.</summary>
    public ReadOnlySpan<byte> SMac => Key(2);

    /// <summary>Derives the session keys from the agreed secret. SGP.22 v2.5 Annex G.</summary>
    /// <param name="z">The x-coordinate that the key agreement gave: 32 octets.</param>
    /// <param name="keyType">'88', AES.</param>
    /// <param name="keyLength">16.</param>
    /// <param name="hostId">The host ID the SM-DP+ chose: 1 to 16 octets.</param>
    /// <param name="eid">The EID: 16 octets.</param>
    /// <exception cref="ArgumentException">A parameter that BSP does not support; answer with unsupportedCrtValues.</exception>
    public static BspKeys Derive(ReadOnlySpan<byte> z, byte keyType, byte keyLength, ReadOnlySpan<byte> hostId, ReadOnlySpan<byte> eid)
    {
        if (keyType != AesKeyType) throw new ArgumentException($"key type '{keyType:X2}' is not '88'", nameof(keyType));
        if (keyLength != KeyLength) throw new ArgumentException($"key length {keyLength} is not 16", nameof(keyLength));
        if (hostId.Length is 0 or > MaxHostIdLength) throw new ArgumentException("a host ID has 1 to 16 octets", nameof(hostId));
        if (eid.Length != EidLength) throw new ArgumentException("an EID has 16 octets", nameof(eid));

        Span<byte> sharedInfo =
        [
            keyType, keyLength,
            (byte)hostId.Length, .. hostId,
            (byte)eid.Length, .. eid,
        ];
        BspKeys keys = new();
        X963Kdf.Derive(z, sharedInfo, keys._keys);
        return keys;
    }

    /// <summary>Overwrites the keys with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_keys);
    }

    private ReadOnlySpan<byte> Key(int index)
    {
        // Keys of zeros would protect nothing, and silently.
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _keys.AsSpan(index * KeyLength, KeyLength);
    }

    private void Put(ReadOnlySpan<byte> key, int index, string name)
    {
        if (key.Length != KeyLength) throw new ArgumentException("has 16 octets", name);
        key.CopyTo(_keys.AsSpan(index * KeyLength));
    }

    private const int MaxHostIdLength = 16;
    private const int EidLength = 16;
}

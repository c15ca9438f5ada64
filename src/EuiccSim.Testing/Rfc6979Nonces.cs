using System.Security.Cryptography;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Testing;

/// <summary>The candidates for k of RFC 6979 §3.2 with HMAC-SHA-256, for a curve whose order has 256 bits.</summary>
internal sealed class Rfc6979Nonces
{
    private readonly EcCurve _curve;
    private byte[] _key = new byte[SHA256.HashSizeInBytes];
    private byte[] _value = new byte[SHA256.HashSizeInBytes];
    private bool _isFirst = true;

    /// <param name="curve">The curve.</param>
    /// <param name="scalar">The private key, 32 octets.</param>
    /// <param name="reducedHash">The hash modulo n, 32 octets (bits2octets).</param>
    internal Rfc6979Nonces(EcCurve curve, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> reducedHash)
    {
        _curve = curve;
        Array.Fill(_value, (byte)1);
        Mix(0x00, [.. scalar, .. reducedHash]);
        Mix(0x01, [.. scalar, .. reducedHash]);
    }

    /// <summary>The next candidate that is in range.</summary>
    internal byte[] Next()
    {
        do
        {
            if (!_isFirst) Mix(0x00, []);
            _isFirst = false;
            _value = HMACSHA256.HashData(_key, _value);
        }
        while (!_curve.IsScalar(_value));
        return _value;
    }

    private void Mix(byte step, byte[] extra)
    {
        _key = HMACSHA256.HashData(_key, (byte[])[.. _value, step, .. extra]);
        _value = HMACSHA256.HashData(_key, _value);
    }
}

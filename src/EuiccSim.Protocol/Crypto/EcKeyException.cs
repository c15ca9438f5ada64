using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>Octets or text that are not a usable elliptic curve key: a point off its curve, a scalar out of range, a PEM of something
/// else.</summary>
public sealed class EcKeyException : CryptographicException
{
    /// <summary>A key that cannot be used.</summary>
    public EcKeyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

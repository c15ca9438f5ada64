using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Lpa.Download;

/// <summary>The form in which a Confirmation Code leaves the device. SGP.22 v2.5 §3.1.3, §5.7.5.</summary>
internal static class ConfirmationCode
{
    /// <summary>SHA-256 (SHA-256 (code) and the transaction identifier), 32 octets.</summary>
    internal static Octets Hash(string code, TransactionId transactionId)
    {
        ReadOnlySpan<byte> id = transactionId.Octets.Span;
        byte[] text = Encoding.UTF8.GetBytes(code);
        Span<byte> input = stackalloc byte[SHA256.HashSizeInBytes + id.Length];
        SHA256.HashData(text, input);
        id.CopyTo(input[SHA256.HashSizeInBytes..]);
        return Octets.Wrap(SHA256.HashData(input));
    }
}

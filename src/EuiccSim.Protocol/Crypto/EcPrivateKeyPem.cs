using System.Formats.Asn1;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>Private keys as PEM text.</summary>
public static class EcPrivateKeyPem
{
    /// <summary>Reads "EC PRIVATE KEY" (RFC 5915, with or without "EC PARAMETERS" before it) or "PRIVATE KEY" (PKCS #8), on a named
    /// curve.</summary>
    /// <param name="pem">The text. Other blocks in it are skipped.</param>
    /// <param name="scalar">The private key, 32 octets. They are a secret of the caller, who should zero them.</param>
    /// <returns>The key's curve.</returns>
    /// <exception cref="EcKeyException">No such key, more than one, or a key on another curve.</exception>
    public static EcCurve Read(ReadOnlySpan<char> pem, out byte[] scalar)
    {
        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(pem);
            ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
            string? oid = parameters.Curve.IsNamed ? parameters.Curve.Oid.Value : null;
            EcCurve? curve = oid is null ? null : EcCurve.FromOid(new ObjectIdentifier(oid));
            scalar = parameters.D!;
            return curve ?? throw new EcKeyException("a private key on a curve that is neither P-256 nor brainpoolP256r1");
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException and not EcKeyException)
        {
            throw new EcKeyException("not a PEM text with one elliptic curve private key", fault);
        }
    }

    /// <summary>Writes "EC PRIVATE KEY" (RFC 5915) with the curve's name and the public key.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static string Write(EcCurve curve, ReadOnlySpan<byte> scalar)
    {
        Octets point = EcPublicKey.FromScalar(curve, scalar).Point;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(scalar);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) writer.WriteObjectIdentifier(curve.Oid.Value);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1))) writer.WriteBitString(point.Span);
        }
        return PemEncoding.WriteString("EC PRIVATE KEY", writer.Encode()) + "\n";
    }
}

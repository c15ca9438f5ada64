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
            if (TryReadFrp256v1(pem, out scalar)) return EcCurve.Frp256v1;
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(pem);
            ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
            string? oid = parameters.Curve.IsNamed ? parameters.Curve.Oid.Value : null;
            EcCurve? curve = oid is null ? null : EcCurve.FromOid(new ObjectIdentifier(oid));
            scalar = parameters.D!;
            return curve ?? throw new EcKeyException("a private key on a curve that SGP.22 does not name");
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or AsnContentException or CryptographicException and not EcKeyException)
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

    /// <summary>The system reads keys on the curves that it knows by name, and FRP256v1 is none of them.</summary>
    private static bool TryReadFrp256v1(ReadOnlySpan<char> pem, out byte[] scalar)
    {
        scalar = [];
        int keys = 0;
        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out PemFields fields); rest = rest[fields.Location.End..])
        {
            if (rest[fields.Label] is not ("EC PRIVATE KEY" or "PRIVATE KEY")) continue;
            keys++;
            byte[] der = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            scalar = ScalarIn(new AsnReader(der, AsnEncodingRules.DER).ReadSequence(), rest[fields.Label] is "PRIVATE KEY") ?? scalar;
            CryptographicOperations.ZeroMemory(der);
        }
        if (scalar.Length != 0 && keys > 1) throw new EcKeyException("more than one private key");
        return scalar.Length != 0;
    }

    /// <summary>The scalar of a private key on FRP256v1, in the structure of RFC 5915 or of PKCS #8; null for all else.</summary>
    private static byte[]? ScalarIn(AsnReader key, bool isPkcs8)
    {
        key.ReadInteger(); // the version
        if (isPkcs8)
        {
            AsnReader algorithm = key.ReadSequence();
            algorithm.ReadObjectIdentifier();
            if (!IsFrp256v1(algorithm)) return null;
            AsnReader inner = new AsnReader(key.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
            inner.ReadInteger();
            return inner.ReadOctetString();
        }
        byte[] scalar = key.ReadOctetString();
        bool namesCurve = key.HasData && key.PeekTag() == CurveTag;
        return namesCurve && IsFrp256v1(key.ReadSequence(CurveTag)) ? scalar : null;
    }

    private static bool IsFrp256v1(AsnReader curve) =>
        curve.HasData && curve.PeekTag() == Asn1Tag.ObjectIdentifier && curve.ReadObjectIdentifier() == EcCurve.Frp256v1.Oid.Value;

    private static readonly Asn1Tag CurveTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
}

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
    /// <param name="provider">Who checks the public key that may stand beside it; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <returns>The key's curve.</returns>
    /// <exception cref="EcKeyException">No such key, more than one, a key on another curve, or one beside another's public key.</exception>
    public static EcCurve Read(ReadOnlySpan<char> pem, out byte[] scalar, CryptoProvider? provider = null)
    {
        EcCurve curve = Decode(pem, out scalar, out byte[]? point);
        bool isRead = false;
        try
        {
            RequireOwn(point, EcPublicKey.FromScalar(curve, scalar, provider));
            isRead = true;
            return curve;
        }
        finally
        {
            // Whoever gets no key has none to zero.
            if (!isRead) CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <summary>The curve of a key that <see cref="Read"/> reads. Whether the key is right is not looked at.</summary>
    /// <param name="pem">The text.</param>
    /// <exception cref="EcKeyException">No such key, more than one, or a key on another curve.</exception>
    public static EcCurve CurveOf(ReadOnlySpan<char> pem)
    {
        EcCurve curve = Decode(pem, out byte[] scalar, out _);
        CryptographicOperations.ZeroMemory(scalar);
        return curve;
    }

    /// <summary>What stands there: the scalar of any length, and the public key beside it, of which nothing is checked.</summary>
    internal static EcCurve Decode(ReadOnlySpan<char> pem, out byte[] scalar, out byte[]? point)
    {
        byte[]? der = null;
        bool isRead = false;
        scalar = [];
        try
        {
            der = Convert.FromBase64String(OnlyKey(pem, out bool isPkcs8).ToString());
            AsnReader file = new(der, AsnEncodingRules.DER);
            EcCurve curve = isPkcs8 ? ReadPkcs8(file, out scalar, out point) : ReadSec1(file, named: null, out scalar, out point);
            file.ThrowIfNotEmpty();
            isRead = true;
            return curve;
        }
        catch (Exception fault) when (fault is FormatException or AsnContentException)
        {
            throw new EcKeyException("not a PEM text with one elliptic curve private key", fault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
            if (!isRead) CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <summary>Refuses a public key that stands beside a private one and is another's.</summary>
    internal static void RequireOwn(byte[]? point, EcPublicKey key)
    {
        if (point is not null && !key.Point.Span.SequenceEqual(point)) throw new EcKeyException("a private key beside another's public key");
    }

    /// <summary>Writes "EC PRIVATE KEY" (RFC 5915) with the curve's name and the public key.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="scalar">32 octets, from 1 to n − 1.</param>
    /// <param name="provider">Who computes the public key; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="EcKeyException">The scalar is out of range.</exception>
    public static string Write(EcCurve curve, ReadOnlySpan<byte> scalar, CryptoProvider? provider = null)
    {
        Octets point = EcPublicKey.FromScalar(curve, scalar, provider).Point;
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

    /// <summary>The content of the one block that holds a key. A public one is none, and leaves no doubt which was meant.</summary>
    private static ReadOnlySpan<char> OnlyKey(ReadOnlySpan<char> pem, out bool isPkcs8)
    {
        ReadOnlySpan<char> found = default;
        int keys = 0;
        isPkcs8 = false;
        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out PemFields fields); rest = rest[fields.Location.End..])
        {
            ReadOnlySpan<char> label = rest[fields.Label];
            if (label is not ("EC PRIVATE KEY" or "PRIVATE KEY" or "PUBLIC KEY")) continue;
            if (++keys > 1) throw new EcKeyException("more than one key");
            if (label is "PUBLIC KEY") continue;
            isPkcs8 = label is "PRIVATE KEY";
            found = rest[fields.Base64Data];
        }
        return found;
    }

    /// <summary>PrivateKeyInfo (RFC 5208 §5), in which the curve stands outside.</summary>
    private static EcCurve ReadPkcs8(AsnReader file, out byte[] scalar, out byte[]? point)
    {
        AsnReader info = file.ReadSequence();
        Require(info, Pkcs8Version);
        AsnReader algorithm = info.ReadSequence();
        EcCurve? curve = algorithm.ReadObjectIdentifier() == EcPublicKeyOid ? ReadCurve(algorithm) : null;
        if (curve is null) throw new EcKeyException("a private key that is not on a curve that SGP.22 names");
        // Attributes may follow; nothing is known of them.
        return ReadSec1(new(info.ReadOctetString(), AsnEncodingRules.DER), curve, out scalar, out point);
    }

    /// <summary>ECPrivateKey (RFC 5915 §3).</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="named">The curve, if it stands outside.</param>
    /// <param name="scalar">The private key.</param>
    /// <param name="point">The public key, where it is there.</param>
    private static EcCurve ReadSec1(AsnReader file, EcCurve? named, out byte[] scalar, out byte[]? point)
    {
        AsnReader key = file.ReadSequence();
        Require(key, Sec1Version);
        scalar = key.ReadOctetString();
        EcCurve? curve = Has(key, CurveTag) ? ReadCurve(key.ReadSequence(CurveTag)) : named;
        if (curve is null || (named ?? curve) != curve) throw new EcKeyException("a private key on a curve that SGP.22 does not name");
        point = Has(key, PointTag) ? key.ReadSequence(PointTag).ReadBitString(out _) : null;
        key.ThrowIfNotEmpty();
        return curve;
    }

    private static EcCurve? ReadCurve(AsnReader parameters) =>
        Has(parameters, Asn1Tag.ObjectIdentifier) ? EcCurve.FromOid(new(parameters.ReadObjectIdentifier())) : null;

    private static void Require(AsnReader key, int version)
    {
        if (!key.TryReadInt32(out int found) || found != version) throw new EcKeyException("a private key of an unknown version");
    }

    private static bool Has(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag() == tag;

    private const int Pkcs8Version = 0;
    private const int Sec1Version = 1;
    private const string EcPublicKeyOid = "1.2.840.10045.2.1";
    private static readonly Asn1Tag CurveTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag PointTag = new(TagClass.ContextSpecific, 1, isConstructed: true);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Http;

/// <summary>Certificates of issuers in files and folders, PEM or DER: the CIs among them, and CAs of other kinds.</summary>
public static class TrustFiles
{
    /// <summary>
    /// Reads what is in files and folders. Of a folder and those below it, the certificates of issuers in files that end like certificates: CIs, and
    /// CAs that have no other role of SGP.22. So a folder with a whole PKI will do.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="read">Reads a file.</param>
    /// <returns>The CIs, by which servers of SGP.22 are trusted, and the others.</returns>
    /// <exception cref="InvalidDataException">A file cannot be read, or is no certificate, or there is no issuer's in a folder.</exception>
    public static (IReadOnlyList<RspCertificate> Cis, IReadOnlyList<X509Certificate2> Others) Read(IEnumerable<string> paths, Func<string, byte[]> read)
    {
        List<RspCertificate> issuers = [];
        List<X509Certificate2> others = [];
        foreach (X509Certificate2 certificate in paths.SelectMany(path => Load(path, read)))
        {
            if (AsCi(certificate) is { } ci) issuers.Add(ci);
            else others.Add(certificate);
        }
        return (issuers, others);
    }

    /// <summary>The trust in issuers that are in files and folders, and in nobody else.</summary>
    /// <inheritdoc cref="Read"/>
    public static TlsServerTrust ReadTrust(IEnumerable<string> paths, Func<string, byte[]> read)
    {
        var (issuers, others) = Read(paths, read);
        return new() { Cis = issuers, Cas = others };
    }

    private static List<X509Certificate2> Load(string path, Func<string, byte[]> read)
    {
        try
        {
            if (!Directory.Exists(path)) return LoadFile(path, read);
            X509Certificate2[] found = [.. Directory.EnumerateFiles(path, "*", s_everywhere).Where(IsCalledCertificate).Order(StringComparer.Ordinal).SelectMany(file => LoadAny(file, read))];
            List<X509Certificate2> issuers = [.. found.Where(IsIssuer).DistinctBy(one => one.Thumbprint)];
            if (issuers.Count > 0) return issuers;
            throw new InvalidDataException(found.Length == 0
                ? $"There is no certificate in {path}."
                : $"There is no certificate of an issuer (a CI, or another CA) in {path}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidDataException($"{path}: {FaultWords.Of(fault, path)}", fault);
        }
    }

    private static List<X509Certificate2> LoadFile(string file, Func<string, byte[]> read)
    {
        byte[] octets = read(file);
        if (!IsCertificate(octets)) throw new InvalidDataException($"{file} is no certificate in PEM or DER.");
        if (!octets.AsSpan().StartsWith("-----"u8) && octets.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) < 0)
            return [X509CertificateLoader.LoadCertificate(octets)];
        X509Certificate2Collection several = [];
        several.ImportFromPem(Encoding.UTF8.GetString(octets));
        return [.. several];
    }

    /// <summary>Of a folder: keys and whatever else is there are none of our business.</summary>
    private static List<X509Certificate2> LoadAny(string file, Func<string, byte[]> read)
    {
        if (new FileInfo(file).Length is 0 or > LargestCertificate) return [];
        byte[] octets = read(file);
        return IsCertificate(octets) ? LoadFile(file, _ => octets) : [];
    }

    private static bool IsCertificate(byte[] octets)
    {
        try
        {
            return octets.Length > 0 && X509Certificate2.GetCertContentType(octets) == X509ContentType.Cert;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Makers of eUICCs are CAs, too, and issue nothing to servers.</summary>
    private static bool IsIssuer(X509Certificate2 certificate)
    {
        if (AsCi(certificate) is not null) return true;
        bool isCa = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault()?.CertificateAuthority ?? certificate.Subject == certificate.Issuer;
        // No role of SGP.22 is one of a server and of its issuer.
        return isCa && TlsPathRoles.AreForTls([certificate, certificate]);
    }

    /// <summary>Null if the certificate has not the role of a CI.</summary>
    private static RspCertificate? AsCi(X509Certificate2 certificate)
    {
        try
        {
            RspCertificate parsed = RspCertificate.Parse(Octets.Of(certificate.RawDataMemory.Span));
            return parsed.HasRole(CertificateRole.CertificateIssuer) && parsed.PublicKey is not null ? parsed : null;
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    private static bool IsCalledCertificate(string file) => Path.GetExtension(file).ToUpperInvariant() is ".PEM" or ".CRT" or ".CER" or ".DER";

    private static readonly EnumerationOptions s_everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private const int LargestCertificate = 64 * 1024;
}

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
    /// <summary>Reads what is in files and folders. Of a folder, files that end like certificates, but no keys ("SK_").</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="read">Reads a file.</param>
    /// <returns>The CIs, by which servers of SGP.22 are trusted, and the others.</returns>
    /// <exception cref="InvalidDataException">A file cannot be read, or is no certificate, or there is none in a folder.</exception>
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
            List<X509Certificate2> found = [];
            foreach (string file in Directory.GetFiles(path).Order(StringComparer.Ordinal))
                if (IsCertificate(file)) found.AddRange(LoadFile(file, read));
            return found.Count > 0 ? found : throw new InvalidDataException($"There is no certificate in {path}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidDataException($"{path}: {FaultWords.Of(fault, path)}", fault);
        }
    }

    private static List<X509Certificate2> LoadFile(string file, Func<string, byte[]> read)
    {
        byte[] octets = read(file);
        if (X509Certificate2.GetCertContentType(octets) != X509ContentType.Cert) throw new InvalidDataException($"{file} is no certificate in PEM or DER.");
        if (!octets.AsSpan().StartsWith("-----"u8) && octets.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) < 0)
            return [X509CertificateLoader.LoadCertificate(octets)];
        X509Certificate2Collection several = [];
        several.ImportFromPem(Encoding.UTF8.GetString(octets));
        return [.. several];
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

    private static bool IsCertificate(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".PEM" or ".CRT" or ".CER" or ".DER" && !Path.GetFileName(file).StartsWith("SK_", StringComparison.Ordinal);
}

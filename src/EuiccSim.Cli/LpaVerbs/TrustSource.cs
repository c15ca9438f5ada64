using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>
/// Whom the command line trusts: what --ca names, the CIs of --pki or else of the user's own test PKI, and what this machine trusts.
/// </summary>
internal static class TrustSource
{
    internal static Es9ServerTrust Read(string[] named, string? pki, Surroundings at)
    {
        List<X509Certificate2> all = [];
        foreach (string path in named) all.AddRange(Load(path));
        string cis = Path.Combine(pki ?? Path.Combine(at.DataFolder, "pki"), "CertificateIssuer");
        if (Directory.Exists(cis)) all.AddRange(Load(cis));
        List<RspCertificate> issuers = [];
        List<X509Certificate2> others = [];
        foreach (X509Certificate2 certificate in all)
        {
            if (AsCi(certificate) is { } ci) issuers.Add(ci);
            else others.Add(certificate);
        }
        return new() { Cis = issuers, Cas = others, UseSystemStore = true, Time = at.Time };
    }

    private static List<X509Certificate2> Load(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return LoadFile(path);
            List<X509Certificate2> found = [];
            foreach (string file in Directory.GetFiles(path).Order(StringComparer.Ordinal))
                if (Endings.Contains(Path.GetExtension(file)) && !Path.GetFileName(file).StartsWith("SK_", StringComparison.Ordinal)) found.AddRange(LoadFile(file));
            return found.Count > 0 ? found : throw CommandFailure.Missing("ca", $"There is no certificate in {path}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw CommandFailure.Missing("ca", $"{path}: {fault.Message}", fault);
        }
    }

    private static List<X509Certificate2> LoadFile(string file)
    {
        byte[] octets = InputFile.Read(file);
        if (X509Certificate2.GetCertContentType(octets) != X509ContentType.Cert)
            throw CommandFailure.Missing("ca", $"{file} is no certificate in PEM or DER.");
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

    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase) { ".pem", ".crt", ".cer", ".der" };
}

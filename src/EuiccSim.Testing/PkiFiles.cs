using System.Formats.Asn1;
using System.Security.Cryptography;
using EuiccSim.Files;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>
/// The certificates and private keys below a folder, whatever their files and subfolders are called: SGP.26 has changed its names, and those who
/// pass its files on have theirs. What tests shall refuse (SGP.26 has it below "Invalid Test Cases") is left out.
/// </summary>
internal sealed class PkiFiles
{
    private readonly List<string> _unread = [];
    private readonly List<PkiCertificate> _certificates = [];
    private readonly List<EcSigningKey> _keys = [];

    private PkiFiles(string root) => Root = root;

    internal string Root { get; }

    /// <summary>In the order of their files' names; none twice.</summary>
    internal IReadOnlyList<PkiCertificate> Certificates => _certificates;

    /// <param name="root">The folder.</param>
    /// <param name="readKey">The key in a PEM text; null for one that is not wanted.</param>
    /// <param name="crypto">Who verifies with the keys in the certificates.</param>
    internal static PkiFiles Read(string root, Func<string, EcSigningKey?> readKey, CryptoProvider? crypto)
    {
        if (!Directory.Exists(root)) throw new PkiFileException(root, File.Exists(root) ? "it is a file, and not the folder that certificates and keys are in" : "there is no such folder");
        PkiFiles found = new(root);
        foreach (string file in Directory.EnumerateFiles(root, "*", s_everywhere).Order(StringComparer.Ordinal))
            if (IsWanted(Path.GetRelativePath(root, file)) && new FileInfo(file).Length <= LargestFile) found.Add(file, readKey, crypto);
        bool hasNothing = found is { _certificates.Count: 0, _keys.Count: 0, _unread.Count: 0 };
        return hasNothing ? throw new PkiFileException(root, WhyNothing(root)) : found;
    }

    /// <summary>The private key of a certificate; null if it is not here.</summary>
    internal EcSigningKey? KeyOf(RspCertificate certificate) => _keys.Find(key => key.PublicKey.Equals(certificate.PublicKey));

    /// <summary>Forgets the keys that nobody took.</summary>
    internal void Forget(params ReadOnlySpan<EcSigningKey?> taken)
    {
        foreach (EcSigningKey key in _keys)
            if (!taken.Contains(key)) key.Dispose();
    }

    /// <summary>Why something may be missing: files that look like certificates or keys, and cannot be read.</summary>
    internal string Unread() => _unread.Count == 0 ? "" : "; not read: " + string.Join("; ", _unread.Take(MostTold));

    private static string WhyNothing(string root)
    {
        string[] inside = [.. Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        if (inside.Length == 0) return "the folder is empty, and should have certificates and private keys in it";
        string[] known = [.. s_folders.Intersect(inside)];
        return "no certificate and no private key is in this folder (a file that ends with .der, .pem, .crt, .cer or .key); "
            + (known.Length > 0 ? $"its {string.Join(" and ", known)} {(known.Length == 1 ? "has" : "have")} none" : $"of the folders of SGP.26, as {string.Join(", ", s_folders.Take(MostTold))}, none is there");
    }

    private void Add(string file, Func<string, EcSigningKey?> readKey, CryptoProvider? crypto)
    {
        byte[] octets = InputFile.Read(file);
        try
        {
            if (!IsPem(octets))
            {
                Add(new(file, RspCertificate.Parse(Octets.Wrap(octets), crypto)));
                return;
            }
            string pem = System.Text.Encoding.UTF8.GetString(octets);
            foreach (byte[] der in CertificatesIn(pem)) Add(new(file, RspCertificate.Parse(Octets.Wrap(der), crypto)));
            if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal) && readKey(pem) is { } key) _keys.Add(key);
        }
        catch (AsnContentException)
        {
            _unread.Add($"{file} (no X.509 certificate)");
        }
        catch (EcKeyException fault)
        {
            _unread.Add($"{file} ({fault.Message})");
        }
    }

    private void Add(PkiCertificate found)
    {
        if (!_certificates.Exists(one => one.Certificate.Encoded == found.Certificate.Encoded)) _certificates.Add(found);
    }

    private static List<byte[]> CertificatesIn(string pem)
    {
        List<byte[]> found = [];
        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out PemFields fields); rest = rest[fields.Location.End..])
            if (rest[fields.Label] is "CERTIFICATE") found.Add(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
        return found;
    }

    private static bool IsPem(ReadOnlySpan<byte> octets) => octets.IndexOf("-----BEGIN "u8) >= 0;

    private static bool IsWanted(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".DER" or ".PEM" or ".CRT" or ".CER" or ".KEY"
        && !file.Split(Path.DirectorySeparatorChar)[..^1].Any(folder => folder.StartsWith("Invalid", StringComparison.OrdinalIgnoreCase));

    // Of SGP.26 v2, then of v3.
    private static readonly string[] s_folders = ["CertificateIssuer", "EUM", "eUICC", "DPauth", "DPpb", "DPtls", "DSauth", "DStls", "CI", "SM-DP+", "SM-DS"];

    private static readonly EnumerationOptions s_everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private const int LargestFile = 64 * 1024;
    private const int MostTold = 3;
}

/// <summary>A certificate, and the file that it is in.</summary>
internal sealed record PkiCertificate(string File, RspCertificate Certificate);

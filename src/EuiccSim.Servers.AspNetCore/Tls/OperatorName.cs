using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>
/// Whose a client certificate on ES2+ is. SGP.22 leaves these certificates to the SM-DP+ and its operators (v2.5 §2.6.6); the registered
/// identifier is how those of its own servers say who they are (§4.5.2), the common name is what others have.
/// </summary>
internal static class OperatorName
{
    /// <summary>The registered identifier (dotted), or else the common name; null for no certificate, or one that has neither or several.</summary>
    internal static string? Of(X509Certificate2? certificate)
    {
        if (certificate is null) return null;
        try
        {
            string[] registered = [.. RegisteredIds(certificate)];
            if (registered.Length > 0) return registered is [var oid] ? oid : null;
            string[] names = [.. CommonNames(certificate)];
            // Whoever is called like an identifier does not have it for that.
            return names is [{ Length: > 0 } name] && !LooksRegistered(name) ? name : null;
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    private static IEnumerable<string> RegisteredIds(X509Certificate2 certificate)
    {
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != SubjectAltName) continue;
            AsnReader names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(s_registeredId)) yield return names.ReadObjectIdentifier(s_registeredId);
                else names.ReadEncodedValue();
            }
        }
    }

    private static IEnumerable<string> CommonNames(X509Certificate2 certificate)
    {
        foreach (X500RelativeDistinguishedName part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements || part.GetSingleElementType().Value != CommonName) continue;
            if (part.GetSingleElementValue() is { } name) yield return name;
        }
    }

    private static bool LooksRegistered(string name) => name.All(character => char.IsAsciiDigit(character) || character == '.');

    private const string SubjectAltName = "2.5.29.17";
    private const string CommonName = "2.5.4.3";
    private static readonly Asn1Tag s_registeredId = new(TagClass.ContextSpecific, 8);
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>Templates with the content that SGP.26 v2 gives its test certificates (SGP.22 v2.5 §4.5.2.1).</summary>
public static class CertificateTemplates
{
    /// <summary>A certificate issuer; sign it with its own key.</summary>
    public static CertificateTemplate Ci(Octets serialNumber, DateTimeOffset notBefore) => new()
    {
        Subject = [new(AttributeTypeAndValue.CommonName, "Test CI"), new(AttributeTypeAndValue.OrganizationalUnit, "TESTCERT"),
            new(AttributeTypeAndValue.Organization, "EuiccSim"), new(AttributeTypeAndValue.Country, "ES")],
        SerialNumber = serialNumber,
        NotBefore = notBefore,
        NotAfter = notBefore.AddYears(35),
        Policies = [CertificateRole.CertificateIssuer.PolicyOid()],
        KeyUsage = KeyUsage.KeyCertSign | KeyUsage.CrlSign,
        RegisteredId = new("2.999.1"),
        BasicConstraints = new(IsCa: true, PathLength: null),
        CrlAddresses = BothCrls,
    };

    /// <summary>A maker of eUICCs, for all EIDs that begin with these digits.</summary>
    public static CertificateTemplate Eum(string eidPrefix, Octets serialNumber, DateTimeOffset notBefore) => new()
    {
        Subject = [new(AttributeTypeAndValue.Country, "ES"), new(AttributeTypeAndValue.Organization, EumOrganization),
            new(AttributeTypeAndValue.CommonName, "EUM Test")],
        SerialNumber = serialNumber,
        NotBefore = notBefore,
        NotAfter = notBefore.AddYears(34),
        Policies = [CertificateRole.Eum.PolicyOid()],
        KeyUsage = KeyUsage.KeyCertSign,
        RegisteredId = new("2.999.5"),
        BasicConstraints = new(IsCa: true, PathLength: 0),
        PermittedName = [new(AttributeTypeAndValue.Organization, EumOrganization), new(AttributeTypeAndValue.SerialNumber, eidPrefix)],
        CrlAddresses = ["http://ci.test.example.com/CRL-B.crl"],
    };

    /// <summary>An eUICC, which does not expire.</summary>
    public static CertificateTemplate Euicc(string eidDigits, Octets serialNumber, DateTimeOffset notBefore) => new()
    {
        Subject = [new(AttributeTypeAndValue.Country, "ES"), new(AttributeTypeAndValue.Organization, EumOrganization),
            new(AttributeTypeAndValue.SerialNumber, eidDigits), new(AttributeTypeAndValue.CommonName, "Test eUICC")],
        SerialNumber = serialNumber,
        NotBefore = notBefore,
        NotAfter = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero), // RFC 5280 §4.1.2.5: no known end
        Policies = [CertificateRole.Euicc.PolicyOid()],
    };

    /// <summary>An SM-DP+ or SM-DS authenticating to eUICCs or binding Profiles.</summary>
    public static CertificateTemplate Server(
        CertificateRole role, string commonName, ObjectIdentifier oid, Octets serialNumber, DateTimeOffset notBefore) => new()
        {
            Subject = [new(AttributeTypeAndValue.Organization, "ACME"), new(AttributeTypeAndValue.CommonName, commonName)],
            SerialNumber = serialNumber,
            NotBefore = notBefore,
            NotAfter = notBefore.AddYears(10),
            Policies = [role.PolicyOid()],
            RegisteredId = oid,
            CrlAddresses = BothCrls,
        };

    /// <summary>An SM-DP+ or SM-DS as TLS server.</summary>
    public static CertificateTemplate TlsServer(
        CertificateRole role, SequenceOf<string> hosts, ObjectIdentifier oid, Octets serialNumber, DateTimeOffset notBefore) =>
        Server(role, hosts[0], oid, serialNumber, notBefore) with
        {
            PoliciesAreCritical = false,
            DnsNames = hosts,
            ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], // TLS server and client
        };

    private const string EumOrganization = "RSP Test EUM";
    private static readonly SequenceOf<string> BothCrls = ["http://ci.test.example.com/CRL-A.crl", "http://ci.test.example.com/CRL-B.crl"];
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>Makes a private test PKI shaped like that of SGP.26 v2. No real eUICC or server trusts it.</summary>
public static class TestPki
{
    /// <summary>The PKI that belongs to these arguments: the same ones give the same octets, and its keys sign deterministically.</summary>
    /// <param name="curve">The curve of all keys.</param>
    /// <param name="random">Where the keys come from.</param>
    /// <param name="notBefore">The first moment of all validity periods; parts of a second are dropped.</param>
    /// <param name="options">Names and numbers, where the usual ones do not do.</param>
    public static RspPki Create(EcCurve curve, RandomSource random, DateTimeOffset notBefore, TestPkiOptions? options = null)
    {
        options ??= new TestPkiOptions();
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(notBefore.ToUnixTimeSeconds());
        EcSigningKey ciKey = NewKey(), eumKey = NewKey(), euiccKey = NewKey();
        EcSigningKey dpAuthKey = NewKey(), dpPbKey = NewKey(), dpTlsKey = NewKey(), dsAuthKey = NewKey(), dsTlsKey = NewKey();

        RspCertificate ci = CertificateTemplates.Ci(Octets.FromHex("3874F3ABFA6C44D3"), from).Issue(ciKey.PublicKey, issuer: null, ciKey);
        RspCertificate eum = CertificateTemplates.Eum(options.EidDigits[..EidPrefixLength], Octets.FromHex("12345678"), from)
            .Issue(eumKey.PublicKey, ci, ciKey);
        RspCertificate euicc = CertificateTemplates.Euicc(options.EidDigits, Octets.FromHex("020000000000000001"), from)
            .Issue(euiccKey.PublicKey, eum, eumKey);
        RspCertificate Server(CertificateRole role, string name, ObjectIdentifier oid, string serialNumber, EcSigningKey key) =>
            CertificateTemplates.Server(role, name, oid, Octets.FromHex(serialNumber), from).Issue(key.PublicKey, ci, ciKey);
        RspCertificate Tls(CertificateRole role, SequenceOf<string> hosts, ObjectIdentifier oid, string serialNumber, EcSigningKey key) =>
            CertificateTemplates.TlsServer(role, hosts, oid, Octets.FromHex(serialNumber), from).Issue(key.PublicKey, ci, ciKey);
        return new RspPki
        {
            Curve = curve,
            Ci = ci,
            CiKey = ciKey,
            Eum = eum,
            EumKey = eumKey,
            Euicc = euicc,
            EuiccKey = euiccKey,
            DpAuth = Server(CertificateRole.DpAuth, "TEST SM-DP+", options.DpOid, "0100", dpAuthKey),
            DpAuthKey = dpAuthKey,
            DpPb = Server(CertificateRole.DpPb, "TEST SM-DP+", options.DpOid, "0101", dpPbKey),
            DpPbKey = dpPbKey,
            DpTls = Tls(CertificateRole.DpTls, options.DpHosts, options.DpOid, "09", dpTlsKey),
            DpTlsKey = dpTlsKey,
            DsAuth = Server(CertificateRole.DsAuth, "TEST SM-DS", options.DsOid, "0300", dsAuthKey),
            DsAuthKey = dsAuthKey,
            DsTls = Tls(CertificateRole.DsTls, options.DsHosts, options.DsOid, "0A", dsTlsKey),
            DsTlsKey = dsTlsKey,
        };

        EcSigningKey NewKey() => Rfc6979SigningKey.Generate(curve, random, options.Crypto);
    }

    /// <summary>The same PKI with another chip: a new key, and a certificate for another EID from the maker.</summary>
    /// <remarks>
    /// The maker's certificate permits EIDs that begin with the same 8 digits. For others a certificate of another maker is made too, which
    /// takes the CI's key.
    /// </remarks>
    /// <param name="pki">Where the chip belongs. Its keys stay the caller's.</param>
    /// <param name="eidDigits">The EID, 32 decimal digits.</param>
    /// <param name="random">Where keys and serial numbers come from.</param>
    /// <param name="notBefore">The first moment of the validity periods; parts of a second are dropped.</param>
    /// <exception cref="InvalidOperationException">The key of the maker, or of the CI where that is needed, is not there.</exception>
    public static RspPki WithChip(RspPki pki, string eidDigits, RandomSource random, DateTimeOffset notBefore)
    {
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(notBefore.ToUnixTimeSeconds());
        if (pki.EidDigits.Length < EidPrefixLength || !eidDigits.StartsWith(pki.EidDigits[..EidPrefixLength], StringComparison.Ordinal))
            pki = WithMaker(pki, eidDigits[..EidPrefixLength], random, from);
        if (pki.EumKey is null) throw new InvalidOperationException("the key of the eUICC's maker is not in this PKI");
        EcSigningKey key = Rfc6979SigningKey.Generate(pki.Curve, random, pki.EuiccKey.PublicKey.Provider);
        RspCertificate certificate = CertificateTemplates.Euicc(eidDigits, DrawSerialNumber(random), from).Issue(key.PublicKey, pki.Eum, pki.EumKey);
        return pki with { Euicc = certificate, EuiccKey = key };
    }

    /// <summary>The same PKI with another SM-DP+: new keys, and certificates for another host and object identifier from the CI.</summary>
    /// <param name="pki">Where the server belongs. Its keys stay the caller's.</param>
    /// <param name="host">The server's host name.</param>
    /// <param name="oid">The server's object identifier.</param>
    /// <param name="random">Where keys and serial numbers come from.</param>
    /// <param name="notBefore">The first moment of the validity periods; parts of a second are dropped.</param>
    /// <exception cref="InvalidOperationException">The key of the CI is not there.</exception>
    public static RspPki WithServer(RspPki pki, string host, ObjectIdentifier oid, RandomSource random, DateTimeOffset notBefore)
    {
        EcSigningKey ciKey = pki.CiKey ?? throw new InvalidOperationException("the CI's key is not in this PKI");
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(notBefore.ToUnixTimeSeconds());
        EcSigningKey authKey = NewKey(), pbKey = NewKey(), tlsKey = NewKey();
        return pki with
        {
            DpAuth = Server(CertificateRole.DpAuth, authKey),
            DpAuthKey = authKey,
            DpPb = Server(CertificateRole.DpPb, pbKey),
            DpPbKey = pbKey,
            DpTls = CertificateTemplates.TlsServer(CertificateRole.DpTls, [host, "localhost"], oid, DrawSerialNumber(random), from)
                .Issue(tlsKey.PublicKey, pki.Ci, ciKey),
            DpTlsKey = tlsKey,
        };

        EcSigningKey NewKey() => Rfc6979SigningKey.Generate(pki.Curve, random, pki.EuiccKey.PublicKey.Provider);
        RspCertificate Server(CertificateRole role, EcSigningKey key) =>
            CertificateTemplates.Server(role, $"TEST SM-DP+ {host}", oid, DrawSerialNumber(random), from).Issue(key.PublicKey, pki.Ci, ciKey);
    }

    private static RspPki WithMaker(RspPki pki, string eidPrefix, RandomSource random, DateTimeOffset from)
    {
        if (pki.CiKey is null) throw new InvalidOperationException($"no maker here has EIDs that begin with {eidPrefix}, and the CI's key is not in this PKI");
        EcSigningKey key = Rfc6979SigningKey.Generate(pki.Curve, random, pki.EuiccKey.PublicKey.Provider);
        RspCertificate certificate = CertificateTemplates.Eum(eidPrefix, DrawSerialNumber(random), from).Issue(key.PublicKey, pki.Ci, pki.CiKey);
        return pki with { Eum = certificate, EumKey = key };
    }

    /// <summary>8 octets of a positive number.</summary>
    private static Octets DrawSerialNumber(RandomSource random)
    {
        byte[] number = new byte[8];
        random.Fill(number);
        number[0] = (byte)((number[0] & 0x3F) | 0x40);
        return Octets.Wrap(number);
    }

    private const int EidPrefixLength = 8;
}

/// <summary>The names and numbers in a test PKI. By default they are those of SGP.23 and SGP.26.</summary>
public sealed record TestPkiOptions
{
    /// <summary>The eUICC's EID, 32 decimal digits; its maker's certificate permits all EIDs with the same first 8.</summary>
    public string EidDigits { get; init; } = "89049032123451234512345678901235";

    /// <summary>Who computes with the keys, and verifies with those in the certificates.</summary>
    public CryptoProvider Crypto { get; init; } = CryptoProvider.PlatformFirst;

    /// <summary>The SM-DP+'s object identifier.</summary>
    public ObjectIdentifier DpOid { get; init; } = new("2.999.10");

    /// <summary>The SM-DP+'s host names.</summary>
    public SequenceOf<string> DpHosts { get; init; } = ["testsmdpplus1.example.com", "localhost"];

    /// <summary>The SM-DS's object identifier.</summary>
    public ObjectIdentifier DsOid { get; init; } = new("2.999.15");

    /// <summary>The SM-DS's host names.</summary>
    public SequenceOf<string> DsHosts { get; init; } = ["testrootsmds.example.com", "localhost"];
}

using System.Security.Cryptography;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Tests.Crypto.Providers;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto;

[TestFixtureSource(typeof(EcProviders), nameof(EcProviders.Names))]
internal sealed class EcPrivateKeyPemTests(string provider)
{
    // Made with: openssl ecparam -name <curve> -genkey; the PKCS #8 form with: openssl pkcs8 -topk8 -nocrypt
    private const string NistScalar = "a0a8d903fa19a3c0f6f73a65fbaf2d9d18ecc88c2703d79352218c3515a6a39e";

    private const string NistSec1 = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIKCo2QP6GaPA9vc6ZfuvLZ0Y7MiMJwPXk1IhjDUVpqOeoAoGCCqGSM49
        AwEHoUQDQgAEMRuPUsZdeU5iJqdlVsn83OXz5llL284JDD3UaUDFs6GeWAS8rHKP
        CQCXIJ1+1AnxyVIJDuIVfD6RuPom3Tqunw==
        -----END EC PRIVATE KEY-----

        """;

    private const string NistPkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoKjZA/oZo8D29zpl
        +68tnRjsyIwnA9eTUiGMNRWmo56hRANCAAQxG49Sxl15TmImp2VWyfzc5fPmWUvb
        zgkMPdRpQMWzoZ5YBLysco8JAJcgnX7UCfHJUgkO4hV8PpG4+ibdOq6f
        -----END PRIVATE KEY-----

        """;

    private const string BrainpoolScalar = "178483b36f6918901830cb2121ed1c90fe122faff891d15f20a819f0fea13ebc";

    private const string BrainpoolSec1 = """
        -----BEGIN EC PARAMETERS-----
        BgkrJAMDAggBAQc=
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHgCAQEEIBeEg7NvaRiQGDDLISHtHJD+Ei+v+JHRXyCoGfD+oT68oAsGCSskAwMC
        CAEBB6FEA0IABIkrOMhbOfd0HaOsPg1BD8KiQMOUsIMY3BRV3KZQQ96THNMz5Trh
        6K+VzwZPQxLFPaiOp/WvUCZA+dpbh6pUmvw=
        -----END EC PRIVATE KEY-----

        """;

    private const string BrainpoolPkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIGIAgEAMBQGByqGSM49AgEGCSskAwMCCAEBBwRtMGsCAQEEIBeEg7NvaRiQGDDL
        ISHtHJD+Ei+v+JHRXyCoGfD+oT68oUQDQgAEiSs4yFs593Qdo6w+DUEPwqJAw5Sw
        gxjcFFXcplBD3pMc0zPlOuHor5XPBk9DEsU9qI6n9a9QJkD52luHqlSa/A==
        -----END PRIVATE KEY-----

        """;

    private const string FrpScalar = "c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf";

    // OpenSSL has no name for the curve: written by BouncyCastle 1.8.10 (ECPrivateKeyStructure, PrivateKeyInfo).
    private const string FrpSec1 = """
        -----BEGIN EC PRIVATE KEY-----
        MHkCAQEEIMDBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7foAwGCiqBegGB
        X2WCAAGhRANCAARPWYcbPbHvKrnUpYeMN/QNC+oCc5jg5kQ9rnD+SuONZdwiJC5n
        UZJGdXaYmtf7BP/zpHYw3hTLaOFk1Zs1oKGR
        -----END EC PRIVATE KEY-----

        """;

    private const string FrpPkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIGJAgEAMBUGByqGSM49AgEGCiqBegGBX2WCAAEEbTBrAgEBBCDAwcLDxMXGx8jJ
        ysvMzc7P0NHS09TV1tfY2drb3N3e36FEA0IABE9Zhxs9se8qudSlh4w39A0L6gJz
        mODmRD2ucP5K441l3CIkLmdRkkZ1dpia1/sE//OkdjDeFMto4WTVmzWgoZE=
        -----END PRIVATE KEY-----

        """;

    [TestCase(nameof(FrpSec1), "FRP256v1", FrpScalar)]
    [TestCase(nameof(FrpPkcs8), "FRP256v1", FrpScalar)]
    [TestCase(nameof(NistSec1), "P-256", NistScalar)]
    [TestCase(nameof(NistPkcs8), "P-256", NistScalar)]
    [TestCase(nameof(BrainpoolSec1), "brainpoolP256r1", BrainpoolScalar)]
    [TestCase(nameof(BrainpoolPkcs8), "brainpoolP256r1", BrainpoolScalar)]
    public void OpenSSL_keys_are_read(string name, string curve, string scalar)
    {
        using EcdsaSigningKey key = EcdsaSigningKey.FromPem(Text(name), On(Curve(curve)));
        Assert.That(key.Curve.Name, Is.EqualTo(curve));
        Assert.That(key.PublicKey.Provider, Is.SameAs(On(key.Curve)));
        Assert.That(Convert.ToHexStringLower(key.ExportScalar()), Is.EqualTo(scalar));
        // The public key is the last thing in all of these files.
        Assert.That(Convert.ToHexStringLower(Der(Text(name))), Does.EndWith(key.PublicKey.Point.ToString().ToLowerInvariant()));
    }

    [TestCase(nameof(NistSec1))]
    [TestCase(nameof(BrainpoolSec1))]
    [TestCase(nameof(FrpSec1))]
    public void Keys_are_written_as_OpenSSL_writes_them(string name)
    {
        CryptoProvider of = On(Curve(name.StartsWith("Nist", StringComparison.Ordinal) ? "P-256" : name.StartsWith("Frp", StringComparison.Ordinal) ? "FRP256v1" : "brainpoolP256r1"));
        EcCurve curve = EcPrivateKeyPem.Read(Text(name), out byte[] scalar, of);
        string openSsl = Text(name)[Text(name).IndexOf("-----BEGIN EC PRIVATE KEY", StringComparison.Ordinal)..];
        Assert.That(EcPrivateKeyPem.Write(curve, scalar, of), Is.EqualTo(openSsl.ReplaceLineEndings("\n").TrimEnd() + "\n"));
    }

    [Test]
    public void Everything_else_is_refused()
    {
        using ECDsa onP384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        string[] texts =
        [
            "", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n", "no key",
            onP384.ExportECPrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), onP384.ExportSubjectPublicKeyInfoPem(),
            EcSamplePublicKey(), NistSec1 + BrainpoolSec1, FrpSec1 + FrpPkcs8, NistSec1 + FrpSec1, NistSec1 + EcSamplePublicKey(),
            Changed(NistSec1, at: 60), Changed(NistPkcs8, at: 100), Changed(NistSec1, at: 4), Changed(NistPkcs8, at: 5),
        ];
        foreach (string text in texts) Assert.That(() => EcdsaSigningKey.FromPem(text, On(EcCurve.NistP256)), Throws.TypeOf<EcKeyException>(), text);
    }

    /// <summary>Who wants keys of one curve need not compute with the others.</summary>
    [Test]
    public void The_curve_of_a_key_is_told_without_a_look_at_the_key()
    {
        Assert.That(EcPrivateKeyPem.CurveOf(BrainpoolPkcs8), Is.EqualTo(EcCurve.BrainpoolP256r1));
        string anothers = Changed(NistSec1, at: 60);
        Assert.That(EcPrivateKeyPem.CurveOf(anothers), Is.EqualTo(EcCurve.NistP256));
        Assert.That(() => EcPrivateKeyPem.Read(anothers, out _, On(EcCurve.NistP256)), Throws.TypeOf<EcKeyException>().With.Message.Contains("another's"));
        Assert.That(() => EcPrivateKeyPem.CurveOf("no key"), Throws.TypeOf<EcKeyException>());
    }

    /// <summary>The private key with one wrong bit: in its public key, or in a version.</summary>
    private static string Changed(string pem, int at)
    {
        byte[] der = Der(pem);
        der[at] ^= 4;
        return PemEncoding.WriteString(pem.Contains("EC PRIVATE", StringComparison.Ordinal) ? "EC PRIVATE KEY" : "PRIVATE KEY", der);
    }

    private static byte[] Der(string pem)
    {
        string key = pem[pem.LastIndexOf("-----BEGIN", StringComparison.Ordinal)..];
        return Convert.FromBase64String(key[PemEncoding.Find(key).Base64Data]);
    }

    private CryptoProvider On(EcCurve curve) => EcProviders.Named(provider, curve);

    private static EcCurve Curve(string name) => EcCurve.All.Single(curve => curve.Name == name);

    private static string EcSamplePublicKey()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static string Text(string name) => name switch
    {
        nameof(NistSec1) => NistSec1,
        nameof(NistPkcs8) => NistPkcs8,
        nameof(BrainpoolSec1) => BrainpoolSec1,
        nameof(FrpSec1) => FrpSec1,
        nameof(FrpPkcs8) => FrpPkcs8,
        _ => BrainpoolPkcs8,
    };
}

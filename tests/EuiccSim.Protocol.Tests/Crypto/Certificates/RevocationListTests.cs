using System.Numerics;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using BcInteger = Org.BouncyCastle.Math.BigInteger;

namespace EuiccSim.Protocol.Tests.Crypto.Certificates;

/// <summary>RFC 5280 §5, and the extensions of SGP.22 v2.5 §4.6. BouncyCastle writes what we read, and reads what we write.</summary>
[TestFixtureSource(typeof(EcSamples), nameof(EcSamples.Curves))]
internal sealed class RevocationListTests(EcCurve curve)
{
    private static readonly DateTimeOffset Now = EcSamples.Start.AddDays(3);
    private readonly RspPki _pki = EcSamples.Pki(curve);

    [Test]
    public void A_list_of_BouncyCastle_is_read()
    {
        RevocationList list = RevocationList.Parse(FromBouncy(generator =>
        {
            generator.AddCrlEntry(new BcInteger("0100", 16), Now.UtcDateTime, CrlReason.KeyCompromise);
            generator.AddCrlEntry(new BcInteger("B874F3ABFA6C44D3", 16), Now.UtcDateTime, CrlReason.RemoveFromCrl);
            generator.AddExtension(X509Extensions.CrlNumber, false, new CrlNumber(new BcInteger("1234567890123456789012345")));
            generator.AddExtension(X509Extensions.DeltaCrlIndicator, true, new CrlNumber(BcInteger.ValueOf(7)));
            generator.AddExtension(X509Extensions.AuthorityKeyIdentifier, true, new AuthorityKeyIdentifier(_pki.Ci.SubjectKeyIdentifier!.Value.ToArray()));
            generator.AddExtension(X509Extensions.IssuingDistributionPoint, true, new IssuingDistributionPoint(Point(), true, false, null, true, false));
            generator.AddExtension(new DerObjectIdentifier("2.23.146.1.2.0.2"), true, DerInteger.ValueOf(3));
            generator.AddExtension(new DerObjectIdentifier("2.23.146.1.2.0.3"), true, DerInteger.ValueOf(2));
            generator.AddExtension(new DerObjectIdentifier("2.999.1"), true, DerNull.Instance);
            generator.AddExtension(new DerObjectIdentifier("2.999.2"), false, DerNull.Instance);
        }));
        Assert.That(list.IsSignedBy(_pki.Ci.PublicKey!));
        Assert.That(list.IsSignedBy(_pki.Eum.PublicKey!), Is.False);
        Assert.That(list.Issuer.Matches(_pki.Ci.Subject));
        Assert.That((list.ThisUpdate, list.NextUpdate), Is.EqualTo((Now, (DateTimeOffset?)Now.AddDays(30))));
        Assert.That(list.Revoked.Select(one => (one.SerialNumber.ToString(), one.RevocationDate, one.IsRemoved)),
            Is.EqualTo(new[] { ("0100", Now, false), ("00B874F3ABFA6C44D3", Now, true) }));
        Assert.That((list.Number, list.BaseNumber), Is.EqualTo(((BigInteger?)BigInteger.Parse("1234567890123456789012345"), (BigInteger?)7)));
        Assert.That(list.AuthorityKeyIdentifier, Is.EqualTo(_pki.Ci.SubjectKeyIdentifier));
        Assert.That((list.DistributionPoint is null, list.IsIndirect), Is.EqualTo((false, true)));
        Assert.That((list.TotalParts, list.Part), Is.EqualTo(((int?)3, (int?)2)));
        Assert.That(list.UnknownCritical, Is.EqualTo((SequenceOf<ObjectIdentifier>)[new("2.999.1")]));
    }

    [Test]
    public void A_list_without_entries_and_extensions_is_read()
    {
        RevocationList list = RevocationList.Parse(FromBouncy(_ => { }));
        Assert.That((list.Revoked.Count, list.Number, list.AuthorityKeyIdentifier, list.Part), Is.EqualTo((0, (BigInteger?)null, (Octets?)null, (int?)null)));
    }

    [Test]
    public void A_list_of_ours_is_read_by_BouncyCastle()
    {
        RevocationListTemplate template = new()
        {
            ThisUpdate = Now,
            NextUpdate = Now.AddYears(30),
            Number = 300,
            DistributionPoint = "http://ci.test.example.com/CRL-A.crl",
            TotalParts = 2,
            Part = 1,
            Revoked = [new(Octets.FromHex("0101"), Now, Now.AddYears(9)), new(Octets.FromHex("00FF"), Now)],
        };
        X509Crl crl = new X509CrlParser().ReadCrl(template.Issue(_pki.Ci, _pki.CiKey!).Encoded.ToArray());
        Assert.That(() => crl.Verify(PublicKey()), Throws.Nothing);
        Assert.That((crl.Version, crl.ThisUpdate, crl.NextUpdate!.Value), Is.EqualTo((2, Now.UtcDateTime, Now.AddYears(30).UtcDateTime)));
        Assert.That(Extension(crl, X509Extensions.CrlNumber), Is.EqualTo(DerInteger.ValueOf(300)));
        Assert.That(Extension(crl, new DerObjectIdentifier("2.23.146.1.2.0.2")), Is.EqualTo(DerInteger.ValueOf(2)));
        Assert.That(Extension(crl, new DerObjectIdentifier("2.23.146.1.2.0.3")), Is.EqualTo(DerInteger.ValueOf(1)));
        Assert.That(IssuingDistributionPoint.GetInstance(Extension(crl, X509Extensions.IssuingDistributionPoint)).DistributionPoint.Name,
            Is.EqualTo(Point().Name));
        X509CrlEntry[] entries = [.. crl.GetRevokedCertificates().Cast<X509CrlEntry>().OrderBy(one => one.SerialNumber.LongValue)];
        Assert.That(entries.Select(one => one.SerialNumber.ToString(16)), Is.EqualTo(new[] { "ff", "101" }));
        Asn1OctetString expiration = entries[1].GetExtensionValue(new DerObjectIdentifier("2.23.146.1.2.0.1"));
        Assert.That(Time.GetInstance(Asn1Object.FromByteArray(expiration.GetOctets())).ToDateTime(), Is.EqualTo(Now.AddYears(9).UtcDateTime));
    }

    [Test]
    public void No_single_bit_may_change()
    {
        RevocationListTemplate template = new() { ThisUpdate = Now, Revoked = [new(Octets.FromHex("0101"), Now, Now.AddYears(9))] };
        byte[] list = template.Issue(_pki.Ci, _pki.CiKey!).Encoded.ToArray();
        Assert.That(IsGood(list));
        // Every seventh bit: at least one of each octet.
        for (int bit = 0; bit < list.Length * 8; bit += 7)
        {
            byte[] changed = [.. list];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(IsGood(changed), Is.False, $"bit {bit}");
        }
        for (int length = 0; length < list.Length; length++) Assert.That(IsGood(list[..length]), Is.False, $"{length} octets");
    }

    private bool IsGood(byte[] list)
    {
        try
        {
            return RevocationList.Parse(Octets.Of(list)).IsSignedBy(_pki.Ci.PublicKey!);
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    private Octets FromBouncy(Action<X509V2CrlGenerator> fill)
    {
        X509V2CrlGenerator generator = new();
        generator.SetIssuerDN(X509Name.GetInstance(Asn1Object.FromByteArray(_pki.Ci.Subject.Encoded.ToArray())));
        generator.SetThisUpdate(Now.UtcDateTime);
        generator.SetNextUpdate(Now.AddDays(30).UtcDateTime);
        fill(generator);
        ECPrivateKeyParameters key = new(new BcInteger(1, _pki.CiKey!.ExportScalar()), Bouncy.Domain(curve));
        return Octets.Wrap(generator.Generate(new Asn1SignatureFactory("SHA256WITHECDSA", key, new SecureRandom())).GetEncoded());
    }

    private ECPublicKeyParameters PublicKey()
    {
        ECDomainParameters domain = Bouncy.Domain(curve);
        ECPoint point = domain.Curve.DecodePoint(_pki.Ci.PublicKey!.Point.ToArray());
        return new(point, domain);
    }

    private static Asn1Object Extension(X509Crl crl, DerObjectIdentifier oid) => Asn1Object.FromByteArray(crl.GetExtensionValue(oid).GetOctets());

    private static DistributionPointName Point() =>
        new(new GeneralNames(new GeneralName(GeneralName.UniformResourceIdentifier, "http://ci.test.example.com/CRL-A.crl")));
}

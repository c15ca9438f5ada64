using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Crypto.Providers;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>Who is asked, and what does not depend on it.</summary>
internal sealed class ProviderTests
{
    private readonly SeededRandom _random = new(1);

    [TestCaseSource(typeof(EcSamples), nameof(EcSamples.Curves))]
    public void The_platform_comes_first_where_it_has_the_curve(EcCurve curve)
    {
        CryptoProvider expected = CryptoProvider.Platform.Supports(curve) ? CryptoProvider.Platform : CryptoProvider.BouncyCastle;
        using EcdsaSigningKey signing = EcdsaSigningKey.Generate(curve, _random);
        using EcKeyAgreementKey agreement = EcKeyAgreementKey.Generate(curve, _random);
        EcPublicKey point = EcPublicKey.FromPoint(curve, signing.PublicKey.Point);
        Assert.That(new[] { signing.PublicKey.Provider, agreement.PublicKey.Provider, point.Provider }, Is.All.SameAs(expected));
        Assert.That(EcSamples.Pki(curve).Ci.PublicKey!.Provider, Is.SameAs(expected));
    }

    [Test]
    public void Linux_and_Windows_have_P256_and_macOS_has_it() => Assert.That(CryptoProvider.Platform.Supports(EcCurve.NistP256));

    /// <summary>As macOS does: it has P-256 alone, and throws at the first use of another curve.</summary>
    [TestCaseSource(typeof(EcSamples), nameof(EcSamples.Curves))]
    public void BouncyCastle_steps_in_where_the_platform_lacks_the_curve(EcCurve curve)
    {
        FirstProvider provider = new(new NarrowPlatform(), CryptoProvider.BouncyCastle);
        bool isPlatform = curve == EcCurve.NistP256;
        using RspPki pki = TestPki.Create(curve, new SeededRandom(26), EcSamples.Start, new() { Crypto = provider });
        Assert.That(pki.Ci.PublicKey!.Provider, Is.SameAs(isPlatform ? CryptoProvider.Platform : CryptoProvider.BouncyCastle));
        Assert.That(CertificateChain.CheckEuicc(pki.Eum, pki.Euicc, pki.TrustedCi, EcSamples.Start).IsGood);
        Assert.That(pki.Euicc.Encoded, Is.EqualTo(EcSamples.Pki(curve).Euicc.Encoded));
        using EcKeyAgreementKey one = EcKeyAgreementKey.Generate(curve, _random, provider), other = EcKeyAgreementKey.Generate(curve, _random, provider);
        Assert.That(one.Agree(other.PublicKey), Is.EqualTo(other.Agree(one.PublicKey)));
        Assert.That(provider.Supports(curve));
    }

    [TestCaseSource(typeof(EcSamples), nameof(EcSamples.Curves))]
    public void Keys_of_two_providers_agree_and_are_equal(EcCurve curve)
    {
        CryptoProvider platform = EcProviders.Named("platform", curve);
        byte[] scalar = curve.DrawScalar(_random);
        using EcKeyAgreementKey here = EcKeyAgreementKey.Generate(curve, _random, platform);
        using EcKeyAgreementKey there = EcKeyAgreementKey.FromScalar(curve, scalar, CryptoProvider.BouncyCastle);
        Assert.That(here.Agree(there.PublicKey), Is.EqualTo(there.Agree(here.PublicKey)));
        EcPublicKey one = EcPublicKey.FromScalar(curve, scalar, platform);
        Assert.That(one, Is.EqualTo(there.PublicKey));
        Assert.That(one.GetHashCode(), Is.EqualTo(there.PublicKey.GetHashCode()));
    }

    [TestCaseSource(typeof(EcProviders), nameof(EcProviders.WithCurves))]
    public void What_is_no_key_is_refused(string name, EcCurve curve)
    {
        CryptoProvider provider = EcProviders.Named(name, curve);
        Assert.That(() => EcPublicKey.FromScalar(curve, new byte[32], provider), Throws.TypeOf<EcKeyException>());
        Assert.That(() => EcdsaSigningKey.FromScalar(curve, curve.Order.Span, provider), Throws.TypeOf<EcKeyException>());
        Assert.That(() => EcKeyAgreementKey.FromScalar(curve, new byte[31], provider), Throws.TypeOf<EcKeyException>());
        Assert.That(EcPublicKey.TryFromPoint(curve, Octets.Wrap((byte[])[4, .. new byte[64]]), out _, provider), Is.False);
    }

    [TestCaseSource(typeof(EcProviders), nameof(EcProviders.WithCurves))]
    public void What_is_no_signature_is_just_wrong(string name, EcCurve curve)
    {
        using EcdsaSigningKey key = EcdsaSigningKey.Generate(curve, _random, EcProviders.Named(name, curve));
        Octets signature = key.Sign([1]), der = key.SignDer([1]);
        Assert.That((key.PublicKey.Verify([1], signature.Span), key.PublicKey.VerifyDer([1], der.Span)), Is.EqualTo((true, true)));
        byte[][] plain = [[], [.. signature.Span, 0], signature.Slice(1).ToArray(), new byte[64], [.. curve.Order.Span, .. curve.Order.Span]];
        byte[][] encoded = [[], [.. der.Span, 0], der.Slice(1).ToArray(), signature.ToArray(), [0x30, 0], [0x30, 0x80, 0, 0]];
        Assert.That(plain.Select(one => key.PublicKey.Verify([1], one)), Is.All.False);
        Assert.That(encoded.Select(one => key.PublicKey.VerifyDer([1], one)), Is.All.False);
    }

    [TestCaseSource(typeof(EcProviders), nameof(EcProviders.WithCurves))]
    public void A_disposed_key_has_forgotten_its_secret(string name, EcCurve curve)
    {
        CryptoProvider provider = EcProviders.Named(name, curve);
        EcKeyAgreementKey agreement = EcKeyAgreementKey.Generate(curve, _random, provider);
        EcdsaSigningKey signing = EcdsaSigningKey.Generate(curve, _random, provider);
        agreement.Dispose();
        signing.Dispose();
        Assert.That(() => agreement.Scalar, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => agreement.Agree(signing.PublicKey), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => signing.Sign([1]), Throws.TypeOf<ObjectDisposedException>());
    }
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto.Providers;

/// <summary>Vectors from files, through either provider. Neither of them is asked what is right.</summary>
[TestFixtureSource(typeof(EcProviders), nameof(EcProviders.WithCurves))]
internal sealed class CurveVectorTests(string name, EcCurve curve)
{
    private CryptoProvider _provider = null!;

    [OneTimeSetUp]
    public void Choose() => _provider = EcProviders.Named(name, curve);

    [Test]
    public void Public_keys_of_scalars()
    {
        foreach (JsonElement vector in CurveVectors.Own(curve).List("keys"))
        {
            byte[] scalar = vector.Hex("scalar").ToArray();
            using EcdsaSigningKey signing = EcdsaSigningKey.FromScalar(curve, scalar, _provider);
            using EcKeyAgreementKey agreement = EcKeyAgreementKey.FromScalar(curve, scalar, _provider);
            EcPublicKey[] keys = [EcPublicKey.FromScalar(curve, scalar, _provider), signing.PublicKey, agreement.PublicKey];
            Assert.That(keys.Select(key => key.Point), Is.All.EqualTo(vector.Hex("point")));
            Assert.That(keys.Select(key => key.Provider), Is.All.SameAs(_provider));
            Assert.That(signing.ExportScalar(), Is.EqualTo(scalar));
        }
    }

    [Test]
    public void Shared_secrets()
    {
        JsonElement[] vectors = CurveVectors.Own(curve).List("agreements");
        foreach (JsonElement vector in vectors) ExpectSecret(vector.Hex("scalar"), vector.Hex("point"), vector.Hex("secret"));
        Assert.That(vectors.Any(vector => vector.Hex("secret")[0] == 0), "one begins with 00");
    }

    [Test]
    public void Signatures_that_are_good_and_that_are_not()
    {
        foreach (JsonElement vector in CurveVectors.Own(curve).List("judged"))
        {
            EcPublicKey key = EcPublicKey.FromPoint(curve, vector.Hex("point"), _provider);
            (Octets data, Octets signature) = (vector.Hex("data"), vector.Hex("signature"));
            bool isGood = vector.GetProperty("isGood").GetBoolean();
            Assert.That(key.Verify(data.Span, signature.Span), Is.EqualTo(isGood), $"{vector}");
            Assert.That(key.VerifyDer(data.Span, EcdsaSignature.ToDer(signature.Span).Span), Is.EqualTo(isGood), $"{vector}");
        }
    }

    [Test]
    public void Signatures_in_DER_and_what_only_looks_like_it()
    {
        JsonElement[] vectors = CurveVectors.Own(curve).List("der");
        foreach (JsonElement vector in vectors)
        {
            EcPublicKey key = EcPublicKey.FromPoint(curve, vector.Hex("point"), _provider);
            bool isGood = key.VerifyDer(vector.Hex("data").Span, vector.Hex("signature").Span);
            Assert.That(isGood, Is.EqualTo(vector.GetProperty("isGood").GetBoolean()), $"{vector}");
        }
        Assert.That(vectors.Count(vector => vector.GetProperty("isGood").GetBoolean()), Is.EqualTo(1));
    }

    [Test]
    public void Signatures_of_RFC_6979_are_made_and_verified()
    {
        foreach (JsonElement vector in CurveVectors.Own(curve).List("signatures"))
        {
            (Octets data, Octets signature) = (vector.Hex("data"), vector.Hex("signature"));
            byte[] scalar = vector.Hex("scalar").ToArray();
            using EcdsaSigningKey key = EcdsaSigningKey.FromScalar(curve, scalar, _provider);
            using Rfc6979SigningKey deterministic = Rfc6979SigningKey.FromScalar(curve, scalar, _provider);
            Assert.That(key.PublicKey.Verify(data.Span, signature.Span));
            Assert.That(deterministic.Sign(data.Span), Is.EqualTo(signature));
            // The platform draws a number each time; BouncyCastle draws none.
            if (_provider == CryptoProvider.BouncyCastle) Assert.That(key.Sign(data.Span), Is.EqualTo(signature));
            else Assert.That(key.PublicKey.Verify(data.Span, key.Sign(data.Span).Span));
        }
    }

    private void ExpectSecret(Octets scalar, Octets point, Octets secret)
    {
        using EcKeyAgreementKey key = EcKeyAgreementKey.FromScalar(curve, scalar.Span, _provider);
        Assert.That(Octets.Wrap(key.Agree(EcPublicKey.FromPoint(curve, point, _provider))), Is.EqualTo(secret), $"{scalar} {point}");
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Tests.Crypto.Providers;
using EuiccSim.Testing;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Protocol.Tests.Crypto;

[TestFixtureSource(typeof(EcSamples), nameof(EcSamples.Curves))]
internal sealed class EcKeyTests(EcCurve curve)
{
    private readonly SeededRandom _random = new(1);

    /// <summary>BouncyCastle judges the platform here; itself it is judged by files only.</summary>
    private static CryptoProvider Platform => CryptoProvider.Platform;

    [OneTimeSetUp]
    public void NeedPlatform() => EcProviders.Named("platform", curve);

    [Test]
    public void Domain_parameters_are_those_of_BouncyCastle()
    {
        Org.BouncyCastle.Crypto.Parameters.ECDomainParameters domain = Bouncy.Domain(curve);
        Assert.That(curve.Order, Is.EqualTo(Octets.Wrap(domain.N.ToByteArrayUnsigned())));
        Assert.That(EcPublicKey.FromScalar(curve, One(), Platform).Point, Is.EqualTo(Octets.Wrap(domain.G.GetEncoded(false))));
        Assert.That(EcCurve.FromOid(curve.Oid), Is.SameAs(curve));
        Assert.That(curve.KeySize, Is.EqualTo(32));
    }

    [Test]
    public void Public_keys_are_those_of_BouncyCastle()
    {
        for (int i = 0; i < 20; i++)
        {
            byte[] scalar = curve.DrawScalar(_random);
            Assert.That(EcPublicKey.FromScalar(curve, scalar, Platform).Point, Is.EqualTo(Bouncy.PublicPoint(curve, scalar)));
        }
    }

    [Test]
    public void Zero_the_order_and_other_lengths_are_no_scalars()
    {
        byte[] order = curve.Order.ToArray(), last = curve.Order.ToArray();
        last[31]--;
        Assert.That(curve.IsScalar(new byte[32]), Is.False);
        Assert.That(curve.IsScalar(order), Is.False);
        Assert.That(curve.IsScalar(last), Is.True);
        Assert.That(curve.IsScalar(One()), Is.True);
        Assert.That(curve.IsScalar(new byte[31]), Is.False);
        Assert.That(curve.IsScalar([0, .. One()]), Is.False);
        Assert.That(() => EcdsaSigningKey.FromScalar(curve, order), Throws.TypeOf<EcKeyException>());
        Assert.That(() => EcKeyAgreementKey.FromScalar(curve, new byte[32]), Throws.TypeOf<EcKeyException>());
    }

    [Test]
    public void Candidates_out_of_range_are_drawn_again()
    {
        byte[] good = One();
        QueuedRandom random = new([.. curve.Order.Span, .. new byte[32], .. Enumerable.Repeat((byte)0xFF, 32), .. good]);
        Assert.That(curve.DrawScalar(random), Is.EqualTo(good));
    }

    [Test]
    public void Points_off_the_curve_are_refused()
    {
        Octets point = EcPublicKey.FromScalar(curve, curve.DrawScalar(_random), Platform).Point;
        for (int bit = 0; bit < point.Length * 8; bit++)
        {
            byte[] changed = point.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(EcPublicKey.TryFromPoint(curve, Octets.Wrap(changed), out _), Is.False, $"bit {bit}");
        }
        Assert.That(() => EcPublicKey.FromPoint(curve, point.Slice(0, 64)), Throws.TypeOf<EcKeyException>());
        Assert.That(() => EcPublicKey.FromPoint(curve, Octets.Empty), Throws.TypeOf<EcKeyException>());
        Assert.That(EcPublicKey.TryFromPoint(curve, Octets.Wrap((byte[])[4, .. new byte[64]]), out _), Is.False);
        EcCurve other = EcSamples.Curves.First(candidate => candidate != curve);
        Assert.That(EcPublicKey.TryFromPoint(other, point, out _), Is.False);
    }

    [Test]
    public void Coordinates_not_below_the_prime_are_refused()
    {
        // X + p names the same field element; where it fits in 32 octets it must still not be a second name of the point.
        byte[] prime = Bouncy.Domain(curve).Curve.Field.Characteristic.ToByteArrayUnsigned();
        Assert.That(EcPublicKey.TryFromPoint(curve, Octets.Wrap((byte[])[4, .. prime, .. prime]), out _), Is.False);
    }

    [Test]
    public void System_signatures_verify_in_BouncyCastle_and_here()
    {
        using EcdsaSigningKey key = EcdsaSigningKey.Generate(curve, _random, Platform);
        Prop.ForAll((byte[] data) =>
        {
            Octets signature = key.Sign(data);
            return signature.Length == 64 && Bouncy.Verify(key.PublicKey, data, signature)
                && key.PublicKey.Verify(data, signature.Span) && key.PublicKey.VerifyDer(data, EcdsaSignature.ToDer(signature.Span).Span);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void BouncyCastle_signatures_verify_here_and_no_others_do()
    {
        byte[] scalar = curve.DrawScalar(_random);
        EcPublicKey key = EcPublicKey.FromScalar(curve, scalar, Platform);
        Prop.ForAll((byte[] data, int where) =>
        {
            Octets signature = Bouncy.Sign(curve, scalar, data);
            byte[] changed = signature.ToArray();
            int bit = where & 511;
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return key.Verify(data, signature.Span) && !key.Verify(data, changed) && !key.Verify([.. data, 0], signature.Span);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Signatures_of_another_length_are_just_wrong()
    {
        using EcdsaSigningKey key = EcdsaSigningKey.Generate(curve, _random, Platform);
        byte[] data = [1, 2, 3];
        Octets signature = key.Sign(data), der = key.SignDer(data);
        Assert.That(key.PublicKey.Verify(data, signature.Slice(1).Span), Is.False);
        Assert.That(key.PublicKey.Verify(data, [.. signature.Span, 0]), Is.False);
        Assert.That(key.PublicKey.Verify(data, []), Is.False);
        Assert.That(key.PublicKey.Verify(data, new byte[64]), Is.False);
        Assert.That(key.PublicKey.Verify(data, [.. curve.Order.Span, .. curve.Order.Span]), Is.False);
        Assert.That(key.PublicKey.VerifyDer(data, der.Span), Is.True);
        Assert.That(key.PublicKey.VerifyDer(data, der.Slice(1).Span), Is.False);
        Assert.That(key.PublicKey.VerifyDer(data, [.. der.Span, 0]), Is.False);
        Assert.That(key.PublicKey.VerifyDer(data, []), Is.False);
        Assert.That(key.PublicKey.VerifyDer(data, signature.Span), Is.False);
    }

    [Test]
    public void Keys_verify_on_many_threads()
    {
        using EcdsaSigningKey key = EcdsaSigningKey.Generate(curve, _random, Platform);
        EcPublicKey fresh = EcPublicKey.FromPoint(curve, key.PublicKey.Point, Platform);
        byte[] data = [1, 2, 3];
        int good = 0;
        Parallel.For(0, 200, _ =>
        {
            if (fresh.Verify(data, key.Sign(data).Span)) Interlocked.Increment(ref good);
        });
        Assert.That(good, Is.EqualTo(200));
    }

    [Category(Sweep.Category)]
    [Test]
    public void Shared_secrets_are_those_of_BouncyCastle_and_of_the_other_side()
    {
        int beginsWithZero = BeginsWithZero[curve];
        foreach (int number in new Sweep(10).Of(0, 300, always: number => number == beginsWithZero))
        {
            SeededRandom random = new($"agreement {number}");
            byte[] mine = curve.DrawScalar(random);
            using EcKeyAgreementKey here = EcKeyAgreementKey.FromScalar(curve, mine, Platform), there = EcKeyAgreementKey.Generate(curve, random, Platform);
            byte[] secret = here.Agree(there.PublicKey);
            Assert.That(secret, Has.Length.EqualTo(32));
            if (number == beginsWithZero) Assert.That(secret[0], Is.Zero);
            Assert.That(secret, Is.EqualTo(there.Agree(EcPublicKey.FromPoint(curve, here.PublicPoint, Platform))));
            Assert.That(secret, Is.EqualTo(Bouncy.Agree(curve, mine, there.PublicKey)));
            Assert.That(here.Scalar, Is.EqualTo(Octets.Wrap(mine)));
        }
    }

    [Test]
    public void Keys_on_two_curves_do_not_agree()
    {
        EcCurve other = EcSamples.Curves.First(candidate => candidate != curve);
        using EcKeyAgreementKey here = EcKeyAgreementKey.Generate(curve, _random, Platform), there = EcKeyAgreementKey.Generate(other, _random, Platform);
        Assert.That(() => here.Agree(there.PublicKey), Throws.TypeOf<EcKeyException>());
    }

    [Test]
    public void A_disposed_key_has_forgotten_its_secret()
    {
        EcKeyAgreementKey key = EcKeyAgreementKey.Generate(curve, _random, Platform);
        key.Dispose();
        Assert.That(() => key.Scalar, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => key.Agree(key.PublicKey), Throws.TypeOf<ObjectDisposedException>());
    }

    /// <summary>The first agreement of which the secret begins with 00: which an implementation may leave out.</summary>
    private static readonly Dictionary<EcCurve, int> BeginsWithZero = new() { [EcCurve.NistP256] = 26, [EcCurve.BrainpoolP256r1] = 39, [EcCurve.Frp256v1] = 171 };

    private static byte[] One() => [.. new byte[31], 1];

    private sealed class QueuedRandom(byte[] octets) : RandomSource
    {
        private int _at;

        public override void Fill(Span<byte> destination)
        {
            octets.AsSpan(_at, destination.Length).CopyTo(destination);
            _at += destination.Length;
        }
    }
}

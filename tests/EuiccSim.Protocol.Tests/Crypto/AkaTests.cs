using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Tests.Crypto;

/// <summary>The tokens, for the published Milenage results of flipk/pfk-milenage, expected_output.txt.</summary>
internal sealed class AkaTests
{
    private static readonly byte[] Rand = Convert.FromHexString("f87a8a8cd94de52eb4d960ea52f664de");
    private static readonly byte[] Sqn = Convert.FromHexString("000000005a82");
    private static readonly byte[] Autn = Convert.FromHexString("eb8ab75aeeb9800040f47efeabc34623");
    private static readonly byte[] Auts = Convert.FromHexString("a054cda12369e1f6533af530c8c0");

    [Test]
    public void Published_tokens_are_built()
    {
        using Milenage milenage = Subscriber();
        Assert.That(Aka.BuildAutn(milenage, Rand, Sqn, [0x80, 0]), Is.EqualTo(Octets.Of(Autn)));
        Assert.That(Aka.BuildAuts(milenage, Rand, Sqn), Is.EqualTo(Octets.Of(Auts)));
    }

    [Test]
    public void Published_tokens_are_verified_and_reveal_SQN()
    {
        using Milenage milenage = Subscriber();
        Assert.That(Aka.TryVerifyAutn(milenage, Rand, Autn, milenage.F2345(Rand).Ak.Span, out Octets sqn));
        Assert.That(sqn, Is.EqualTo(Octets.Of(Sqn)));
        Assert.That(Aka.TryVerifyAuts(milenage, Rand, Auts, out Octets sqnMs));
        Assert.That(sqnMs, Is.EqualTo(Octets.Of(Sqn)));
    }

    [Test]
    public void Any_changed_bit_of_AUTN_is_refused()
    {
        using Milenage milenage = Subscriber();
        Octets ak = milenage.F2345(Rand).Ak;
        for (int bit = 0; bit < 8 * Autn.Length; bit++)
        {
            Assert.That(Aka.TryVerifyAutn(milenage, Rand, Flip(Autn, bit), ak.Span, out Octets sqn), Is.False, $"bit {bit}");
            Assert.That(sqn.IsEmpty);
        }
        Assert.That(Aka.TryVerifyAutn(milenage, Rand, Autn.AsSpan(0, 15), ak.Span, out _), Is.False);
        Assert.That(Aka.TryVerifyAutn(milenage, Rand, Autn.AsSpan(0, 7), ak.Span, out _), Is.False);
    }

    [Test]
    public void Any_changed_bit_of_AUTS_is_refused()
    {
        using Milenage milenage = Subscriber();
        for (int bit = 0; bit < 8 * Auts.Length; bit++)
        {
            Assert.That(Aka.TryVerifyAuts(milenage, Rand, Flip(Auts, bit), out Octets sqnMs), Is.False, $"bit {bit}");
            Assert.That(sqnMs.IsEmpty);
        }
        Assert.That(Aka.TryVerifyAuts(milenage, Rand, Auts.AsSpan(0, 13), out _), Is.False);
        Assert.That(Aka.TryVerifyAuts(milenage, Rand, [], out _), Is.False);
    }

    // TS 35.208 test set 1 gives SRES and Kc of GSM-Milenage, which are c2 and c3 of TS 35.207 test set 1.
    [Test]
    public void Conversions_to_GSM_fold_the_results()
    {
        Assert.That(Aka.DeriveSres(Convert.FromHexString("a54211d5e3ba50bf")), Is.EqualTo(Octets.FromHex("46f8416a")));
        Assert.That(
            Aka.DeriveKc(
                Convert.FromHexString("b40ba9a3c58b2a05bbf0d987b21bf8cb"), Convert.FromHexString("f769bcd751044604127672711c6d3441")),
            Is.EqualTo(Octets.FromHex("eae4be823af9a08b")));
    }

    // By hand: f87b888f ^ dd48e329 ^ bcd06ae1 ^ 5efb6ad1.
    [Test]
    public void Response_of_128_bits_is_folded_to_its_four_words() =>
        Assert.That(Aka.DeriveSres(Convert.FromHexString("f87b888fdd48e329bcd06ae15efb6ad1")), Is.EqualTo(Octets.FromHex("c7186b96")));

    [TestCase(15, 6, 2)]
    [TestCase(16, 5, 2)]
    [TestCase(16, 6, 3)]
    public void Parameters_of_another_length_are_refused(int rand, int sqn, int amf)
    {
        using Milenage milenage = Subscriber();
        Assert.That(() => milenage.F1(new byte[rand], new byte[sqn], new byte[amf]), Throws.ArgumentException);
        Assert.That(() => milenage.F1Star(new byte[rand], new byte[sqn], new byte[amf]), Throws.ArgumentException);
    }

    [Test]
    public void Disposed_algorithms_compute_nothing([Values] bool twice)
    {
        foreach (AkaAlgorithm algorithm in (AkaAlgorithm[])[Subscriber(), new Tuak(new byte[16], new byte[32]), new UsimTestAlgorithm(new byte[16])])
        {
            algorithm.Dispose();
            if (twice) algorithm.Dispose();
            Assert.That(() => algorithm.F2345(Rand), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => algorithm.F5Star(Rand), Throws.TypeOf<ObjectDisposedException>());
        }
    }

    [Test]
    public void A_response_does_not_print_its_keys()
    {
        using Milenage milenage = Subscriber();
        AkaResponse response = milenage.F2345(Rand);
        Assert.That(response.ToString(), Does.Not.Contain(response.Ck.ToString()));
    }

    private static Milenage Subscriber() => new(
        Convert.FromHexString("000102030405060708090a0b0c0d0e0f"), Convert.FromHexString("69d5c2eb2e2e624750541d3bbc692ba5"));

    private static byte[] Flip(byte[] token, int bit)
    {
        byte[] flipped = [.. token];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}

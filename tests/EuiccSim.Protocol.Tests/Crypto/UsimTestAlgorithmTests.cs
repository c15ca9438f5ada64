using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Tests.Crypto;

internal sealed class UsimTestAlgorithmTests
{
    // The published output of another implementation of TS 34.108: flipk/pfk-milenage, expected_output.txt, "Generating XOR".
    private static readonly byte[] K = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
    private static readonly byte[] Rand = Convert.FromHexString("f87a8a8cd94de52eb4d960ea52f664de");
    private static readonly byte[] Sqn = Convert.FromHexString("000000005a82");
    private static readonly byte[] Amf = Convert.FromHexString("8000");

    [Test]
    public void Published_results_are_reproduced()
    {
        using UsimTestAlgorithm algorithm = new(K);
        AkaResponse response = algorithm.F2345(Rand);
        Assert.Multiple(() =>
        {
            Assert.That(algorithm.F1(Rand, Sqn, Amf), Is.EqualTo(Octets.FromHex("f87b888f87ca6329")));
            Assert.That(algorithm.F1Star(Rand, Sqn, [0, 0]), Is.EqualTo(Octets.FromHex("f87b888f87cae329")));
            Assert.That(response.Res, Is.EqualTo(Octets.FromHex("f87b888fdd48e329bcd06ae15efb6ad1")));
            Assert.That(response.Ck, Is.EqualTo(Octets.FromHex("7b888fdd48e329bcd06ae15efb6ad1f8")));
            Assert.That(response.Ik, Is.EqualTo(Octets.FromHex("888fdd48e329bcd06ae15efb6ad1f87b")));
            Assert.That(response.Ak, Is.EqualTo(Octets.FromHex("8fdd48e329bc")));
            Assert.That(algorithm.F5Star(Rand), Is.EqualTo(response.Ak));
            Assert.That(Aka.BuildAutn(algorithm, Rand, Sqn, Amf), Is.EqualTo(Octets.FromHex("8fdd48e3733e8000f87b888f87ca6329")));
            Assert.That(Aka.BuildAuts(algorithm, Rand, Sqn), Is.EqualTo(Octets.FromHex("8fdd48e3733ef87b888f87cae329")));
        });
    }

    [TestCase(4, "f87b888f")]
    [TestCase(8, "f87b888fdd48e329")]
    public void Shorter_responses_are_the_first_octets(int length, string res)
    {
        using UsimTestAlgorithm algorithm = new(K, length);
        Assert.That(algorithm.F2345(Rand).Res, Is.EqualTo(Octets.FromHex(res)));
    }

    [TestCase(16, 3)]
    [TestCase(16, 17)]
    [TestCase(32, 16)]
    public void Other_lengths_are_refused(int keyLength, int resLength) =>
        Assert.That(() => new UsimTestAlgorithm(new byte[keyLength], resLength), Throws.ArgumentException);
}

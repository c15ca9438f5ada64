using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Tests.Crypto;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Testing;

internal sealed class Rfc6979SigningKeyTests
{
    /// <summary>RFC 6979 A.2.5, P-256 with SHA-256.</summary>
    [TestCase("sample", "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716", "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [TestCase("test", "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367", "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void Signatures_of_RFC_6979(string message, string r, string s)
    {
        byte[] scalar = Convert.FromHexString("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
        using Rfc6979SigningKey key = Rfc6979SigningKey.FromScalar(EcCurve.NistP256, scalar);
        Assert.That(key.PublicKey.X, Is.EqualTo(Octets.FromHex("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6")));
        Assert.That(key.Sign(Encoding.ASCII.GetBytes(message)), Is.EqualTo(Octets.FromHex(r + s)));
    }

    /// <summary>With what is left of it, it would sign what verifies nowhere.</summary>
    [Test]
    public void A_key_that_was_disposed_of_signs_nothing()
    {
        Rfc6979SigningKey key = Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom(3));
        key.Dispose();
        Assert.That(() => key.Sign([1]), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(key.ExportScalar, Throws.TypeOf<ObjectDisposedException>());
    }

    [Category(Sweep.Category)]
    [TestCaseSource(typeof(EcSamples), nameof(EcSamples.Curves))]
    public void Signatures_are_those_of_BouncyCastle_and_verify(EcCurve curve)
    {
        SeededRandom random = new(3);
        byte[] data = new byte[100];
        int count = Sweep.CountOf(100, oneIn: 5);
        for (int i = 0; i < count; i++)
        {
            byte[] scalar = curve.DrawScalar(random);
            random.Fill(data);
            using Rfc6979SigningKey key = Rfc6979SigningKey.FromScalar(curve, scalar, CryptoProvider.Platform);
            Octets signature = key.Sign(data);
            Assert.That(signature, Is.EqualTo(Bouncy.Sign(curve, scalar, data)));
            Assert.That(key.PublicKey.Verify(data, signature.Span));
            Assert.That(EcdsaSignature.FromDer(key.SignDer(data)), Is.EqualTo(signature));
        }
    }
}

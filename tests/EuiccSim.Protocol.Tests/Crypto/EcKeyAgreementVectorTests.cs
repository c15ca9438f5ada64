using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Tests.Crypto.Providers;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto;

[TestFixtureSource(typeof(EcProviders), nameof(EcProviders.Names))]
internal sealed class EcKeyAgreementVectorTests(string name)
{
    /// <summary>From the trace of an SM-DP+ that pySim's tests of the bound profile package hold (BSP_Test_mode51), P-256.</summary>
    [Test]
    public void Shared_secret_of_a_recorded_session()
    {
        const string euiccOtpk = "0400f7b8d71403f21d84b00cd9e561178d737d3f4d065e62fee279271298dd4f074794ab791b9939d4461296efe388aa26731064263af988b7d2c4d77da44801b5";
        const string smdpOtpk = "04a27e2bdbd94dcf67d4c9ae5cb149d9d0f093be7a16dc41ec9db0318e4db72d09234a7d7631979a5d150eec40afe17ce41673df9d2f2e4246d60051c74eba7964";
        const string smdpOtsk = "fb68a38ccedb69e15cbe03c256228998ac398587e5dc7117f948145c839d61a4";
        using EcKeyAgreementKey key = EcKeyAgreementKey.FromScalar(EcCurve.NistP256, Convert.FromHexString(smdpOtsk), On(EcCurve.NistP256));
        Assert.That(key.PublicPoint, Is.EqualTo(Octets.FromHex(smdpOtpk)));
        Assert.That(Convert.ToHexStringLower(key.Agree(EcPublicKey.FromPoint(EcCurve.NistP256, Octets.FromHex(euiccOtpk), On(EcCurve.NistP256)))),
            Is.EqualTo("c9a993dd4879a8f7161f2085410edd4f9652f1df37be097ba96ba2ca6be528fe"));
    }

    /// <summary>RFC 7027 Appendix A.1, brainpoolP256r1.</summary>
    [Test]
    public void Shared_secret_of_RFC_7027()
    {
        using EcKeyAgreementKey a = EcKeyAgreementKey.FromScalar(EcCurve.BrainpoolP256r1,
            Convert.FromHexString("81DB1EE100150FF2EA338D708271BE38300CB54241D79950F77B063039804F1D"), On(EcCurve.BrainpoolP256r1));
        using EcKeyAgreementKey b = EcKeyAgreementKey.FromScalar(EcCurve.BrainpoolP256r1,
            Convert.FromHexString("55E40BC41E37E3E2AD25C3C6654511FFA8474A91A0032087593852D3E7D76BD3"), On(EcCurve.BrainpoolP256r1));
        Assert.That(a.PublicKey.X, Is.EqualTo(Octets.FromHex("44106E913F92BC02A1705D9953A8414DB95E1AAA49E81D9E85F929A8E3100BE5")));
        Assert.That(b.PublicKey.X, Is.EqualTo(Octets.FromHex("8D2D688C6CF93E1160AD04CC4429117DC2C41825E1E9FCA0ADDD34E6F1B39F7B")));
        Assert.That(Convert.ToHexString(a.Agree(b.PublicKey)), Is.EqualTo("89AFC39D41D3B327814B80940B042590F96556EC91E6AE7939BCE31F3A18BF2B"));
    }

    /// <summary>Points, shared secret and signature (RFC 6979) on FRP256v1, as BouncyCastle 1.8.10 computed them, and tests/vectors/curves/make.py the same.</summary>
    [Test]
    public void Points_secret_and_signature_on_FRP256v1()
    {
        byte[] scalar = Convert.FromHexString("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
        using EcKeyAgreementKey a = EcKeyAgreementKey.FromScalar(EcCurve.Frp256v1, scalar, On(EcCurve.Frp256v1));
        using EcKeyAgreementKey b = EcKeyAgreementKey.FromScalar(EcCurve.Frp256v1,
            Convert.FromHexString("C0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"), On(EcCurve.Frp256v1));
        Assert.That(a.PublicPoint, Is.EqualTo(Octets.FromHex(
            "045142FB8635EA50ECDAB963A18BDB00D74E99D3B5E99D7203E4EF3C52F9BE230ACAB2D778EA0746E4A4387E24DB75D208BF3840B1CBF99092AA78A3A14A4F5340")));
        Assert.That(b.PublicPoint, Is.EqualTo(Octets.FromHex(
            "044F59871B3DB1EF2AB9D4A5878C37F40D0BEA027398E0E6443DAE70FE4AE38D65DC22242E675192467576989AD7FB04FFF3A47630DE14CB68E164D59B35A0A191")));
        Assert.That(Convert.ToHexString(a.Agree(b.PublicKey)), Is.EqualTo("BB49B7F7B718EB16A6092F39A70E2ECD5042C69C18060AFB25108E755C60389E"));
        Octets signature = Octets.FromHex("E95F899ACA32607506501CDFA632DA219FEB13D508256316922741EDE25140DB"
            + "EB4CA180637143630A0894CCF6C4C9936ED14DCBBF11D2441EA20E37DEE6D645");
        Assert.That(a.PublicKey.Verify("FRP256v1"u8, signature.Span));
        Assert.That(Rfc6979SigningKey.FromScalar(EcCurve.Frp256v1, scalar, On(EcCurve.Frp256v1)).Sign("FRP256v1"u8), Is.EqualTo(signature));
    }

    private CryptoProvider On(EcCurve curve) => EcProviders.Named(name, curve);
}

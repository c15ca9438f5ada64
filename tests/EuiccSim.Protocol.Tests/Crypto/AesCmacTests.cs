using EuiccSim.Protocol.Crypto;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace EuiccSim.Protocol.Tests.Crypto;

internal sealed class AesCmacTests
{
    // RFC 4493 §4, examples 1 to 4; the three longer keys are of NIST SP 800-38B, appendix D.
    private const string Key128 = "2b7e151628aed2a6abf7158809cf4f3c";
    private const string Message =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51" +
        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    [TestCase(0, "bb1d6929e95937287fa37d129b756746")]
    [TestCase(16, "070a16b46b4d4144f79bdd9dd04a287c")]
    [TestCase(40, "dfa66747de9ae63030ca32611497c827")]
    [TestCase(64, "51f0bebf7e3b9d92fc49741779363cfe")]
    public void Examples_of_RFC_4493_are_reproduced(int length, string mac)
    {
        byte[] message = Convert.FromHexString(Message)[..length];
        Assert.That(AesCmac.Compute(Convert.FromHexString(Key128), message), Is.EqualTo(Convert.FromHexString(mac)));
    }

    [TestCase("8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", "d17ddf46adaacde531cac483de7a9367")]
    [TestCase("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", "028962f61b7bf89efc6b551f4667d983")]
    public void Longer_keys_give_the_results_of_SP_800_38B_for_an_empty_message(string key, string mac) =>
        Assert.That(AesCmac.Compute(Convert.FromHexString(key), []), Is.EqualTo(Convert.FromHexString(mac)));

    [Test]
    public void Parts_and_lengths_around_the_internal_buffer_agree_with_BouncyCastle([Range(1020, 1060)] int length)
    {
        byte[] key = Convert.FromHexString(Key128);
        byte[] message = new byte[2 * length];
        for (int i = 0; i < message.Length; i++) message[i] = (byte)(i % 251);

        using AesCmac cmac = new(key);
        foreach (int total in (int[])[length, 2 * length])
        {
            byte[] mac = new byte[AesCmac.MacLength];
            cmac.Append(message.AsSpan(0, length));
            cmac.Append(message.AsSpan(length, total - length));
            cmac.Finish(mac);
            Assert.That(mac, Is.EqualTo(Oracle(key, message[..total])), $"{total} octets");
        }
    }

    [Test]
    public void Any_message_in_any_two_parts_agrees_with_BouncyCastle() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] First, byte[] Second, byte KeyChoice, byte Seed)>(), input =>
        {
            int keyLength = 16 + (8 * (input.KeyChoice % 3));
            byte[] key = [.. Enumerable.Range(0, keyLength).Select(i => (byte)(input.Seed ^ (i * 7)))];
            byte[] first = input.First ?? [];
            byte[] second = input.Second ?? [];
            using AesCmac cmac = new(key);
            byte[] mac = new byte[AesCmac.MacLength];
            cmac.Append(first);
            cmac.Append(second);
            cmac.Finish(mac);
            return mac.AsSpan().SequenceEqual(Oracle(key, [.. first, .. second]));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_disposed_key_is_not_used_again()
    {
        AesCmac cmac = new(Convert.FromHexString(Key128));
        cmac.Dispose();
        Assert.That(() => cmac.Append(new byte[1]), Throws.TypeOf<ObjectDisposedException>());
    }

    private static byte[] Oracle(byte[] key, byte[] message)
    {
        CMac cmac = new(new AesEngine());
        cmac.Init(new KeyParameter(key));
        cmac.BlockUpdate(message, 0, message.Length);
        byte[] mac = new byte[cmac.GetMacSize()];
        cmac.DoFinal(mac, 0);
        return mac;
    }
}

using EuiccSim.Protocol.Crypto;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;

namespace EuiccSim.Protocol.Tests.Crypto;

internal sealed class X963KdfTests
{
    // NIST CAVS, "ANS X9.63-2001" key derivation, SHA-256, shared secret of 192 bits, no shared info, key of 128 bits, COUNT 0.
    [Test]
    public void Result_of_the_NIST_validation_suite_is_reproduced()
    {
        byte[] keyData = new byte[16];
        X963Kdf.Derive(Convert.FromHexString("96c05619d56c328ab95fe84b18264b08725b85e33fd34f08"), [], keyData);
        Assert.That(Convert.ToHexStringLower(keyData), Is.EqualTo("443024c3dae66b95e6f5670601558f71"));
    }

    [Test]
    public void Any_length_agrees_with_BouncyCastle() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] Secret, byte[] Info, byte Length)>(), input =>
        {
            byte[] secret = input.Secret ?? [];
            byte[] info = input.Info ?? [];
            byte[] keyData = new byte[input.Length];
            X963Kdf.Derive(secret, info, keyData);

            // KDF2 of ISO 18033-2 counts from 1 after the secret, as X9.63 does.
            Kdf2BytesGenerator oracle = new(new Sha256Digest());
            oracle.Init(new KdfParameters(secret, info));
            byte[] expected = new byte[input.Length];
            if (expected.Length > 0) oracle.GenerateBytes(expected, 0, expected.Length);
            return keyData.AsSpan().SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
}

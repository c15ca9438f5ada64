using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Digests;

namespace EuiccSim.Protocol.Tests.Crypto;

internal sealed class TuakTests
{
    // TS 35.232 §6.6 and §7.6: K and all results of 256 bits, the permutation applied twice.
    [Test]
    public void Last_test_sets_of_TS_35_232_are_reproduced()
    {
        byte[] k = Convert.FromHexString("1574ca56881d05c189c82880f789c9cd4244955f4426aa2b69c29f15770e5aa5");
        byte[] rand = Convert.FromHexString("c570aac68cde651fb1e3088322498bef");
        byte[] sqn = Convert.FromHexString("c89bb71f3a41");
        byte[] amf = Convert.FromHexString("297d");
        Octets topc = Tuak.ComputeTopc(k, Convert.FromHexString("e59f6eb10ea406813f4991b0b9e02f181edf4c7e17b480f66d34da35ee88c95e"), 2);
        using Tuak tuak = new(k, topc.Span, new TuakLengths(Mac: 256, Res: 256, Ck: 256, Ik: 256), 2);
        AkaResponse response = tuak.F2345(rand);
        Assert.Multiple(() =>
        {
            Assert.That(topc, Is.EqualTo(Octets.FromHex("b04a66f26c62fcd6c82de22a179ab65506ecf47f56245cd149966cfa9cec7a51")));
            Assert.That(tuak.F1(rand, sqn, amf), Is.EqualTo(Octets.FromHex("90d2289ed1ca1c3dbc2247bb480d431ac71d2e4a7677f6e997cfddb0cbad88b7")));
            Assert.That(tuak.F1Star(rand, sqn, amf), Is.EqualTo(Octets.FromHex("427355dbac30e825063aba61b556e87583abac638e3ab01c4c884ad9d458dc2f")));
            Assert.That(response.Res, Is.EqualTo(Octets.FromHex("d67e6e64590d22eecba7324afa4af4460c93f01b24506d6e12047d789a94c867")));
            Assert.That(response.Ck, Is.EqualTo(Octets.FromHex("ede57edfc57cdffe1aae75066a1b7479bbc3837438e88d37a801cccc9f972b89")));
            Assert.That(response.Ik, Is.EqualTo(Octets.FromHex("48ed9299126e5057402fe01f9201cf25249f9c5c0ed2afcf084755daff1d3999")));
            Assert.That(response.Ak, Is.EqualTo(Octets.FromHex("6aae8d18c448")));
            Assert.That(tuak.F5Star(rand), Is.EqualTo(Octets.FromHex("8c5f33b61f4e")));
        });
    }

    [Test]
    public void Shared_test_sets_are_reproduced()
    {
        JsonElement sets = JsonElement.Parse(File.ReadAllText(SharedData.Require("vectors/tuak.json")));
        Assert.That(sets.GetArrayLength(), Is.EqualTo(12));
        foreach (JsonElement set in sets.EnumerateArray())
        {
            Octets Field(string name) => Octets.FromHex(set.GetProperty(name).GetString()!);
            int Number(string name, int otherwise) => set.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : otherwise;
            Octets k = Field("K"), rand = Field("RAND");
            int iterations = set.GetProperty("iterations").GetInt32();
            TuakLengths lengths = new(Number("macBits", 64), Number("resBits", 64), Number("ckBits", 128), Number("ikBits", 128));
            using Tuak tuak = new(k.Span, Field("TOPc").Span, lengths, iterations);

            Dictionary<string, Octets> found = new() { ["TOPc"] = Tuak.ComputeTopc(k.Span, Field("TOP").Span, iterations) };
            if (set.TryGetProperty("f1", out _))
            {
                found["f1"] = tuak.F1(rand.Span, Field("SQN").Span, Field("AMF").Span);
                found["f1star"] = tuak.F1Star(rand.Span, Field("SQN").Span, Field("AMF").Span);
            }
            else
            {
                (found["RES"], found["CK"], found["IK"], found["AK"]) = tuak.F2345(rand.Span);
                found["AKstar"] = tuak.F5Star(rand.Span);
            }
            foreach (JsonProperty field in set.EnumerateObject())
            {
                if (field.Value.ValueKind == JsonValueKind.Number || field.Name is "set" or "K" or "RAND" or "SQN" or "AMF" or "TOP") continue;
                Assert.That(found[field.Name], Is.EqualTo(Field(field.Name)), $"{set.GetProperty("set")}, {field.Name}");
            }
        }
    }

    // With a single permutation, TUAK's state is that of SHAKE256 over its first 96 octets: same rate, same padding.
    [Test]
    public void Any_subscriber_agrees_with_SHAKE256_of_BouncyCastle([Values(16, 32)] int keyLength, [Values(32, 64, 128, 256)] int resBits) =>
        Prop.ForAll(Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf(keyLength + 32 + 16).ToArbitrary(), input =>
        {
            byte[] k = input[..keyLength], topc = input[keyLength..(keyLength + 32)], rand = input[(keyLength + 32)..];
            using Tuak tuak = new(k, topc, new TuakLengths(Res: resBits, Ck: 256));
            AkaResponse response = tuak.F2345(rand);

            int instance = 0x40 | (resBits == 32 ? 0 : resBits / 8) | 0x04 | (keyLength == 32 ? 1 : 0);
            byte[] message =
            [
                .. Reversed(topc), (byte)instance, .. Reversed("TUAK1.0"u8.ToArray()), .. Reversed(rand), .. new byte[8],
                .. Reversed(k), .. new byte[32 - keyLength],
            ];
            ShakeDigest shake = new(256);
            shake.BlockUpdate(message, 0, message.Length);
            byte[] output = new byte[102];
            shake.OutputFinal(output, 0, output.Length);
            return response.Res == Octets.Of(Reversed(output[..(resBits / 8)]))
                && response.Ck == Octets.Of(Reversed(output[32..64]))
                && response.Ik == Octets.Of(Reversed(output[64..80]))
                && response.Ak == Octets.Of(Reversed(output[96..102]));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Permutation_of_zeros_is_the_published_one()
    {
        // The first lane of KeccakF-1600-IntermediateValues.txt by the Keccak team, after one and after two permutations.
        byte[] state = new byte[Keccak.StateLength];
        Keccak.Permute(state, 1);
        Assert.That(BitConverter.ToUInt64(state), Is.EqualTo(0xF1258F7940E1DDE7));
        Keccak.Permute(state, 1);
        Assert.That(BitConverter.ToUInt64(state), Is.EqualTo(0x2D5C954DF96ECB3C));
    }

    [TestCase(15, 32, 64, 1)]
    [TestCase(16, 31, 64, 1)]
    [TestCase(16, 32, 96, 1)]
    [TestCase(16, 32, 64, 0)]
    public void Other_lengths_are_refused(int keyLength, int topcLength, int resBits, int numberOfKeccak) =>
        Assert.That(
            () => new Tuak(new byte[keyLength], new byte[topcLength], new TuakLengths(Res: resBits), numberOfKeccak),
            Throws.ArgumentException);

    private static byte[] Reversed(byte[] bytes)
    {
        byte[] copy = [.. bytes];
        Array.Reverse(copy);
        return copy;
    }
}

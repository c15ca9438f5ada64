using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace EuiccSim.Protocol.Tests.Crypto;

internal sealed class MilenageTests
{
    // TS 35.207 §4.3 to §6.3, test set 1; AUTN, AUTS, Kc and SRES follow from it by TS 33.102.
    [Test]
    public void First_test_set_of_TS_35_207_is_reproduced()
    {
        byte[] k = Convert.FromHexString("465b5ce8b199b49faa5f0a2ee238a6bc");
        byte[] rand = Convert.FromHexString("23553cbe9637a89d218ae64dae47bf35");
        byte[] sqn = Convert.FromHexString("ff9bb4d0b607");
        byte[] amf = Convert.FromHexString("b9b9");
        Octets opc = Milenage.ComputeOpc(k, Convert.FromHexString("cdc202d5123e20f62b6d676ac72cb318"));
        using Milenage milenage = new(k, opc.Span);
        AkaResponse response = milenage.F2345(rand);
        Assert.Multiple(() =>
        {
            Assert.That(opc, Is.EqualTo(Octets.FromHex("cd63cb71954a9f4e48a5994e37a02baf")));
            Assert.That(milenage.F1(rand, sqn, amf), Is.EqualTo(Octets.FromHex("4a9ffac354dfafb3")));
            Assert.That(milenage.F1Star(rand, sqn, amf), Is.EqualTo(Octets.FromHex("01cfaf9ec4e871e9")));
            Assert.That(response.Res, Is.EqualTo(Octets.FromHex("a54211d5e3ba50bf")));
            Assert.That(response.Ck, Is.EqualTo(Octets.FromHex("b40ba9a3c58b2a05bbf0d987b21bf8cb")));
            Assert.That(response.Ik, Is.EqualTo(Octets.FromHex("f769bcd751044604127672711c6d3441")));
            Assert.That(response.Ak, Is.EqualTo(Octets.FromHex("aa689c648370")));
            Assert.That(milenage.F5Star(rand), Is.EqualTo(Octets.FromHex("451e8beca43b")));
        });
    }

    [Test]
    public void Shared_test_sets_are_reproduced_with_all_that_follows_from_them()
    {
        JsonElement sets = JsonElement.Parse(File.ReadAllText(SharedData.Require("vectors/milenage.json")));
        Assert.That(sets.GetArrayLength(), Is.EqualTo(7));
        foreach (JsonElement set in sets.EnumerateArray())
        {
            Octets Field(string name) => Octets.FromHex(set.GetProperty(name).GetString()!);
            Octets k = Field("K"), rand = Field("RAND"), sqn = Field("SQN"), amf = Field("AMF"), opc = Field("OPc");
            using Milenage milenage = new(k.Span, opc.Span);
            AkaResponse response = milenage.F2345(rand.Span);
            Dictionary<string, Octets> found = new()
            {
                ["OPc"] = Milenage.ComputeOpc(k.Span, Field("OP").Span),
                ["f1"] = milenage.F1(rand.Span, sqn.Span, amf.Span),
                ["f1star"] = milenage.F1Star(rand.Span, sqn.Span, amf.Span),
                ["RES"] = response.Res,
                ["CK"] = response.Ck,
                ["IK"] = response.Ik,
                ["AK"] = response.Ak,
                ["AKstar"] = milenage.F5Star(rand.Span),
                ["derived_AUTN"] = Aka.BuildAutn(milenage, rand.Span, sqn.Span, amf.Span),
                ["derived_AUTS_for_SQNMS_eq_SQN"] = Aka.BuildAuts(milenage, rand.Span, sqn.Span),
                ["derived_Kc"] = Aka.DeriveKc(response.Ck.Span, response.Ik.Span),
                ["derived_SRES"] = Aka.DeriveSres(response.Res.Span),
            };
            foreach (JsonProperty field in set.EnumerateObject())
            {
                if (field.Name is "set" or "K" or "RAND" or "SQN" or "AMF" or "OP") continue;
                Assert.That(found[field.Name], Is.EqualTo(Field(field.Name)), $"{set.GetProperty("set")}, {field.Name}");
            }
        }
    }

    // Written as TS 35.206 §4.1 writes it, over BouncyCastle's AES and big integers.
    [Test]
    public void Any_subscriber_with_any_constants_agrees_with_the_formulas() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf(16 + 16 + 16 + 6 + 2 + 5 + 80).ToArbitrary(), input =>
        {
            byte[] k = input[..16], opc = input[16..32], rand = input[32..48], sqn = input[48..54], amf = input[54..56];
            byte[] rotations = input[56..61], constants = input[61..];
            using Milenage milenage = new(k, opc, rotations, constants);
            AkaResponse response = milenage.F2345(rand);

            byte[] temp = Encrypt(k, Xor(rand, opc));
            byte[] in1 = [.. sqn, .. amf, .. sqn, .. amf];
            byte[] Out(int n, byte[] turned, byte[] added) =>
                Xor(Encrypt(k, Xor(Xor(Rotate(turned, rotations[n - 1]), constants[((n - 1) * 16)..(n * 16)]), added)), opc);
            byte[] out1 = Out(1, Xor(in1, opc), temp);
            byte[][] outs = [.. Enumerable.Range(2, 4).Select(n => Out(n, Xor(temp, opc), new byte[16]))];

            return milenage.F1(rand, sqn, amf) == Octets.Of(out1).Slice(0, 8)
                && milenage.F1Star(rand, sqn, amf) == Octets.Of(out1).Slice(8)
                && response.Ak == Octets.Of(outs[0]).Slice(0, 6)
                && response.Res == Octets.Of(outs[0]).Slice(8)
                && response.Ck == Octets.Of(outs[1])
                && response.Ik == Octets.Of(outs[2])
                && milenage.F5Star(rand) == Octets.Of(outs[3]).Slice(0, 6);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Default_constants_are_those_of_a_profile_that_sets_none()
    {
        // The DEFAULT values of AlgoParameter in the SAIP ASN.1 module.
        Assert.That(Convert.ToHexString(Milenage.DefaultRotationConstants), Is.EqualTo("4000204060"));
        Assert.That(Convert.ToHexString(Milenage.DefaultXoringConstants), Is.EqualTo(
            "0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000020000000000000000000000000000000400000000000000000000000000000008"));
    }

    private static byte[] Encrypt(byte[] k, byte[] block)
    {
        AesEngine aes = new();
        aes.Init(true, new KeyParameter(k));
        byte[] result = new byte[16];
        aes.ProcessBlock(block, 0, result, 0);
        return result;
    }

    private static byte[] Xor(byte[] left, byte[] right) => [.. left.Zip(right, (l, r) => (byte)(l ^ r))];

    private static byte[] Rotate(byte[] block, int bits)
    {
        BigInteger value = new(1, block);
        BigInteger turned = value.ShiftLeft(bits % 128).Or(value.ShiftRight(128 - (bits % 128)));
        byte[] bytes = turned.ToByteArrayUnsigned();
        return ((byte[])[.. new byte[16], .. bytes])[^16..];
    }
}

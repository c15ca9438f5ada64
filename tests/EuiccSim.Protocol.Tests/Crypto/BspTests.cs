using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Crypto;

internal sealed class BspTests
{
    // The trace of a third party's SM-DP+ that the unit tests of pySim publish (tests/unittests/test_esim_bsp.py, BSP_Test_mode51).
    private const string Z = "c9a993dd4879a8f7161f2085410edd4f9652f1df37be097ba96ba2ca6be528fe";
    private const string HostId = "8080808080808080";
    private const string Eid = "89049032123451234512345678901235";

    private static readonly (byte Tag, string Plain, string Tlv)[] Trace =
    [
        (0x87, "bf2400", "8718f6fe031e4b9cfe87c8e1e62f3fde85c49412d7722a6a2d89"),
        (0x88, "bf252d5a0a98001032547698103214910947534d415f54455354921147534d415f544553545f50524f46494c45950100",
            "8838bf252d5a0a98001032547698103214910947534d415f54455354921147534d415f544553545f50524f46494c459501008a62cc9adbb5ccbc"),
        (0x87, "bf26368010000102030405060708090a0b0c0d0e0f8110010102030405060708090a0b0c0d0e0f8210020102030405060708090a0b0c0d0e0f",
            "8748a14c800a001992351cd46ad2945654674369701d82b7b46567652bc8fbed234939fc57fba748015525fd6c651e9d3d1330652d42a0cfad950e9121" +
            "22af4ec5362d3c0bc535729c40"),
    ];

    [Test]
    public void Keys_are_derived_as_in_the_trace()
    {
        using BspKeys keys = TraceKeys();
        Assert.That(Hex(keys.InitialMcv), Is.EqualTo("406d507b448a699e7a36a38494debbde"));
        Assert.That(Hex(keys.SEnc), Is.EqualTo("472f5bfadd97f21d34f3ce9b51b92751"));
        Assert.That(Hex(keys.SMac), Is.EqualTo("9ec07f5b36a13e12a991d66e294e6242"));
    }

    [Test]
    public void Segments_are_protected_as_in_the_trace()
    {
        using BspKeys keys = TraceKeys();
        using Bsp bsp = new(keys);
        foreach ((byte tag, string plain, string tlv) in Trace)
        {
            Assert.That(bsp.Protect(tag, Convert.FromHexString(plain)), Is.EqualTo(Octets.FromHex(tlv)));
        }
    }

    [Test]
    public void Segments_of_the_trace_are_unprotected()
    {
        using BspKeys keys = TraceKeys();
        using Bsp bsp = new(keys);
        foreach ((byte tag, string plain, string tlv) in Trace)
        {
            Assert.That(bsp.TryUnprotect(tag, Convert.FromHexString(tlv), out Octets found), Is.EqualTo(BspOutcome.Ok));
            Assert.That(found, Is.EqualTo(Octets.FromHex(plain)));
        }
    }

    // The package in pySim's tests/unittests/test_esim.py wraps each TLV a second time and exceeds 1020 octets, so it is no
    // reference for a package; its two first inner TLVs are well formed.
    [Test]
    public void Inner_segments_of_another_package_are_unprotected()
    {
        using BspKeys keys = new(
            Convert.FromHexString("ee3140eafd692b68eff40119b363bc6c"),
            Convert.FromHexString("f11b921c302efb1df6bf218bf2de0dd8"),
            Convert.FromHexString("8cd4d3a761eeac108641d5f4531a137e"));
        using Bsp bsp = new(keys);
        const string Metadata = "bf25285a0a89000123456789012341910a4f736d6f636f6d53504e920e4f736d6f636f6d50726f66696c65";
        byte[] first = Convert.FromHexString("871850e770f3e03c33f0f2f662ebdd46b909d2b0402e4f8a44b6");
        byte[] second = Convert.FromHexString("8833" + Metadata + "d4df77c0bb135eb9");
        Assert.That(bsp.TryUnprotect(Bsp.Tag87, first, out Octets configure), Is.EqualTo(BspOutcome.Ok));
        Assert.That(configure, Is.EqualTo(Octets.FromHex("bf2400")));
        Assert.That(bsp.TryUnprotect(Bsp.Tag88, second, out Octets metadata), Is.EqualTo(BspOutcome.Ok));
        Assert.That(metadata, Is.EqualTo(Octets.FromHex(Metadata)));
    }

    [TestCase("A")]
    [TestCase("B")]
    public void Keys_of_the_shared_vectors_are_derived(string name)
    {
        JsonElement vector = SharedVectors().GetProperty(name);
        using BspKeys keys = BspKeys.Derive(
            Bytes(vector, "Z"), Bytes(vector, "keyType")[0], Bytes(vector, "keyLen")[0], Bytes(vector, "hostId"), Bytes(vector, "eid"));
        Assert.That(Hex(keys.InitialMcv), Is.EqualTo(vector.GetProperty("initialMCV").GetString()));
        Assert.That(Hex(keys.SEnc), Is.EqualTo(vector.GetProperty("S_ENC").GetString()));
        Assert.That(Hex(keys.SMac), Is.EqualTo(vector.GetProperty("S_MAC").GetString()));
    }

    [Test]
    public void Shared_chain_is_reproduced_both_ways_through_the_replacement_of_keys()
    {
        JsonElement vector = SharedVectors().GetProperty("B");
        using BspKeys keys = new(Bytes(vector, "initialMCV"), Bytes(vector, "S_ENC"), Bytes(vector, "S_MAC"));
        using Bsp server = new(keys);
        using Bsp card = new(keys);
        bool replaced = false;
        int steps = 0;
        foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
        {
            if (!replaced && step.TryGetProperty("keys", out _))
            {
                ReplaceKeys(server);
                ReplaceKeys(card);
                replaced = true;
            }
            byte tag = Bytes(step, "tag")[0];
            byte[] plain = Bytes(step, "plain");
            byte[] tlv = Bytes(step, "output");
            Assert.That(server.Protect(tag, plain), Is.EqualTo(Octets.Of(tlv)));
            Assert.That(card.TryUnprotect(tag, tlv, out Octets found), Is.EqualTo(BspOutcome.Ok));
            Assert.That(found, Is.EqualTo(Octets.Of(plain)));
            steps++;
        }
        Assert.That((replaced, steps), Is.EqualTo((true, 5)));
    }

    [Test]
    public void Long_plaintexts_of_the_shared_vectors_are_cut_at_1007_octets()
    {
        JsonElement[] steps = [.. SharedVectors().GetProperty("B").GetProperty("steps").EnumerateArray().Skip(3)];
        using BspKeys keys = TraceKeys();
        using Bsp bsp = new(keys);
        ReplaceKeys(bsp);
        SequenceOf<Octets> segments = bsp.ProtectAll(Bsp.Tag86, (byte[])[.. Bytes(steps[0], "plain"), .. Bytes(steps[1], "plain")]);
        SequenceOf<Octets> expected = [Octets.Of(Bytes(steps[0], "output")), Octets.Of(Bytes(steps[1], "output"))];
        Assert.That(segments, Is.EqualTo(expected));
    }

    // PPKs of the ReplaceSessionKeys in the trace.
    private static void ReplaceKeys(Bsp bsp) => bsp.ReplaceKeys(
        Convert.FromHexString("000102030405060708090a0b0c0d0e0f"),
        Convert.FromHexString("010102030405060708090a0b0c0d0e0f"),
        Convert.FromHexString("020102030405060708090a0b0c0d0e0f"));

    private static BspKeys TraceKeys() => BspKeys.Derive(
        Convert.FromHexString(Z), BspKeys.AesKeyType, BspKeys.KeyLength, Convert.FromHexString(HostId), Convert.FromHexString(Eid));

    private static JsonElement SharedVectors() =>
        JsonElement.Parse(File.ReadAllText(SharedData.Require("vectors/bsp.json")));

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}

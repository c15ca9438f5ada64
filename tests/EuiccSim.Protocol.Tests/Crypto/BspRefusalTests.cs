using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Tests.Crypto;

/// <summary>What <see cref="Bsp"/> refuses, and the limits of a segment.</summary>
internal sealed class BspRefusalTests
{
    private static readonly byte[] InitialMcv = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
    private static readonly byte[] Enc = Convert.FromHexString("101112131415161718191a1b1c1d1e1f");
    private static readonly byte[] Mac = Convert.FromHexString("202122232425262728292a2b2c2d2e2f");

    [TestCase(0x86, 1007, 1020)]
    [TestCase(0x87, 1007, 1020)]
    [TestCase(0x88, 1008, 1020)]
    [TestCase(0x86, 0, 26)]
    [TestCase(0x86, 15, 26)]
    [TestCase(0x86, 16, 42)]
    [TestCase(0x88, 0, 10)]
    [TestCase(0x88, 119, 129)]
    [TestCase(0x88, 120, 131)]
    [TestCase(0x88, 247, 258)]
    [TestCase(0x88, 248, 260)]
    public void Segments_have_these_lengths_and_can_be_read(byte tag, int plainLength, int tlvLength)
    {
        byte[] plain = new byte[plainLength];
        Array.Fill(plain, (byte)0x80);
        using Bsp server = Start();
        using Bsp card = Start();
        Octets tlv = server.Protect(tag, plain);
        Assert.That(tlv.Length, Is.EqualTo(tlvLength));
        Assert.That(card.TryUnprotect(tag, tlv.Span, out Octets found), Is.EqualTo(BspOutcome.Ok));
        Assert.That(found, Is.EqualTo(Octets.Of(plain)));
    }

    [TestCase(0x86, 1008)]
    [TestCase(0x87, 1008)]
    [TestCase(0x88, 1009)]
    [TestCase(0x89, 1)]
    public void Longer_segments_and_other_tags_are_not_made(byte tag, int plainLength)
    {
        using Bsp server = Start();
        Assert.That(() => server.Protect(tag, new byte[plainLength]), Throws.ArgumentException);
    }

    [Test]
    public void Plaintexts_are_cut_into_the_longest_segments()
    {
        byte[] plain = [.. Enumerable.Range(0, 2500).Select(i => (byte)(i % 251))];
        using Bsp server = Start();
        using Bsp card = Start();
        List<byte> found = [];
        SequenceOf<Octets> segments = server.ProtectAll(Bsp.Tag88, plain);
        foreach (Octets segment in segments)
        {
            Assert.That(card.TryUnprotect(Bsp.Tag88, segment.Span, out Octets part), Is.EqualTo(BspOutcome.Ok));
            found.AddRange(part.Span);
        }
        Assert.That(segments.Select(segment => segment.Length), Is.EqualTo((int[])[1020, 1020, 496]));
        Assert.That(found, Is.EqualTo(plain));
        Assert.That(server.ProtectAll(Bsp.Tag86, []), Is.Empty);
    }

    [Test]
    public void Any_changed_bit_is_refused_and_leaves_the_session_as_it_was([Values(0x86, 0x88)] byte tag)
    {
        using Bsp server = Start();
        using Bsp card = Start();
        byte[] good = server.Protect(tag, new byte[20]).ToArray();
        for (int bit = 0; bit < 8 * good.Length; bit++)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            // The tag and the length are structure; all the rest is caught by the MAC.
            BspOutcome expected = bit < 16 ? BspOutcome.StructureError : BspOutcome.SecurityError;
            Assert.That(card.TryUnprotect(tag, bad, out Octets plain), Is.EqualTo(expected), $"bit {bit}");
            Assert.That(plain.IsEmpty);
        }
        Assert.That(card.TryUnprotect(tag, good, out _), Is.EqualTo(BspOutcome.Ok));
    }

    [Test]
    public void Repeated_left_out_and_swapped_segments_are_security_errors()
    {
        using Bsp server = Start();
        using Bsp card = Start();
        byte[][] segments = [.. Enumerable.Range(0, 3).Select(i => server.Protect(Bsp.Tag86, [(byte)i]).ToArray())];
        Assert.That(card.TryUnprotect(Bsp.Tag86, segments[1], out _), Is.EqualTo(BspOutcome.SecurityError));
        Assert.That(card.TryUnprotect(Bsp.Tag86, segments[0], out _), Is.EqualTo(BspOutcome.Ok));
        Assert.That(card.TryUnprotect(Bsp.Tag86, segments[0], out _), Is.EqualTo(BspOutcome.SecurityError));
        Assert.That(card.TryUnprotect(Bsp.Tag86, segments[2], out _), Is.EqualTo(BspOutcome.SecurityError));
        Assert.That(card.TryUnprotect(Bsp.Tag86, segments[1], out _), Is.EqualTo(BspOutcome.Ok));
    }

    [TestCase("")]
    [TestCase("86")]
    [TestCase("8600")]
    [TestCase("860700000000000000")]
    [TestCase("86080000000000000000", Description = "no ciphertext")]
    [TestCase("86170000000000000000000000000000000000000000000000", Description = "15 octets of ciphertext")]
    [TestCase("868118000000000000000000000000000000000000000000000000", Description = "length not minimal")]
    [TestCase("8680000000000000000000000000000000000000000000000000", Description = "indefinite length")]
    [TestCase("8619000000000000000000000000000000000000000000000000", Description = "length beyond the end")]
    [TestCase("8718000000000000000000000000000000000000000000000000", Description = "another tag")]
    public void Malformed_segments_are_structure_errors(string tlv)
    {
        using Bsp card = Start();
        Assert.That(card.TryUnprotect(Bsp.Tag86, Convert.FromHexString(tlv), out _), Is.EqualTo(BspOutcome.StructureError));
    }

    [TestCase(0x88, 0x03F9, Description = "1021 octets")]
    [TestCase(0x86, 0x0418, Description = "1052 octets: one block more than a server sends that pads 1008 octets")]
    [TestCase(0x87, 0x0418)]
    public void A_segment_that_is_too_long_is_a_structure_error_although_its_MAC_is_right(byte tag, int length)
    {
        byte[] tlv = WithMac([tag, 0x82, (byte)(length >> 8), (byte)(length & 0xFF), .. new byte[length - 8]]);
        using Bsp card = Start();
        Assert.That(card.TryUnprotect(tag, tlv, out _), Is.EqualTo(BspOutcome.StructureError));
    }

    /// <summary>As osmo-smdpp (pySim) cuts a profile: 1008 octets of plaintext, and only then a block of padding.</summary>
    [Test]
    public void A_segment_of_1008_octets_and_a_block_of_padding_is_accepted()
    {
        byte[] plain = new byte[1008];
        plain.AsSpan().Fill(0xA5);
        byte[] tlv = WithMac([0x86, 0x82, 0x04, 0x08, .. EncryptFirst(Convert.ToHexString(plain) + "80" + new string('0', 30))]);
        Assert.That(tlv, Has.Length.EqualTo(1036));
        using Bsp card = Start();
        Assert.That(card.TryUnprotect(Bsp.Tag86, tlv, out Octets received), Is.EqualTo(BspOutcome.Ok));
        Assert.That(received, Is.EqualTo(Octets.Of(plain)));
    }

    [TestCase("00000000000000000000000000000000")]
    [TestCase("0102030405060708090a0b0c0d0e0f10")]
    [TestCase("01020304050607080900000000000081")]
    public void Wrong_padding_is_a_structure_error_although_the_MAC_is_right(string padded)
    {
        using Bsp card = Start();
        Assert.That(card.TryUnprotect(Bsp.Tag86, WithMac([0x86, 0x18, .. EncryptFirst(padded)]), out _), Is.EqualTo(BspOutcome.StructureError));
        // And it changed nothing: the first segment is still accepted.
        byte[] good = WithMac([0x86, 0x18, .. EncryptFirst("01020380000000000000000000000000")]);
        Assert.That(card.TryUnprotect(Bsp.Tag86, good, out Octets plain), Is.EqualTo(BspOutcome.Ok));
        Assert.That(plain, Is.EqualTo(Octets.FromHex("010203")));
    }

    [Test]
    public void Padding_of_more_than_a_block_is_a_structure_error()
    {
        byte[] ciphertext = EncryptFirst("0102800000000000000000000000000000000000000000000000000000000000");
        using Bsp card = Start();
        Assert.That(card.TryUnprotect(Bsp.Tag86, WithMac([0x86, 0x28, .. ciphertext]), out _), Is.EqualTo(BspOutcome.StructureError));
    }

    [TestCase(0x89, 16, 8, 16)]
    [TestCase(0x88, 32, 8, 16)]
    [TestCase(0x88, 16, 0, 16)]
    [TestCase(0x88, 16, 17, 16)]
    [TestCase(0x88, 16, 8, 10)]
    public void Unsupported_parameters_of_the_key_agreement_are_refused(byte keyType, byte keyLength, int hostIdLength, int eidLength) =>
        Assert.That(() => BspKeys.Derive(new byte[32], keyType, keyLength, new byte[hostIdLength], new byte[eidLength]), Throws.ArgumentException);

    [Test]
    public void Refused_new_keys_leave_the_session_as_it_was()
    {
        using Bsp server = Start();
        using Bsp card = Start();
        Assert.That(() => card.ReplaceKeys(InitialMcv, Enc, new byte[15]), Throws.ArgumentException);
        Assert.That(card.TryUnprotect(Bsp.Tag88, server.Protect(Bsp.Tag88, [1]).Span, out _), Is.EqualTo(BspOutcome.Ok));
    }

    [Test]
    public void Disposed_keys_and_sessions_protect_nothing()
    {
        BspKeys keys = new(InitialMcv, Enc, Mac);
        Bsp bsp = new(keys);
        bsp.Dispose();
        keys.Dispose();
        Assert.That(() => bsp.Protect(Bsp.Tag86, []), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => bsp.TryUnprotect(Bsp.Tag86, [], out _), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => new Bsp(keys), Throws.TypeOf<ObjectDisposedException>());
    }

    private static Bsp Start()
    {
        using BspKeys keys = new(InitialMcv, Enc, Mac);
        return new Bsp(keys);
    }

    // AES-CBC with the ICV of block counter 1.
    private static byte[] EncryptFirst(string padded)
    {
        using Aes aes = Aes.Create();
        aes.Key = Enc;
        byte[] counter = new byte[16];
        counter[15] = 1;
        return aes.EncryptCbc(Convert.FromHexString(padded), aes.EncryptEcb(counter, PaddingMode.None), PaddingMode.None);
    }

    private static byte[] WithMac(byte[] tlv) => [.. tlv, .. AesCmac.Compute(Mac, [.. InitialMcv, .. tlv])[..8]];
}

using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Profile elements that are protected rightly and padded wrongly. SGP.22 v2.5 §2.5.3: '80', then zeros up to a whole block.</summary>
public sealed class PaddingTests
{
    private const string Mcv = "000102030405060708090A0B0C0D0E0F";
    private const string Enc = "101112131415161718191A1B1C1D1E1F";
    private const string Mac = "202122232425262728292A2B2C2D2E2F";

    [TestCase("00000000000000000000000000000000", Description = "none")]
    [TestCase("A0030102038000000000000000000001", Description = "more than zeros after '80'")]
    [TestCase("A00301020381" + "00000000000000000000", Description = "'81'")]
    public void A_part_whose_padding_is_wrong_is_a_structure_error(string block)
    {
        TestEuicc card = new();
        BoundPackage package = card.Bind(new() { ReplaceSessionKeys = Octets.FromHex($"BF26368010{Mcv}8110{Enc}8210{Mac}") }, upp: TestPackages.Small());
        LoadErrorTests.Expect(card, (package with { ProfileElements = [Protect(block)] }).Segments(), BppCommandId.LoadProfileElements,
            ErrorReason.Scp03tStructureError);
    }

    /// <summary>The same by hand with good padding is taken: it is half an element, and more has to come.</summary>
    [Test]
    public void A_part_whose_padding_is_right_is_taken()
    {
        TestEuicc card = new();
        BoundPackage package = card.Bind(new() { ReplaceSessionKeys = Octets.FromHex($"BF26368010{Mcv}8110{Enc}8210{Mac}") }, upp: TestPackages.Small());
        Octets part = Protect("A0820102038000000000000000000000");
        List<Octets> segments = (package with { ProfileElements = [part, part] }).Segments();
        foreach (Octets segment in segments.SkipLast(1)) Assert.That(card.StoreData(segment).Data, Is.EqualTo(Octets.Empty));
    }

    /// <summary>Servers in the field send 64 blocks, though the standard's 1020 octets hold 63; more than that nobody sends.</summary>
    [TestCase(64, true)]
    [TestCase(65, false)]
    public void A_part_has_64_blocks_at_most(int blocks, bool isTaken)
    {
        TestEuicc card = new();
        BoundPackage package = card.Bind(new() { ReplaceSessionKeys = Octets.FromHex($"BF26368010{Mcv}8110{Enc}8210{Mac}") }, upp: TestPackages.Small());
        Octets part = Protect($"A0820C0001{new string('0', (blocks * 32) - 42)}8{new string('0', 31)}");
        List<Octets> segments = (package with { ProfileElements = [part, part] }).Segments();
        if (isTaken) foreach (Octets segment in segments.SkipLast(1)) Assert.That(card.StoreData(segment).Data, Is.EqualTo(Octets.Empty));
        else LoadErrorTests.Expect(card, segments, BppCommandId.LoadProfileElements, ErrorReason.Scp03tStructureError);
    }

    /// <summary>One '86' under the replaced keys, the first of them: AES-CBC with the ICV of block 1, then eight octets of CMAC.</summary>
    private static Octets Protect(string block)
    {
        using Aes aes = Aes.Create();
        aes.Key = Convert.FromHexString(Enc);
        byte[] counter = new byte[16];
        counter[15] = 1;
        byte[] data = aes.EncryptCbc(Convert.FromHexString(block), aes.EncryptEcb(counter, PaddingMode.None), PaddingMode.None);
        int length = data.Length + 8;
        byte[] header = length < 0x80 ? [0x86, (byte)length] : [0x86, 0x82, (byte)(length >> 8), (byte)(length & 0xFF)];
        byte[] tlv = [.. header, .. data];
        return Octets.Of([.. tlv, .. AesCmac.Compute(Convert.FromHexString(Mac), [.. Convert.FromHexString(Mcv), .. tlv])[..8]]);
    }
}

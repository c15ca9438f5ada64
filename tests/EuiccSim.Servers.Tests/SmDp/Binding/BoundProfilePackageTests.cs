using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Servers.Tests.SmDp.Binding;

/// <summary>The octets of a Bound Profile Package, SGP.22 v2.5 §2.5.4, read by code that shares nothing with what wrote them.</summary>
internal sealed class BoundProfilePackageTests
{
    /// <summary>Vector B: the one-time keys and blocks of a package that another SM-DP+ made (see the vector's own source).</summary>
    [Test]
    public void The_blocks_of_another_servers_package_are_reproduced()
    {
        JsonElement vector = JsonDocument.Parse(File.ReadAllText(SharedData.Require("vectors/bsp.json"))).RootElement.GetProperty("B");
        JsonElement[] steps = [.. vector.GetProperty("steps").EnumerateArray()];
        string Text(int step, string name) => steps[step].GetProperty(name).GetString()!;
        Octets package = Octets.FromHex(Text(3, "plain") + Text(4, "plain"));
        using BspKeys randomKeys = new(Hex("000102030405060708090a0b0c0d0e0f"), Hex("010102030405060708090a0b0c0d0e0f"),
            Hex("020102030405060708090a0b0c0d0e0f"));
        Profile profile = Profile.FromPackage(package, Asn1Codec.Decode<StoreMetadataRequest>(Octets.FromHex(Text(1, "plain")))) with
        {
            ProtectedPackage = ProtectedProfilePackage.Protect(package, randomKeys),
        };
        using EcKeyAgreementKey smdpKey = EcKeyAgreementKey.FromScalar(EcCurve.NistP256, Hex(vector.GetProperty("smdpOtsk").GetString()!));
        EcPublicKey euiccKey = EcPublicKey.FromPoint(EcCurve.NistP256, Octets.FromHex(vector.GetProperty("euiccOtpk").GetString()!));
        ProfileBinding binding = ProfileBinding.Create(profile, smdpKey, euiccKey,
            Octets.FromHex(vector.GetProperty("hostId").GetString()!),
            Eid.FromDigits(vector.GetProperty("eid").GetString()!));
        TlvNode whole = TlvNode.Read(binding.ToPackage(TransactionId.Parse("01"), TestServer.Nist.DpPbKey).Encoded.ToArray())[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole[0xBF23][0x5F49].Value, Is.EqualTo(Hex(vector.GetProperty("smdpOtpk").GetString()!)));
            Assert.That(whole[0xA0].Value, Is.EqualTo(Hex(Text(0, "output"))));
            Assert.That(whole[0xA1].Value, Is.EqualTo(Hex(Text(1, "output"))));
            Assert.That(whole[0xA2].Value, Is.EqualTo(Hex(Text(2, "output"))));
            Assert.That(whole[0xA3].Value, Is.EqualTo(Hex(Text(3, "output") + Text(4, "output"))));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_eUICC_can_verify_and_decrypt_what_the_server_sends(bool withRandomKeys)
    {
        TestServer server = new(options => options with { HostId = Octets.FromHex("8080808080808080") });
        Profile profile = TestServer.Profile();
        server.Release(profile: withRandomKeys ? profile.WithRandomKeys(new SeededRandom("PPK")) : profile);
        ScriptedEuicc euicc = server.Euicc();
        TlvNode whole = TlvNode.Read(euicc.Download().Der("boundProfilePackage").ToArray())[0];
        Assert.That(whole.Tag, Is.EqualTo(0xBF36));
        Assert.That(whole.Children.Select(child => child.Tag),
            Is.EqualTo(withRandomKeys ? new[] { 0xBF23, 0xA0, 0xA1, 0xA2, 0xA3 } : [0xBF23, 0xA0, 0xA1, 0xA3]));
        CheckInitialiseSecureChannel(whole[0xBF23], euicc);

        byte[] secret = euicc.OneTimeKey.Agree(EcPublicKey.FromPoint(EcCurve.NistP256, Octets.Wrap(whole[0xBF23][0x5F49].Value)));
        PlainBsp bsp = PlainBsp.Derive(secret, Hex("8080808080808080"), euicc.EidOctets.ToArray());
        Assert.That(Convert.ToHexString(Open(bsp, whole[0xA0], 0x87)), Is.EqualTo("BF2400"));
        Assert.That(Open(bsp, whole[0xA1], 0x88), Is.EqualTo(profile.Metadata.Encoded.ToArray()));
        if (withRandomKeys)
        {
            TlvNode keys = TlvNode.Read(Open(bsp, whole[0xA2], 0x87))[0];
            Assert.That(keys.Tag, Is.EqualTo(0xBF26));
            bsp.ReplaceKeys(keys[0x80].Value, keys[0x81].Value, keys[0x82].Value);
        }
        Assert.That(Open(bsp, whole[0xA3], 0x86), Is.EqualTo(profile.Package.ToArray()));
    }

    [Test]
    public void Long_metadata_is_cut_into_blocks_that_fit()
    {
        Profile profile = TestServer.Profile();
        profile = Profile.FromPackage(profile.Package,
            profile.Metadata.Value with { IconType = IconType.Png, Icon = Octets.Of(new byte[1024]) });
        TlvNode whole = Bind(profile);
        Assert.That(whole[0xA1].Children, Has.Count.EqualTo(2));
        Assert.That(whole[0xA1].Children[0].Whole, Has.Length.EqualTo(1020));
    }

    [TestCase(1007, 1)]
    [TestCase(1008, 2)]
    [TestCase(2014, 2)]
    [TestCase(2015, 3)]
    public void Profile_elements_are_cut_into_blocks_of_1007_octets(int length, int blocks)
    {
        Profile shortest = TestServer.Profile(length: 0);
        TlvNode whole = Bind(TestServer.Profile(length: length - shortest.Package.Length));
        Assert.That(whole[0xA3].Children, Has.Count.EqualTo(blocks));
        Assert.That(whole[0xA3].Children.Select(block => block.Whole.Length), Has.All.LessThanOrEqualTo(1020));
    }

    [Test]
    public void The_servers_own_data_goes_into_ConfigureISDP()
    {
        Profile profile = TestServer.Profile() with { DpProprietaryData = new() { DpOid = new("2.999.10") } };
        // BF24 { B8 { 80 dpOid } }, es10.md
        Assert.That(profile.ConfigureIsdp.ToString(), Is.EqualTo("BF2407B805800388370A"));
    }

    [Test]
    public void A_profile_of_the_GSMA_is_bound_whole()
    {
        Octets package = Octets.Wrap(File.ReadAllBytes(SharedData.Require("ts48/TS48v5_SAIP2.3_NoBERTLV.der")));
        Profile profile = Profile.FromPackage(package, "GSMA");
        Assert.That(profile.Iccid.Digits, Is.EqualTo("89000123456789012341"));
        Assert.That(profile.Metadata.Value.Iccid.Ef.ToString(), Is.EqualTo("98001032547698103214"));
        Assert.That(Bind(profile)[0xA3].Children, Has.Count.EqualTo((package.Length + 1006) / 1007));
    }

    // Row B of the table of signatures: 82 01 01 ‖ 80 tid ‖ A6 CRT ‖ 5F49 otPK.DP ‖ 5F49 otPK.EUICC.
    private static void CheckInitialiseSecureChannel(TlvNode request, ScriptedEuicc euicc)
    {
        string start = $"8201018010{euicc.TransactionId}A61080018881011084088080808080808080";
        string smdpKey = Convert.ToHexString(request[0x5F49].Value);
        Assert.That(Convert.ToHexString(request.Value), Does.StartWith($"{start}5F4941{smdpKey}5F3740"));
        byte[] signedOctets = Hex($"{start}5F4941{smdpKey}5F4941{euicc.OneTimeKey.PublicPoint}");
        Assert.That(TestServer.Nist.DpPb.PublicKey!.Verify(signedOctets, request[0x5F37].Value), Is.True);
    }

    private static byte[] Open(PlainBsp bsp, TlvNode sequence, int tag)
    {
        List<byte> plain = [];
        foreach (TlvNode block in sequence.Children)
        {
            Assert.That(block.Tag, Is.EqualTo(tag));
            Assert.That(block.Whole, Has.Length.LessThanOrEqualTo(1020));
            plain.AddRange(bsp.Open(block.Whole));
        }
        return [.. plain];
    }

    private static TlvNode Bind(Profile profile)
    {
        using EcKeyAgreementKey smdpKey = EcKeyAgreementKey.Generate(EcCurve.NistP256, new SeededRandom("DP"));
        using EcKeyAgreementKey euiccKey = EcKeyAgreementKey.Generate(EcCurve.NistP256, new SeededRandom("EUICC"));
        ProfileBinding binding = ProfileBinding.Create(profile, smdpKey, euiccKey.PublicKey, Octets.FromHex("01"),
            Eid.FromDigits(TestServer.Nist.EidDigits));
        return TlvNode.Read(binding.ToPackage(TransactionId.Parse("01"), TestServer.Nist.DpPbKey).Encoded.ToArray())[0];
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}

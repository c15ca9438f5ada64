using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Inspection;
using EuiccSim.Protocol.Messages;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>Keys and PINs: shown to who asks for them, and to nobody else.</summary>
public sealed class PackageSecretsTests
{
    private static readonly string[] s_secrets =
    [
        Inspected.Key, Inspected.Opc, "7391", "8264", "31415926", "27182818", "16180339", "37333931", "3331343135393236",
        "101112131415161718191A1B1C1D1E1F", "202122232425262728292A2B2C2D2E2F", "303132333435363738393A3B3C3D3E3F",
    ];

    [Test]
    public void Without_being_asked_no_view_shows_a_secret()
    {
        PackageInspection package = Inspected.Read();
        IEnumerable<string> all = Enumerable.Range(1, package.Elements.Count).Select(n => $"{n}");
        foreach (PackageView view in (PackageView[])[package.Summary, package.Tree, package.Contents(), package.Applications, package.Fields(false, all)])
        {
            string told = Inspected.Text(view) + Inspected.Json(view).GetRawText();
            foreach (string secret in s_secrets) Assert.That(told, Does.Not.Contain(secret), view.GetType().Name);
        }
        Assert.That(Inspected.Text(package.Fields(false, ["akaParameter"])), Does.Contain("key (secret: 16 octets, --keys shows them)"));
    }

    [Test]
    public void Who_asks_is_shown_each_of_them()
    {
        PackageInspection package = Inspected.Read();
        string keys = Inspected.Text(package.Keys), json = Inspected.Json(package.Keys).GetRawText();
        // The octets of codes are in the JSON only.
        foreach (string secret in s_secrets) Assert.That(json, Does.Contain(secret));
        foreach (string secret in s_secrets.Except(["37333931", "3331343135393236"])) Assert.That(keys, Does.Contain(secret));
        Assert.That(Inspected.Text(package.Fields(true, ["akaParameter", "pinCodes"])), Does.Contain(Inspected.Key).And.Contain("37333931FFFFFFFF"));
    }

    /// <summary>saip.md §10: PIN1 0000, disabled (attributes 06), three tries; ADM1 and ADM2, ten; PIN2 9999 in four directories; both PUKs.</summary>
    [Test]
    public void PINs_of_the_test_profile_have_their_values_and_their_state()
    {
        string text = Inspected.Text(PackageInspection.Read(Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der")).Keys);
        Assert.That(text, Does.Contain("PIN1 0000 MF disabled, may be changed, enabled, disabled 3 PUK1 4\n")
            .And.Contain("ADM2 66666666 MF enabled, may be changed 10 4\n").And.Contain("PIN2 9999 ADF.CSIM enabled, may be changed 3 PUK2 17\n").And.Contain("PUK2 22222222 10 3\n"));
        Assert.That(text, Does.Contain("Key of ADF.USIM (element 11)\nalgorithm test algorithm (TS 34.108)\nK 000102030405060708090A0B0C0D0E0F\n"));
        Assert.That(text, Does.Contain("A000000151000000 02 03 48 DEK (KIK) AES, 128 bits 000102030405060708090A0B0C0D0E0F 8 25\n")
            .And.Contain("01 01 18 ENC (KIc) 3DES, 128 bits").And.Contain("A-Key 00000000FFFFFFFF\n"));
    }

    // EF.Keys by hand: KSI 01, CK, IK (TS 31.102 §4.2.3). GFM makes the other ones of a SIM.
    [Test]
    public void Files_with_keys_are_masked_wherever_they_are_written()
    {
        string key = string.Concat(Enumerable.Repeat("C4", 9));
        string steps = Inspected.Tlv("62", "82027821" + "83027F20" + "C60101") + "80027F20" + Inspected.Tlv("62", "82024121" + "83026F20" + "8B0101" + "800109") + Inspected.Tlv("81", key);
        PackageInspection package = Inspected.With(Inspected.Management(steps));
        Assert.That(package.Faults, Is.Empty);
        string told = Inspected.Text(package.Contents()) + Inspected.Text(package.Fields(false, ["21"])) + Inspected.Json(package.Fields(false, ["21"])).GetRawText();
        Assert.That(told, Does.Not.Contain(key).And.Contain("MF/DF.GSM/EF.Kc"));
        Assert.That(Inspected.Text(package.Contents(true, "DF.GSM/EF.Kc")), Does.Contain(key));
        Assert.That(Inspected.Text(package.Fields(true, ["21"])), Does.Contain(key));
    }

    /// <summary>The views, the editor, the comparison and the decoder have one list of what is secret: here it is seen from outside.</summary>
    [Test]
    public void All_who_show_contents_agree_on_what_is_secret()
    {
        ProfileEditor editor = new(Inspected.Package.Write());
        Assert.That(editor.ElementNames.Where(name => editor.HasSecrets(name)), Is.EqualTo(new[] { "pukCodes", "pinCodes", "pinCodes 2", "pinCodes 3", "akaParameter", "pinCodes 4", "akaParameter 2", "securityDomain" }));
        foreach (string path in (string[])["ADF.USIM/EF.Keys", "ADF.USIM/EF.KeysPS", "ADF.USIM/DF.GSM-ACCESS/EF.Kc"]) Assert.That(editor.IsSecretFile(path), path);
        Assert.That(editor.IsSecretFile("ADF.USIM/EF.IMSI"), Is.False);
        Octets keys = Octets.FromHex("0702" + string.Concat(Enumerable.Repeat("C4", 31)));
        ProfileEditor with = editor.SetFile("ADF.USIM/EF.Keys", keys);
        Assert.That(with.HasSecrets("usim"));
        Assert.That(ProfileComparison.Between(editor.Package, with.Package).Single(one => one.Path.EndsWith("EF.Keys", StringComparison.Ordinal)), Has.Property("A").Null.And.Property("B").Null);
        string decoded = string.Join('\n', MessageDecoder.Decode(with.Octets).WithoutSecrets().ToLines()), open = string.Join('\n', MessageDecoder.Decode(with.Octets).ToLines());
        foreach (string secret in s_secrets.Where(secret => secret.Length > 8).Append(keys.ToString())) Assert.That((decoded.Contains(secret, StringComparison.Ordinal), open.Contains(secret, StringComparison.Ordinal)), Is.EqualTo((false, true)), secret);
        Assert.That(decoded, Does.Contain("key: (secret: 16 octets, --keys shows them)").And.Contain("080910"), "the IMSI is none");
    }

    /// <summary>What is a package is found out by its first octet; other messages are as they are.</summary>
    [Test]
    public void A_message_that_is_no_package_stays_as_it_is()
    {
        MessageReading eid = MessageDecoder.Decode(Octets.FromHex("BF3E125A1089049032123451234512345678901235"));
        Assert.That(eid.WithoutSecrets().ToLines(), Is.EqualTo(eid.ToLines()));
        MessageReading damaged = MessageDecoder.Decode(Inspected.Package.Elements[9].Encoded is var aka ? aka.Slice(0, aka.Length - 3) : default);
        Assert.That(string.Join('\n', damaged.ToLines()), Does.Contain(Inspected.Key));
        Assert.That(string.Join('\n', damaged.WithoutSecrets().ToLines()), Does.Not.Contain(Inspected.Key));
    }

    /// <summary>An element that cannot be read could hold a key anywhere: its values are not shown either.</summary>
    [Test]
    public void Of_an_element_that_cannot_be_read_only_tags_and_lengths_are_shown()
    {
        string octets = Inspected.Package.Write().ToString();
        // The algorithm's tag, 80 01 01, becomes 9F, which the element does not have.
        string broken = octets.Replace("800101810101" + "8210" + Inspected.Key, "9E0101810101" + "8210" + Inspected.Key, StringComparison.Ordinal);
        Assert.That(broken, Is.Not.EqualTo(octets));
        PackageInspection package = PackageInspection.Read(Octets.FromHex(broken));
        Assert.That(package.Elements[9].Fault, Is.Not.Null);
        string text = Inspected.Text(package.Fields(false, ["akaParameter"]));
        Assert.That(text, Does.Contain("82 (16 octets)").And.Not.Contain(Inspected.Key));
        Assert.That(Inspected.Text(package.Fields(true, ["akaParameter"])), Does.Contain(Inspected.Key));
    }
}

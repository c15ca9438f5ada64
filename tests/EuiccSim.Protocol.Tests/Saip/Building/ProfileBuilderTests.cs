using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Saip.Building;

internal sealed class ProfileBuilderTests
{
    // K and OPc: 3GPP TS 35.207 test set 1.
    private static readonly SubscriberData Subscriber = new()
    {
        Iccid = Iccid.FromDigits("8949000000000000016"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        Msisdn = "491701234567",
    };

    [Test]
    public void A_built_profile_keeps_every_rule() => Assert.That(ProfileChecks.Check(ProfileBuilder.Build(Subscriber)), Is.Empty);

    [TestCase(AlgorithmId.Tuak, 16)]
    [TestCase(AlgorithmId.Tuak, 32)]
    [TestCase(AlgorithmId.UsimTestAlgorithm, 16)]
    public void Other_algorithms_keep_every_rule(AlgorithmId algorithm, int keyLength)
    {
        SubscriberData data = Subscriber with { Algorithm = algorithm, Key = Octets.Of(new byte[keyLength]), Opc = Octets.Of(new byte[32]) };
        Assert.That(ProfileChecks.Check(ProfileBuilder.Build(data)), Is.Empty);
    }

    [TestCase("imsi", "12a")]
    [TestCase("imsi", "00101")]
    [TestCase("imsi", "0010101234560631")]
    [TestCase("key", "0102")]
    [TestCase("key", "000102030405060708090A0B0C0D0E0F000102030405060708090A0B0C0D0E0F", Description = "a key of TUAK")]
    [TestCase("opc", "CD63CB71954A9F4E48A5994E37A02B")]
    [TestCase("opc", "CD63CB71954A9F4E48A5994E37A02BAF", Description = "of the test algorithm")]
    [TestCase("algorithm", "")]
    [TestCase("mncLength", "")]
    [TestCase("pin", "123")]
    [TestCase("pin2", "123456789")]
    [TestCase("puk", "1234567")]
    [TestCase("puk2", "1234567A")]
    [TestCase("adm1", "")]
    [TestCase("msisdn", "+49")]
    [TestCase("profileType", "")]
    [TestCase("serviceProviderName", "Seventeen letters")]
    [TestCase("otaKeys", "00")]
    public void Data_that_make_no_profile_are_refused_by_their_name(string field, string value)
    {
        SubscriberData data = field switch
        {
            "imsi" => Subscriber with { Imsi = value },
            "key" => Subscriber with { Key = Octets.FromHex(value) },
            "opc" => Subscriber with { Opc = Octets.FromHex(value), Algorithm = value.Length == 32 ? AlgorithmId.UsimTestAlgorithm : AlgorithmId.Milenage },
            "algorithm" => Subscriber with { Algorithm = (AlgorithmId)9 },
            "mncLength" => Subscriber with { MncLength = 4 },
            "pin" => Subscriber with { Pin = value },
            "pin2" => Subscriber with { Pin2 = value },
            "puk" => Subscriber with { Puk = value },
            "puk2" => Subscriber with { Puk2 = value },
            "adm1" => Subscriber with { Adm1 = value },
            "msisdn" => Subscriber with { Msisdn = value },
            "profileType" => Subscriber with { ProfileType = value },
            "serviceProviderName" => Subscriber with { ServiceProviderName = value },
            _ => Subscriber with { OtaKeys = [Octets.FromHex(value)] },
        };
        SubscriberDataException fault = Assert.Throws<SubscriberDataException>(() => ProfileBuilder.Build(data))!;
        Assert.That(fault.Field, Is.EqualTo(field));
        Assert.That(fault.Message, Is.EqualTo($"{field}: {fault.Problem}"), "no name of a parameter");
    }

    [Test]
    public void The_octets_are_these()
    {
        // As first made: it says that nothing changes unnoticed. That it is right is for the tests below, and for the vectors, to say.
        Octets upp = ProfileBuilder.Build(Subscriber).Write();
        Assert.That(Convert.ToHexString(SHA256.HashData(upp.Span)), Is.EqualTo("1CF1C4A78D31FF5244FE79CFA646A3664E7D98F65F97108499C9B027A8989537"));
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        ProfilePackage built = ProfileBuilder.Build(Subscriber);
        Assert.That(ProfilePackage.Read(built.Write()), Is.EqualTo(built));
    }

    // By hand from TS 102 221 §13, TS 31.102 §4.2 and TS 31.103 §4.2.
    [TestCase("mf", "ef-iccid", "989400000000000010F6")]
    [TestCase("mf", "ef-pl", "656E")]
    [TestCase("usim", "ef-imsi", "080910101032540636")]
    [TestCase("usim", "ef-acc", "0008")]
    [TestCase("usim", "ef-ad", "00000002")]
    [TestCase("usim", "ef-spn", "00457569636353696DFFFFFFFFFFFFFFFF")]
    [TestCase("usim", "ef-ecc", "11F2FF0019F1FF00")]
    [TestCase("usim", "ef-ust", "020E1C04210600004000100000000026" + "00")]
    [TestCase("usim", "ef-fplmn", "FFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("opt-usim", "ef-msisdn", "FFFFFFFFFFFFFFFFFFFF" + "0791947110325476" + "FFFFFFFF" + "FFFF")]
    [TestCase("opt-usim", "ef-hplmnwact", "00F110C880")]
    [TestCase("opt-usim", "ef-ehplmn", "00F110FFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("gsm-access", "ef-kc", "FFFFFFFFFFFFFFFF07")]
    [TestCase("df-5gs", "ef-uac-aic", "00000000")]
    [TestCase("isim", "ef-ist", "0100000000000000000000000000")]
    [TestCase("telecom", "ef-pbr", "A805C0034F5801FFFFFFFFFFFFFFFFFF")]
    public void Files_have_these_contents(string element, string field, string content) =>
        Assert.That(Content(element, field).ToString(), Is.EqualTo(content));

    [Test]
    public void The_directory_names_both_applications() => Assert.That(Content("mf", "ef-dir").ToString(), Is.EqualTo(
        "61184F10A0000000871002FFFFFFFF890302000050045553494D" + "FFFFFFFFFFFF" + "61184F10A0000000871004FFFFFFFF890302000050044953494D" + "FFFFFFFFFFFF"));

    [TestCase(1, "8001019000800102A406830101950108800158A40683010A950108")]
    [TestCase(7, "800103A406830101950108800158A40683010A950108840132A406830101950108")]
    [TestCase(11, "8001019000800118A40683010A9501088001429700")]
    [TestCase(14, "80015EA40683010A950108")]
    public void Access_rules_are_those_of_the_annex(int number, string rule) // the annex on access rules
    {
        foreach (string element in new[] { "mf", "telecom", "usim", "isim" })
        {
            Octets records = Content(element, "ef-arr");
            Assert.That(records.Length, Is.EqualTo(14 * 33));
            Assert.That(records.Slice((number - 1) * 33, 33).ToString(), Is.EqualTo(rule.PadRight(66, 'F')));
        }
    }

    [Test]
    public void The_ims_identities_derive_from_the_IMSI()
    {
        // TS 23.003 §13.3.
        const string domain = "ims.mnc001.mcc001.3gppnetwork.org";
        Assert.That(Text(Content("isim", "ef-domain")), Is.EqualTo(domain));
        Assert.That(Text(Content("isim", "ef-impi")), Is.EqualTo($"001010123456063@{domain}"));
        Assert.That(Text(Content("isim", "ef-impu")), Is.EqualTo($"sip:001010123456063@{domain}"));
    }

    [Test]
    public void The_header_has_the_digits_of_the_ICCID_in_reading_order() =>
        Assert.That(ProfileBuilder.Build(Subscriber).Header!.Iccid.ToString(), Is.EqualTo("8949000000000000016F"));

    private static string Text(Octets tlv)
    {
        Assert.That((tlv[0], (int)tlv[1]), Is.EqualTo(((byte)0x80, tlv.Length - 2)));
        return System.Text.Encoding.UTF8.GetString(tlv.Span[2..]);
    }

    private static Octets Content(string element, string field)
    {
        FileSystemElement files = ProfileBuilder.Build(Subscriber).Elements.Select(signed => signed.Value).OfType<ProfileElement.FileSystem>()
            .Single(each => PeLayout.Of(each.Kind).Name == element).Value;
        FileTemplate row = TemplateTable.Find(files.TemplateId)!.Find(field)!;
        TemplatedFile file = files.Find(row.Tag) ?? new(row.Tag, []);
        Assert.That(FileResolver.Resolve(row, file.Fcp, out FileDefinition? definition), Is.EqualTo(PeStatusCode.Ok));
        Assert.That(FileContent.Build(definition!, file.Parts, out Octets content), Is.EqualTo(PeStatusCode.Ok));
        return content;
    }
}

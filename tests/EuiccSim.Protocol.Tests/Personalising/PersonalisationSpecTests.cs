using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Personalising;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Personalising;

/// <summary>What a specification says stands in the package, and what contradicts itself makes none.</summary>
public sealed class PersonalisationSpecTests
{
    /// <summary>SHA-256 of what the tool made of the same specifications with --seed 7 before there were settings, services and files. The keys for management were those then.</summary>
    [TestCase("", "f102d4a42f93008633c3b87e55a144fcab9e1280e79731c11d544f470516413a")]
    [TestCase("""
        "mncLength":"3","algorithm":"tuak","pin1":"1234","pin2":"5678","puk1":"11112222","puk2":"33334444","adm1":"99998888","profileType":"Mine",
        "serviceProviderName":"Grüße","msisdn":"491701234567"
        """, "799f2810d5adc828d938b79c20c97c09fc7ba31234cf88c90b56a8e23a8eaa11", "310410000000123")]
    public void Old_specifications_give_the_same_octets(string members, string hash, string imsi = "001010000000123") =>
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(Make(members + (members.Length > 0 ? "," : "") + UsualKeys, imsi).Package.Span)), Is.EqualTo(hash));

    [Test]
    public void Keys_for_management_are_drawn_last_and_differ_from_package_to_package()
    {
        MadePackage made = Make("");
        Assert.That(made.Drawn, Is.EqualTo(new[] { "key", "opc", "puk1", "puk2", "adm1", "otaKeys 01" }));
        Assert.That(made.Package, Is.EqualTo(Make("").Package), "of one seed");
        Assert.That(made.ListSecrets(), Is.EqualTo(Make(UsualKeys).ListSecrets()), "what was drawn before");
        OtaKeySet own = made.ListOtaKeys().Single(), other = Read("") is var spec ? spec.Make(spec.OwnTemplate(), new SeededRandom("8")).ListOtaKeys().Single() : own;
        Assert.That(new[] { own.Kic, own.Kid, own.Kik, other.Kic, other.Kid, other.Kik }, Is.Unique);
        Assert.That((own.Version, own.IsAes, own.Kic!.Value.Length), Is.EqualTo((1, true, 16)));
        Assert.That(ProfileLinter.Lint(made.Package).Findings.Select(finding => finding.Rule.Id), Has.None.StartsWith("sd-"));
    }

    /// <summary>Another set comes beside that of a package of our own, which is drawn all the same.</summary>
    [Test]
    public void No_printed_key_stays_beside_one_that_is_given()
    {
        MadePackage made = Make("\"otaKeys\":[{\"kvn\":\"30\"}]");
        Assert.That(made.ListOtaKeys().Select(set => set.Version), Is.EqualTo(new[] { 0x01, 0x30 }));
        Assert.That(made.Drawn, Does.Contain("otaKeys 01").And.Contain("otaKeys 30"));
        Assert.That(ProfileLinter.Lint(made.Package).Findings.Select(finding => finding.Rule.Id), Has.None.StartsWith("sd-"));
    }

    [Test]
    public void Keys_for_management_of_a_template_stay()
    {
        Octets template = Make("").Package;
        MadePackage made = Read("\"template\":\"x\"").Make(template, new SeededRandom("x"));
        Assert.That(made.ListOtaKeys(), Is.EqualTo(Make("").ListOtaKeys()));
        Assert.That(made.Drawn, Has.None.StartsWith("otaKeys"));
    }

    [Test]
    public void Sequence_numbers_and_constants_stand_in_each_element_and_a_default_in_none()
    {
        MadePackage made = Make("""
            "sqn":{"options":3,"delta":"000000000100","ageLimit":65536,"init":33},"algorithmOptions":"09","rotationConstants":"4000204060",
            "xoringConstants":"
            """.TrimEnd() + new string('1', 160) + "\"");
        PeAkaParameter[] all = [.. ProfilePackage.Read(made.Package).Elements.Select(one => one.Value).OfType<ProfileElement.AkaParameter>().Select(one => one.Value)];
        Assert.That(all, Has.Length.EqualTo(2));
        foreach (PeAkaParameter aka in all)
        {
            Assert.That((aka.SqnOptions.ToString(), aka.SqnDelta.ToString(), aka.SqnAgeLimit.ToString()), Is.EqualTo(("03", "000000000100", "000000010000")));
            Assert.That(aka.SqnInit.Select(number => number.ToString()), Is.All.EqualTo("000000000021"));
            AlgoParameter parameter = ((AlgoConfiguration.Algo)aka.AlgoConfiguration).Value;
            Assert.That((parameter.AlgorithmOptions.ToString(), parameter.XoringConstants.ToString()), Is.EqualTo(("09", new string('1', 160))));
        }
        Assert.That(made.Package.ToString(), Does.Contain("820103" + "8306000000000100" + "8406000000010000").And.Not.Contain("84054000204060"));
        Assert.That(made.ListSqn(), Is.EqualTo(new[] { ("options", "03"), ("delta", "000000000100"), ("ageLimit", "000000010000"), ("init", "000000000021") }));
    }

    [Test]
    public void Rounds_of_TUAK_go_into_the_package_and_into_TOPc()
    {
        const string tuak = "\"algorithm\":\"tuak\",\"key\":\"ABABABABABABABABABABABABABABABAB\",\"op\":\"5555555555555555555555555555555555555555555555555555555555555555\"";
        // 3GPP TS 35.233 test set 1: one iteration.
        Assert.That(Secret(Make(tuak), "opc"), Is.EqualTo("BD04D9530E87513C5D837AC2AD954623A8E2330C115305A73EB45D1F40CCCBFF"));
        MadePackage two = Make(tuak + ",\"numberOfKeccak\":2");
        Assert.That(Secret(two, "opc"), Is.Not.EqualTo(Secret(Make(tuak), "opc")));
        Assert.That(two.Package.ToString(), Does.Contain("870102"));
    }

    [Test]
    public void Pins_begin_in_the_state_that_is_said_and_are_told()
    {
        MadePackage made = Make("""
            "pins":{"pin1":{"value":"1234","puk":"11112222","enabled":true,"tries":5},"pin2":{"tries":10,"enabled":false},"adm1":{"tries":3,"value":"13572468"}}
            """);
        PinConfiguration[] pins = [.. ProfilePackage.Read(made.Package).Elements.Select(one => one.Value).OfType<ProfileElement.PinCodes>()
            .SelectMany(one => ((PinCodes.Pinconfig)one.Value.PinCodes).Value)];
        PinConfiguration Pin(PinKeyReference reference) => pins.First(pin => pin.KeyReference == reference);
        Assert.That((Pin(PinKeyReference.PinAppl1).PinAttributes, Pin(PinKeyReference.PinAppl1).MaxNumOfAttempsRetryNumLeft), Is.EqualTo((7, 0x55)));
        Assert.That((Pin(PinKeyReference.SecondPINAppl1).PinAttributes, Pin(PinKeyReference.SecondPINAppl1).MaxNumOfAttempsRetryNumLeft), Is.EqualTo((2, 0xAA)));
        Assert.That((Pin(PinKeyReference.Adm1).PinAttributes, Pin(PinKeyReference.Adm1).MaxNumOfAttempsRetryNumLeft), Is.EqualTo((3, 0x33)));
        Assert.That((Secret(made, "pin1"), Secret(made, "puk1"), Secret(made, "pin2"), Secret(made, "adm1")), Is.EqualTo(("1234", "11112222", "1111", "13572468")));
        Assert.That(made.Drawn, Is.EqualTo(new[] { "key", "opc", "puk2", "otaKeys 01" }));
    }

    [Test]
    public void Keys_for_management_replace_those_with_their_numbers_and_join_the_others()
    {
        MadePackage made = Make("""
            "otaKeys":[{"kvn":1,"kic":"A0A1A2A3A4A5A6A7A8A9AAABACADAEAF","kid":"B0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF","kik":"C0C1C2C3C4C5C6C7C8C9CACBCCCDCECF"},
            {"kvn":"02","type":"des","kic":"000102030405060708090A0B0C0D0E0F"},{"kvn":"30"}]
            """);
        OtaKeySet[] sets = [.. made.ListOtaKeys()];
        Assert.That(sets.Select(set => (set.Version, set.Protocol, set.IsAes)), Is.EqualTo(new[] { (1, "SCP80", true), (2, "SCP80", false), (0x30, "SCP03", true) }));
        Assert.That((sets[0].Kic.ToString(), sets[0].Kik.ToString(), sets[1].Kic.ToString()),
            Is.EqualTo(("A0A1A2A3A4A5A6A7A8A9AAABACADAEAF", "C0C1C2C3C4C5C6C7C8C9CACBCCCDCECF", "000102030405060708090A0B0C0D0E0F")));
        // GlobalPlatform Card Specification table 11-16: '80' DES, '88' AES; the key list as TS.48 writes it.
        Assert.That(made.Package.ToString(), Does.Contain("950118" + "820101" + "830102" + "3017" + "3015" + "800180" + "8610" + "000102030405060708090A0B0C0D0E0F"));
        Assert.That(made.Drawn, Does.Contain("otaKeys 02").And.Contain("otaKeys 30").And.Not.Contain("otaKeys 01"));
        Assert.That(sets[2].ToString(), Is.EqualTo("SCP03 30"), "no secret");
    }

    [TestCase("\"files\":{\"MF/EF.PL\":\"de en\"}", "MF/EF.PL", "6465656E")]
    [TestCase("\"files\":{\"EF.HPLMNwAcT\":[\"26201:lte,nr\",\"26202\"]}", "ADF.USIM/EF.HPLMNwAcT", "62F2104800" + "62F220C880")]
    [TestCase("\"files\":{\"ADF.USIM/6F78\":\"0x0010\"}", "ADF.USIM/EF.ACC", "0010")]
    [TestCase("\"files\":{\"usim/ecc\":[\"112\",\"110:police\"]}", "ADF.USIM/EF.ECC", "11F2FF00" + "11F0FF01")]
    [TestCase("\"files\":{\"ADF.USIM/EF.EHPLMN\":\"26201 26202\"}", "ADF.USIM/EF.EHPLMN", "62F21062F220")]
    [TestCase("\"serviceProviderName\":\"Acme\",\"spn\":{\"showsPlmnAtHome\":true,\"showsNameAbroad\":false}", "ADF.USIM/EF.SPN", "0341636D65FFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("\"files\":{\"EF.SPN\":{\"serviceProviderName\":\"Acme\",\"showsPlmnAtHome\":true}}", "ADF.USIM/EF.SPN", "0141636D65FFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("\"networkName\":{\"fullName\":\"Acme Net\",\"shortName\":\"Acme\"}", "ADF.USIM/EF.PNN", "430880C171BB0C7296E9450584C171BB0C")]
    [TestCase("\"networkName\":\"Acme Net\"", "ADF.USIM/EF.OPL", "00F1100000FFFE01")]
    [TestCase("\"files\":{\"EF.SMSP\":\"+491710760000\"}", "ADF.USIM/EF.SMSP", "FD" + "FFFFFFFFFFFFFFFFFFFFFFFF" + "0791947101670000FFFFFFFF" + "FFFFFF")]
    public void Files_get_what_a_person_writes(string members, string path, string content)
    {
        Octets there = FileOf(Make(members).Package, path);
        Assert.That(there.ToString(), Does.StartWith(content).Or.EndWith(content));
        Assert.That(there.ToString().Replace(content, "", StringComparison.Ordinal).Trim('F'), Is.Empty, "nothing but filler besides");
    }

    [Test]
    public void Services_come_and_go_by_name_and_number()
    {
        MadePackage made = Make("\"services\":{\"mandatory\":[\"+get-identity\",\"+javacard\"],\"usim\":\"-MSISDN +45 +46\",\"isim\":[5]},\"networkName\":\"x\"");
        Assert.That((made.Header().EuiccMandatoryServices.GetIdentity, made.Header().EuiccMandatoryServices.Javacard, made.Header().EuiccMandatoryServices.Usim, made.Header().EuiccMandatoryServices.Milenage), Is.EqualTo((true, true, true, true)));
        PersonalisationSpec less = Read("\"template\":\"x\",\"services\":{\"mandatory\":\"-javacard\"}");
        ServicesList left = less.Make(made.Package, new SeededRandom("x")).Header().EuiccMandatoryServices;
        Assert.That((left.GetIdentity, left.Javacard, left.Usim, left.Isim), Is.EqualTo((true, false, true, true)));
        string ust = FileDecoder.TextOf(FileDecoder.Decode("EF.UST", FileOf(made.Package, "ADF.USIM/EF.UST"))!);
        Assert.That(ust, Does.Contain("45 network names").And.Contain("46 operator").And.Not.Contain("21 own number"));
        Assert.That(FileOf(made.Package, "ADF.ISIM/EF.IST")[0], Is.EqualTo(0x10));
    }

    [Test]
    public void Without_an_ISIM_there_is_none_and_nothing_speaks_of_it()
    {
        MadePackage made = Make("\"applications\":{\"isim\":false}");
        ProfilePackage package = ProfilePackage.Read(made.Package);
        Assert.That(PackageFiles.Read(package, out SequenceOf<ProfileFault> notMade).Adfs, Has.Count.EqualTo(1));
        Assert.That(notMade, Is.Empty);
        Assert.That(made.Package.ToString(), Does.Not.Contain(ProfileBuilder.IsimAid.ToString()));
        Assert.That(ProfileChecks.Check(package), Is.Empty);
    }

    [TestCase("\"opc\":\"00\",\"op\":\"00\"", "\"op\"", "\"opc\"")]
    [TestCase("\"pin1\":\"1234\",\"pins\":{\"pin1\":{\"value\":\"4321\"}}", "\"pin1\"", "\"pins.pin1.value\"")]
    [TestCase("\"puk2\":\"12345678\",\"pins\":{\"pin2\":{\"puk\":\"87654321\"}}", "\"puk2\"", "\"pins.pin2.puk\"")]
    [TestCase("\"template\":\"x.der\",\"mncLength\":2", "\"mncLength\"", "\"template\"")]
    [TestCase("\"template\":\"x.der\",\"applications\":{}", "\"applications\"", "\"template\"")]
    [TestCase("\"algorithm\":\"tuak\",\"rotationConstants\":\"4000204060\"", "\"rotationConstants\"", "\"algorithm\" is tuak")]
    [TestCase("\"numberOfKeccak\":2", "\"numberOfKeccak\"", "\"algorithm\" is milenage")]
    [TestCase("\"services\":{\"mandatory\":[\"+tuak128\"]}", "\"services.mandatory\"", "\"algorithm\", which is milenage")]
    [TestCase("\"services\":{\"mandatory\":[\"-milenage\"]}", "\"services.mandatory\"", "\"algorithm\", which is milenage")]
    [TestCase("\"services\":{\"usim\":\"+GID1\"}", "\"services.usim\"", "EF.GID1")]
    [TestCase("\"services\":{\"isim\":\"1\"},\"applications\":{\"isim\":false}", "\"services.isim\"", "\"applications.isim\"")]
    [TestCase("\"impi\":\"a@b\",\"applications\":{\"isim\":false}", "\"impi\"", "\"applications.isim\"")]
    [TestCase("\"files\":{\"ADF.USIM/EF.SPN\":\"A\",\"ADF.USIM/6F46\":\"B\"}", "\"ADF.USIM/EF.SPN\"", "\"ADF.USIM/6F46\"")]
    [TestCase("\"serviceProviderName\":\"A\",\"files\":{\"EF.SPN\":\"B\"}", "\"serviceProviderName\"", "\"files.EF.SPN\"")]
    [TestCase("\"files\":{\"EF.IMSI\":\"001010000000124\"}", "\"imsi\"", "\"files.EF.IMSI\"")]
    [TestCase("\"mncLength\":2,\"files\":{\"EF.AD\":\"3\"}", "\"mncLength\"", "\"files.EF.AD\"")]
    [TestCase("\"services\":{\"usim\":\"-20\"},\"files\":{\"EF.UST\":\"1\"}", "\"services.usim\"", "\"files.EF.UST\"")]
    [TestCase("\"services\":{\"mandatory\":[\"-usim\"]}", "\"services.mandatory\" does not go with element 7 (usim)", "header-application-services")]
    [TestCase("\"services\":{\"mandatory\":[\"-isim\"]}", "\"services.mandatory\" does not go with element 13 (isim)", "isim is not asked for")]
    [TestCase("\"services\":{\"mandatory\":\"usim isim\"}", "\"services.mandatory\" does not go with element 10 (akaParameter)", "milenage is not asked for")]
    [TestCase("\"services\":{\"mandatory\":\"usim milenage\"}", "\"services.mandatory\" does not go with element 13 (isim)", "isim is not asked for")]
    [TestCase("\"services\":{\"mandatory\":\"+csim\"}", "\"services.mandatory\"", "a PE-CSIM")]
    [TestCase("\"services\":{\"mandatory\":\"+cave\"}", "\"services.mandatory\"", "a PE-CDMAParameter")]
    [TestCase("\"services\":{\"mandatory\":\"+eaka\"}", "\"services.mandatory\"", "came with SAIP 3")]
    [TestCase("\"algorithm\":\"tuak\",\"services\":{\"mandatory\":\"+tuak256\"}", "\"services.mandatory\"", "tuak256")]
    [TestCase("\"services\":{\"mandatory\":\"+isim\"},\"applications\":{\"isim\":false}", "\"services.mandatory\" asks for '+isim'", "\"applications.isim\" is false")]
    [TestCase("\"services\":{\"mandatory\":\"usim milenage multiple-isim\"},\"applications\":{\"isim\":false}", "\"services.mandatory\" asks for 'multiple-isim'", "\"applications.isim\" is false")]
    [TestCase("\"files\":{\"ADF.ISIM/EF.IMPI\":\"a@b\"},\"applications\":{\"isim\":false}", "\"files.ADF.ISIM/EF.IMPI\"", "\"applications.isim\" is false")]
    [TestCase("\"files\":{\"P-CSCF\":\"a.b\"},\"applications\":{\"isim\":false}", "\"files.P-CSCF\"", "\"applications.isim\" is false")]
    [TestCase("\"services\":{\"mandatory\":[\"+javacard\",\"-javacard\"]}", "\"services.mandatory\": '+javacard' and '-javacard'", "one service")]
    [TestCase("\"services\":{\"mandatory\":[\"+-usim\"]}", "\"services.mandatory\"", "no service '-usim'")]
    [TestCase("\"services\":{\"usim\":[\"+12\",\"-12\"]}", "\"services.usim\": EF.UST: '+12' and '-12'", "one service")]
    [TestCase("\"services\":{\"usim\":[\"-12\",\"+SMSP\"]}", "\"services.usim\": EF.UST: '-12' and '+SMSP'", "one service")]
    [TestCase("\"services\":{\"isim\":[\"+1\",\"-1\"]}", "\"services.isim\": EF.IST: '+1' and '-1'", "one service")]
    [TestCase("\"files\":{\"EF.UST\":\"+2 -FDN\"}", "\"files.EF.UST\": EF.UST: '+2' and '-FDN'", "one service")]
    [TestCase("\"files\":{\"EF.UST\":\"+GID1\"}", "\"files.EF.UST\"", "service 17 without EF.GID1")]
    [TestCase("\"services\":{\"usim\":\"+125\"}", "\"services.usim\"", "service 125 comes with service 124")]
    [TestCase("\"services\":{\"isim\":\"+8\"}", "\"services.isim\"", "service 8 without EF.SMSP")]
    [TestCase("\"services\":{\"usim\":\"-2\"},\"files\":{\"EF.EST\":\"1\"}", "\"services.usim\" and \"files.EF.EST\" do not go together", "est-services")]
    [TestCase("\"services\":{\"usim\":\"-19\"},\"serviceProviderName\":\"A\"", "\"services.usim\" leaves service 19 off", "\"serviceProviderName\"")]
    [TestCase("\"services\":{\"usim\":\"-MSISDN\"},\"msisdn\":\"4917\"", "\"services.usim\" leaves service 21 off", "\"msisdn\"")]
    [TestCase("\"services\":{\"usim\":\"2 10 33\"},\"networkName\":\"A\"", "\"services.usim\" leaves service 45 off", "\"networkName\"")]
    [TestCase("\"services\":{\"usim\":\"-46\"},\"networkName\":\"A\"", "\"services.usim\" leaves service 46 off", "\"networkName\"")]
    [TestCase("\"files\":{\"EF.UST\":\"-43\",\"EF.HPLMNwAcT\":\"26201\"}", "\"files.EF.UST\" leaves service 43 off", "\"files.EF.HPLMNwAcT\"")]
    [TestCase("\"services\":{\"isim\":\"-1\"},\"files\":{\"EF.P-CSCF\":\"pcscf.ims.mnc001.mcc001.3gppnetwork.org\"}", "\"services.isim\" leaves service 1 off", "\"files.EF.P-CSCF\"")]
    [TestCase("\"files\":{\"MF/EF.ARR\":\"read: always\"}", "\"files.MF/EF.ARR\" does not go with MF", "record 14 of MF/EF.ARR")]
    [TestCase("\"files\":{\"ADF.USIM/EF.ARR\":[\"read: always; update: ADM4\",\"read: ADM1\"]}", "\"files.ADF.USIM/EF.ARR\"", "EF.ARR")]
    [TestCase("\"files\":{\"EF.DIR\":\"A0000000871002FFFFFFFF8903020000:USIM\"}", "\"files.EF.DIR\" does not go with ADF.ISIM", "dir-application-listed")]
    [TestCase("\"files\":{\"EF.DIR\":\"A0000000871002FFFFFFFF8903020000:USIM;A0000000871002FFFFFFFF8903020000:ISIM\"}", "\"files.EF.DIR\"", "dir-application-")]
    [TestCase("\"networkName\":\"A\",\"files\":{\"EF.OPL\":\"26201:0000-FFFE:2\"}", "\"networkName\" and \"files.EF.OPL\" do not go together", "record 1 has 2")]
    [TestCase("\"files\":{\"EF.AD\":\"3\"}", "\"mncLength\", which is 2 where it is not given, and \"files.EF.AD\"", "ADF.USIM/EF.AD")]
    [TestCase("\"metadata\":{\"profileClass\":\"test\"}", "\"metadata.profileClass\" is test", "\"key\" is not given")]
    [TestCase("\"key\":\"465B5CE8B199B49FAA5F0A2EE238A6BC\",\"metadata\":{\"profileClass\":\"test\"}", "\"metadata.profileClass\" is test", "\"key\" is none for tests")]
    [TestCase("\"otaKeys\":[{\"kvn\":\"30\",\"kic\":\"A0A1A2A3A4A5A6A7A8A9AAABACADAEAF\",\"kik\":\"A0A1A2A3A4A5A6A7A8A9AAABACADAEAFA0A1A2A3A4A5A6A7\"}]", "\"kic\" has 16 octets", "\"kik\" 24")]
    [TestCase("\"otaKeys\":[{\"kvn\":\"30\",\"type\":\"des\"}]", "\"kvn\" 30", "\"type\"")]
    [TestCase("\"otaKeys\":[{\"kvn\":\"01\"},{\"kvn\":1}]", "\"otaKeys\"", "01 comes twice")]
    [TestCase("\"otaKeys\":[{\"kvn\":\"40\"}]", "\"otaKeys\"", "01 to 0F (SCP80) or 30 to 3F (SCP03), not 40")]
    [TestCase("\"otaKeys\":[{\"kvn\":\"01\",\"kid\":\"00\"}]", "\"kid\" of \"kvn\" 01", "16, 24 or 32 octets")]
    [TestCase("\"sqn\":{\"init\":281474976710656}", "\"sqn.init\"", "below 2^48")]
    [TestCase("\"sqn\":{\"delta\":\"0001\"}", "\"sqn.delta\"", "12 hexadecimal digits")]
    [TestCase("\"sqn\":{\"init\":[1,2]}", "\"sqn.init\" has 2 numbers", "32")]
    [TestCase("\"pins\":{\"pin1\":{\"tries\":16}}", "\"pins.pin1.tries\"", "1 to 15")]
    [TestCase("\"applications\":{\"usim\":false}", "\"applications.usim\"", "a USIM")]
    [TestCase("\"kee\":\"00\"", "there is no \"kee\", perhaps \"key\"", "there are template, iccid")]
    [TestCase("\"sqn\":{\"detla\":1}", "there is no \"sqn.detla\", perhaps \"delta\"", "ageLimit")]
    [TestCase("\"key\":12", "\"key\" is no text: it is a number", "quotation marks")]
    [TestCase("\"key\":null", "\"key\" is null", "left out")]
    [TestCase("\"key\":\"00\",\"key\":\"00\"", "\"key\"", "twice")]
    [TestCase("\"key\":\"0\"", "\"key\"", "pairs")]
    [TestCase("\"pins\":[]", "\"pins\" is a list", "an object")]
    [TestCase("\"spn\":{\"showsPlmnAtHome\":1}", "\"spn.showsPlmnAtHome\" is a number", "true or false")]
    [TestCase("\"otaKeys\":{}", "\"otaKeys\" is an object", "a list of objects")]
    [TestCase("\"algorithm\":\"xor\"", "\"algorithm\": 'xor'", "milenage, tuak, usimTestAlgorithm")]
    [TestCase("\"files\":{\"EF.NONE\":\"1\"}", "\"files.EF.NONE\"", "no file")]
    [TestCase("\"files\":{\"ADF.USIM\":\"1\"}", "\"files.ADF.USIM\"", "directory")]
    [TestCase("\"files\":{\"EF.SPN\":\"A name of more than 16\"}", "\"files.EF.SPN\": EF.SPN", "no room in 16 octets")]
    [TestCase("\"files\":{\"EF.ECC\":[\"112\",\"110\",\"911\"]}", "\"files.EF.ECC\"", "2 records")]
    public void What_contradicts_itself_is_refused_with_both_names(string members, string one, string other) =>
        Assert.That(Assert.Throws<SpecException>(() => Make(members))!.Message, Does.Contain(one).And.Contain(other));

    [TestCase("26201", "3", "\"mncLength\"")]
    [TestCase("262010", "3", "\"mncLength\" 3 leaves none")]
    public void An_IMSI_has_digits_for_network_and_subscriber(string imsi, string mncLength, string words) =>
        Assert.That(Assert.Throws<SpecException>(() => Make($"\"mncLength\":{mncLength}", imsi))!.Message, Does.Contain("\"imsi\"").And.Contain(words).Or.Contain("\"imsi\": 6 to 15 digits"));

    [TestCase("{\"iccid\":\"1\",\n  \"imsi\":}", "line 2, column 10: ")]
    [TestCase("{\"iccid\":\"1\"", "line 1, column 13: it ends before its last bracket")]
    [TestCase("", "there is nothing in it")]
    [TestCase("[]", "it is no JSON object")]
    [TestCase("{\"imsi\":\"001010000000123\"}", "\"iccid\" is missing")]
    public void What_is_no_JSON_is_told_with_its_place(string json, string words) =>
        Assert.That(Assert.Throws<SpecException>(() => PersonalisationSpec.Read(Octets.Wrap(Encoding.UTF8.GetBytes(json))))!.Message, Does.Contain(words));

    /// <summary>What looks like a contradiction, and is none.</summary>
    [TestCase("\"files\":{\"EF.AD\":\"2\"}")]
    [TestCase("\"mncLength\":2,\"files\":{\"EF.AD\":\"0x80000002\"}")]
    [TestCase("\"services\":{\"usim\":[\"+12\",\"+SMSP\"],\"mandatory\":[\"+usim\",\"+usim\"]}")]
    [TestCase("\"services\":{\"usim\":\"-20\"}")]
    [TestCase("\"services\":{\"mandatory\":[\"-isim\"]},\"applications\":{\"isim\":false}")]
    [TestCase("\"key\":\"000102030405060708090A0B0C0D0E0F\",\"metadata\":{\"profileClass\":\"test\"}")]
    [TestCase("\"algorithm\":\"usimTestAlgorithm\",\"metadata\":{\"profileClass\":\"test\"}")]
    [TestCase("\"files\":{\"EF.DIR\":\"A0000000871004FFFFFFFF8903020000:IMS;A0000000871002FFFFFFFF8903020000:SIM\"}")]
    public void What_goes_together_is_taken(string members) => Assert.That(() => Make(members), Throws.Nothing);

    [Test]
    public void When_a_name_is_shown_is_said_of_a_name_that_is_there()
    {
        Octets template = Make("\"files\":{\"EF.SPN\":\"0x00\"}").Package;
        PersonalisationSpec Spec(string members) => Read("\"template\":\"x\",\"spn\":{\"showsPlmnAtHome\":true}" + members);
        Assert.That(() => Spec("").Make(template, new SeededRandom("x")), Throws.TypeOf<SpecException>().With.Message.Contains("\"spn\"").And.Message.Contains("\"serviceProviderName\" is not given"));
        Assert.That(() => Spec(",\"serviceProviderName\":\"A\"").Make(template, new SeededRandom("x")), Throws.Nothing);
    }

    [Test]
    public void Keys_that_are_drawn_are_as_long_as_the_one_that_is_given()
    {
        OtaKeySet set = Make("\"otaKeys\":[{\"kvn\":\"30\",\"kid\":\"A0A1A2A3A4A5A6A7A8A9AAABACADAEAFA0A1A2A3A4A5A6A7A8A9AAABACADAEAF\"}]").ListOtaKeys().First(set => set.Version == 0x30);
        Assert.That((set.Kic!.Value.Length, set.Kik!.Value.Length), Is.EqualTo((32, 32)));
    }

    /// <summary>A package whose ISIM an eUICC may leave out need not ask for it in its header.</summary>
    [Test]
    public void A_service_that_the_package_can_do_without_may_go()
    {
        PersonalisationSpec own = Read("");
        ProfileElement[] elements = [.. ProfilePackage.Read(own.OwnTemplate()).Elements.Select(element => element.Value switch
        {
            ProfileElement.FileSystem { Value: { Kind: PeKind.Isim } isim } => new ProfileElement.FileSystem(isim with { Header = isim.Header with { Mandated = false } }),
            var other => other,
        })];
        PersonalisationSpec spec = Read("\"template\":\"x\",\"services\":{\"mandatory\":\"-isim\"}");
        Assert.That(spec.Make(ProfilePackage.Of(elements).Write(), new SeededRandom("x")).Header().EuiccMandatoryServices.Isim, Is.False);
    }

    /// <summary>EF.AD of a template says how many digits of the IMSI are the network's.</summary>
    [Test]
    public void An_IMSI_of_a_template_has_digits_for_the_subscriber()
    {
        Octets template = Read("\"mncLength\":3", "310410000000123").OwnTemplate();
        PersonalisationSpec spec = Read("\"template\":\"x\"", "310410");
        Assert.That(() => spec.Make(template, new SeededRandom("x")),
            Throws.TypeOf<SpecException>().With.Message.EqualTo("\"imsi\" has 6 digits, and EF.AD of the template, 3, leaves none for the subscriber"));
        Assert.That(() => Read("\"template\":\"x\",\"files\":{\"EF.AD\":\"2\"}", "310410").Make(template, new SeededRandom("x")), Throws.Nothing);
    }

    [Test]
    public void The_same_value_twice_is_no_contradiction()
    {
        MadePackage made = Make("\"serviceProviderName\":\"Grüße\",\"files\":{\"EF.SPN\":\"Grüße\",\"EF.IMSI\":\"001010000000123\"},\"pin1\":\"1234\",\"pins\":{\"pin1\":{\"value\":\"1234\"}}");
        Assert.That(SimText.Read(FileOf(made.Package, "ADF.USIM/EF.SPN").Slice(1)), Is.EqualTo("Grüße"));
    }

    /// <summary>A GSMA test profile, made over: its other files stay.</summary>
    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Files_of_a_template_are_set_and_all_others_stay(string name)
    {
        Octets template = Ts48.Load(name);
        PersonalisationSpec Spec(string members) => Read("\"template\":\"x\",\"key\":\"00112233445566778899AABBCCDDEEFF\"," + members);
        Octets before = Spec("\"puk1\":\"11111111\"").Make(template, new SeededRandom("x")).Package;
        Octets after = Spec("\"puk1\":\"11111111\",\"files\":{\"ADF.USIM/EF.SPN\":\"Acme\",\"EF.FPLMN\":\"26202\",\"MF/EF.PL\":\"de en fr\"}").Make(template, new SeededRandom("x")).Package;
        Dictionary<string, string> old = Contents(before), made = Contents(after);
        Assert.That(made.Keys, Is.EqualTo(old.Keys));
        Assert.That(made.Where(file => old[file.Key] != file.Value).Select(file => file.Key), Is.EquivalentTo(new[] { "ADF.USIM/EF.SPN", "ADF.USIM/EF.FPLMN", "MF/EF.PL" }));
        Assert.That(made["ADF.USIM/EF.SPN"], Does.Contain("41636D65FFFF"));
        Assert.That(made["ADF.USIM/EF.FPLMN"], Does.StartWith("62F220FFFFFF"));
        Assert.That(made["MF/EF.PL"], Does.StartWith("6465656E6672"));
    }

    private static Dictionary<string, string> Contents(Octets package)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(package), out _);
        PackagePaths paths = new(files);
        return files.All.Where(file => !file.Definition.IsDirectory && file.Target is null).ToDictionary(paths.TextOf, file => file.Content.ToString());
    }

    private static Octets FileOf(Octets package, string path) => new PackagePaths(PackageFiles.Read(ProfilePackage.Read(package), out _)).Find(path).Content;

    private static string? Secret(MadePackage made, string name) => made.ListSecrets().First(one => one.Name == name).Value;

    private static MadePackage Make(string members, string imsi = "001010000000123")
    {
        PersonalisationSpec spec = Read(members, imsi);
        return spec.Make(spec.OwnTemplate(), new SeededRandom("7 profile build"));
    }

    private const string UsualKeys = """
        "otaKeys":[{"kvn":"01","kic":"101112131415161718191A1B1C1D1E1F","kid":"202122232425262728292A2B2C2D2E2F","kik":"303132333435363738393A3B3C3D3E3F"}]
        """;

    private static PersonalisationSpec Read(string members, string imsi = "001010000000123") => PersonalisationSpec.Read(Octets.Wrap(
        Encoding.UTF8.GetBytes($"{{\"iccid\":\"8949000000000000018\",\"imsi\":\"{imsi}\"{(members.Length > 0 ? "," : "")}{members}}}")));
}

internal static class MadePackages
{
    internal static ProfileHeader Header(this MadePackage made) => ProfilePackage.Read(made.Package).Header!;
}

using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Uicc;

/// <summary>
/// What people write becomes octets. The octets are those of <see cref="FileDecoderTests"/> (worked examples, with the clauses that they follow),
/// of TS 33.501 annex C.3.4 and C.4.4 (public keys), TS 31.121 §4.9 (EF.SUCI_Calc_Info), TS 23.038 (characters) and of GSMA's TS.48 packages.
/// </summary>
public sealed class FileEncoderTests
{
    [TestCase("EF.ICCID", "8988211990000001235", "988812910900001032F5", Description = "TS 102 221 §13.2")]
    [TestCase("EF.IMSI", "262010123456789", "082926101032547698", Description = "TS 31.102 §4.2.2")]
    [TestCase("EF.AD", "3", "00000003", Description = "§4.2.18")]
    [TestCase("EF.AD", "type approval operations", "80000000", Description = "§4.2.18")]
    [TestCase("EF.FPLMN", "26201", "62F210FFFFFFFFFFFFFFFFFF", Description = "§4.2.16")]
    [TestCase("EF.EHPLMN", "310410, 302-720", "130014030227FFFFFF", Description = "§4.2.84")]
    [TestCase("EF.HPLMNwAcT", "26201:utran,lte", "62F210C000FFFFFF0000", Description = "§4.2.5")]
    [TestCase("EF.OPLMNwAcT", "24681:lte,nr", "42F6184800", Description = "§4.2.5")]
    [TestCase("EF.PLMNwAcT", "99970:wb-s1 26201:2g 26201:gsm 26201", "99F907600062F210008062F210008462F210C880", Description = "§4.2.5")]
    [TestCase("EF.HPPLMN", "60 min", "0A", Description = "§4.2.6")]
    [TestCase("EF.HPPLMN", "480", "50", Description = "§4.2.6")]
    [TestCase("EF.HPPLMN", "never", "00", Description = "§4.2.6")]
    [TestCase("EF.SPN", "Acme", "0041636D65FFFFFFFFFFFFFFFFFFFFFFFF", Description = "§4.2.12")]
    [TestCase("EF.SPN", """{"showsPlmnAtHome":false,"showsNameAbroad":false,"serviceProviderName":"Acme"}""", "0241636D65FFFFFFFFFFFFFFFFFFFFFFFF", Description = "§4.2.12")]
    [TestCase("EF.SPN", "Grüße@€", "0047727E1E65001B65FFFFFFFFFFFFFFFF", Description = "TS 23.038 §6.2.1, the euro sign in the extension")]
    [TestCase("EF.SPN", "МТС", "0080041C04220421FFFFFFFFFFFFFFFFFF", Description = "TS 102 221 annex A, '80'")]
    [TestCase("EF.SPN", "Билайн ТВ", "0081090891B8BBB0B9BD20A292FFFFFFFF", Description = "TS 102 221 annex A, '81': base '0400', characters by their distance")]
    [TestCase("EF.SPDI", "26202 26207", "A308800662F22062F270FFFF", Description = "§4.2.66")]
    [TestCase("EF.PNN", "Acme Net", "430880C171BB0C7296E9FFFF", Description = "§4.2.58")]
    [TestCase("EF.PNN", "Acme Net|Acme", "430880C171BB0C7296E9450584C171BB0C", Description = "§4.2.58")]
    [TestCase("EF.OPL", "26201:1000-1FFF:2", "62F21010001FFF02", Description = "§4.2.59")]
    [TestCase("EF.OPL", "234DD:0000-FFFE:3", "32F4DD0000FFFE03", Description = "§4.2.59, any network")]
    [TestCase("EF.ECC", "112", "11F2FF00", Description = "§4.2.21")]
    [TestCase("EF.ECC", "911:police", "19F1FF01", Description = "§4.2.21")]
    [TestCase("EF.ECC", "999:police,ambulance,fire brigade,marine guard,mountain rescue", "99F9FF1F", Description = "§4.2.21")]
    [TestCase("EF.ECC", "112:any:Help", "11F2FF48656C70FF00", Description = "§4.2.21")]
    [TestCase("EF.ACC", "0 1 3 5 15", "802B", Description = "§4.2.15")]
    [TestCase("EF.UST", "19 PLMNwAcT 42 43 45 46 51 71 74 85 122 123 SUCI 125 127", "00000C0000360400400210000000005E00", Description = "§4.2.8")]
    [TestCase("EF.IST", "1 2", "03", Description = "TS 31.103 §4.2.7")]
    [TestCase("EF.Routing_Indicator", "17", "71FFFFFF", Description = "§4.4.11.11")]
    [TestCase("EF.UAC_AIC", "1 2", "03000000", Description = "§4.4.11.7")]
    [TestCase("EF.ARR", "read: always; update: never; deactivate, activate: ADM1; resize: ADM 1", "80010190008001029700800118A40683010A9501088401D4A40683010A950108FFFF", Description = "TS 102 221 §9.2.4")]
    [TestCase("EF.DIR", "A0000000871004FFFFFFFF8907090000:ISim1", "61194F10A0000000871004FFFFFFFF890709000050054953696D31", Description = "TS 102 221 §13.1")]
    [TestCase("EF.PL", "en de", "656E6465FFFF", Description = "TS 102 221 §13.3")]
    [TestCase("EF.LI", "de", "6465FFFF", Description = "§4.2.1")]
    [TestCase("EF.MSISDN", "+9417123456:Me", "4D65FF06914971214365FFFFFFFFFFFFFF", Description = "§4.4.2.3")]
    [TestCase("EF.FDN", "*21#", "03812AB1FFFFFFFFFFFFFFFFFFFF", Description = "§4.4.2.3, '*' is A and '#' is B")]
    [TestCase("EF.SMSP", "+491710760000", "FFFFFFFFFFFFFFFFFFFFFFFFFDFFFFFFFFFFFFFFFFFFFFFFFF0791947101670000FFFFFFFFFFFFFF", Description = "TS 24.011 §8.2.5.2")]
    [TestCase("EF.IMPI", "a@b.c", "80056140622E63FF", Description = "TS 31.103 §4.2.2")]
    [TestCase("EF.P-CSCF", "10.0.0.1", "8005010A000001", Description = "TS 31.103 §4.2.8")]
    [TestCase("EF.P-CSCF", "p.x", "800400702E78", Description = "TS 31.103 §4.2.8")]
    [TestCase("EF.GID1", "4F", "4FFF", Description = "§4.2.10")]
    [TestCase("EF.GID1", "MVNO", "4D564E4F", Description = "§4.2.10")]
    [TestCase("EF.ANY", "0x0102", "0102FF", Description = "octets")]
    [TestCase("EF.SUCI_Calc_Info",
        """
        {"protectionSchemes":[{"scheme":"profile B","keyIndex":1},{"scheme":"profile A","keyIndex":2},{"scheme":"null scheme","keyIndex":0}],
        "homeNetworkPublicKeys":[{"keyIdentifier":27,"publicKey":"0272DA71976234CE833A6907425867B82E074D44EF907DFB4B3E21C1C2256EBCD1"},
        {"keyIdentifier":30,"publicKey":"5A8D38864820197C3394B92613B20B91633CBD897119273BF8E4A6F4EEC0A650"}]}
        """,
        "A006020101020000A14B80011B81210272DA71976234CE833A6907425867B82E074D44EF907DFB4B3E21C1C2256EBCD1"
        + "80011E81205A8D38864820197C3394B92613B20B91633CBD897119273BF8E4A6F4EEC0A650", Description = "TS 31.121 §4.9.4")]
    public void A_value_becomes_the_octets_of_a_file(string file, string value, string octets)
    {
        Octets wanted = Octets.FromHex(octets);
        Assert.That(FileEncoder.Encode(file, value, wanted.Length), Is.EqualTo(wanted));
    }

    [TestCase("EF.SPN", "Acme", "0241FFFFFFFF", "0241636D65FF", Description = "the display condition")]
    [TestCase("EF.UST", "+SPN -20", "0000080000", "0000040000", Description = "services that nobody named")]
    [TestCase("EF.UST", "+1", "0200", "0300", Description = "services that nobody named")]
    [TestCase("EF.AD", "2", "81123403", "81123402", Description = "the mode of operation")]
    [TestCase("EF.Routing_Indicator", "0", "F0FF0000", "F0FF0000", Description = "the octets behind")]
    [TestCase("EF.MSISDN", "112", "FFFFFFFFFFFFFFFFFFFFFFFF0102", "038111F2FFFFFFFFFFFFFFFF0102", Description = "the references")]
    [TestCase("EF.SMSP", "112", "E1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000A7", "E1FFFFFFFFFFFFFFFFFFFFFFFF038111F2FFFFFFFFFFFFFFFF0000A7", Description = "the other parameters")]
    public void What_a_value_does_not_name_stays(string file, string value, string current, string octets) =>
        Assert.That(FileEncoder.Encode(file, value, octets.Length / 2, Octets.FromHex(current)).ToString(), Is.EqualTo(octets));

    [Test]
    public void Records_are_filled_in_their_order_and_the_others_emptied()
    {
        Assert.That(FileEncoder.EncodeRecords("EF.ECC", "112; 911:police", 4, 3).ToString(), Is.EqualTo("11F2FF0019F1FF01FFFFFFFF"));
        Assert.That(FileEncoder.EncodeRecords("EF.ECC", """["112", null, {"number":"911","serviceCategory":"police"}]""", 4, 3).ToString(), Is.EqualTo("11F2FF00FFFFFFFF19F1FF01"));
        Assert.That(FileEncoder.EncodeRecords("EF.ARR", "read: always; update: PIN1\nread: never", 16, 2).ToString(), Is.EqualTo("8001019000800102A406830101950108" + "8001019700FFFFFFFFFFFFFFFFFFFFFF"));
        using JsonDocument list = JsonDocument.Parse("""["Net", "Other"]""");
        Assert.That(FileEncoder.EncodeRecords("EF.PNN", list.RootElement, 8, 2), Is.EqualTo(Octets.Concat(FileEncoder.Encode("EF.PNN", "Net", 8), FileEncoder.Encode("EF.PNN", "Other", 8))));
    }

    [TestCase("EF.SPN", "A name that is too long", 17, "EF.SPN: 'A name that is too long' has no room in 16 octets")]
    [TestCase("EF.SPN", """{"name":"x"}""", 17, "EF.SPN: there is no \"name\"; there are showsPlmnAtHome, showsNameAbroad, serviceProviderName")]
    [TestCase("EF.SPN", """{"showsPlmnAtHome":"perhaps"}""", 17, "EF.SPN: \"showsPlmnAtHome\" is neither true nor false")]
    [TestCase("EF.SPN", """["x"]""", 17, "EF.SPN: it takes a text, and no list")]
    [TestCase("EF.SPN", "{x", 17, "EF.SPN: a text of 2 characters begins as JSON, and is none")]
    [TestCase("EF.IMSI", "12", 9, "EF.IMSI: an IMSI has 6 to 15 decimal digits, not '12'")]
    [TestCase("EF.AD", "4", 4, "EF.AD: a mobile network code has 2 or 3 digits, not 4")]
    [TestCase("EF.AD", "2", 3, "EF.AD: it has 3 octets, and no place for the length of the MNC")]
    [TestCase("EF.FPLMN", "262", 12, "EF.FPLMN: '262' is no network: three digits of the country and two or three of the network, as \"26201\"")]
    [TestCase("EF.FPLMN", "26D01", 12, "EF.FPLMN: '26D01' is no network: three digits of the country and two or three of the network, as \"26201\"")]
    [TestCase("EF.EHPLMN", "26201 26202", 3, "EF.EHPLMN: 2 entries are too many: there is room for 1")]
    [TestCase("EF.PLMNwAcT", "26201:6g", 5, "EF.PLMNwAcT: '6g' is no access technology; there are gsm, utran, lte, nr, wb-s1, nb-iot, ec-gsm-iot and those of TS 31.102")]
    [TestCase("EF.ACC", "10", 2, "EF.ACC: there is no access class 10")]
    [TestCase("EF.UST", "129", 16, "EF.UST: it has room for services up to 128, and not for 129")]
    [TestCase("EF.UST", "teleport", 16, "EF.UST: 'teleport' is no service that is known here: its number will do")]
    [TestCase("EF.UST", "1 +2", 16, "EF.UST: services are either all named, or come with '+' and go with '-'")]
    [TestCase("EF.IST", "SPN", 2, "EF.IST: 'SPN' is no service that is known here: its number will do")]
    [TestCase("EF.ECC", "1234567", 4, "EF.ECC: '1234567' is longer than 6 digits")]
    [TestCase("EF.ECC", "112:any:x", 4, "EF.ECC: there is no room for a name, 'x'")]
    [TestCase("EF.ECC", "112:dragon", 4, "EF.ECC: 'dragon' is no kind of emergency; there are any, police, ambulance, fire brigade, marine guard, mountain rescue, manually initiated eCall, automatically initiated eCall")]
    [TestCase("EF.MSISDN", "++49", 24, "EF.MSISDN: '++49' is no telephone number")]
    [TestCase("EF.HPPLMN", "7", 1, "EF.HPPLMN: 7 minutes are no steps of 6")]
    [TestCase("EF.OPL", "26201", 8, "EF.OPL: '26201' is no network with its areas and the record of EF.PNN, as \"26201:0000-FFFE:1\"")]
    [TestCase("EF.ARR", "read: password", 16, "EF.ARR: 'password' is no condition; there are always, never, PIN1, PIN2, universal PIN, ADM1 to ADM10")]
    [TestCase("EF.ARR", "peek: always", 16, "EF.ARR: 'peek' is no access; there are read, update, write, deactivate, activate, terminate, delete, resize, increase")]
    [TestCase("EF.ARR", "read, update, delete: PIN1", 4, "EF.ARR: it needs 11 octets, and has 4")]
    [TestCase("EF.PL", "deu", 4, "EF.PL: 'deu' is no language: two letters, as \"en\" (ISO 639)")]
    [TestCase("EF.DIR", "A000:x", 32, "EF.DIR: an AID has 5 to 16 octets, not 2")]
    [TestCase("EF.Routing_Indicator", "12345", 4, "EF.Routing_Indicator: a routing indicator has 1 to 4 digits, not '12345'")]
    [TestCase("EF.SUCI_Calc_Info", """{"protectionSchemes":[{"scheme":"profile A","keyIndex":1}]}""", 64, "EF.SUCI_Calc_Info: the key 1 of a protection scheme is not in the list of 0")]
    [TestCase("EF.SUCI_Calc_Info", """{"protectionSchemes":[{"scheme":"A"}]}""", 64, "EF.SUCI_Calc_Info: the protection scheme \"A\" has no \"keyIndex\"")]
    [TestCase("EF.LOCI", "26201", 11, "EF.LOCI: its contents have no words here: write them as octets, \"0x…\"")]
    [TestCase("EF.LOCI", "0x123", 11, "EF.LOCI: a text of 3 characters is no pairs of hexadecimal digits")]
    public void A_value_that_does_not_fit_is_told(string file, string value, int length, string message)
    {
        FileValueException fault = Assert.Throws<FileValueException>(() => FileEncoder.Encode(file, value, length))!;
        Assert.That(fault.Message, Is.EqualTo(message));
    }

    [Test]
    public void The_examples_are_taken()
    {
        foreach (string file in FileEncoder.Files)
        {
            Octets content = FileEncoder.Encode(file, FileEncoder.ExampleOf(file)!, 100);
            Assert.That(content.Length, Is.EqualTo(100), file);
            if (FileDecoder.Knows(file)) Assert.That(FileDecoder.Decode(file, content), Is.Not.Null, file);
        }
    }

    /// <summary>What TS.48 has in each file and record that can be decoded and encoded, told in JSON, gives the same octets on nothing but 'FF'.</summary>
    [Test]
    public void The_files_of_TS48_come_back_from_what_the_decoder_tells()
    {
        HashSet<string> seen = [];
        List<string> differences = [];
        foreach ((string name, ProfilePackage package) in Ts48.All())
        {
            foreach (PackageFile file in PackageFiles.Read(package, out _).All.Where(file => file.Target is null && !file.Definition.IsDirectory))
            {
                string title = NameOf(file);
                if (!FileDecoder.Knows(title) || !FileEncoder.Knows(title)) continue;
                foreach (Octets unit in Units(file))
                {
                    // What is erased has no value, and EF.ECC of some is the GSM's list of numbers: an octet of it is no character.
                    if (Decode(title, unit) is not { } decoded || unit.Span.IndexOfAnyExcept((byte)0xFF) < 0 || Json(decoded).Contains("\\uFFFD", StringComparison.Ordinal)) continue;
                    seen.Add(title);
                    Octets encoded = FileEncoder.Encode(title, Json(decoded), unit.Length);
                    if (encoded != unit) differences.Add($"{name} {title}: {unit} is told as {Json(decoded)} and becomes {encoded}");
                }
            }
        }
        Assert.That(differences.Distinct(), Is.Empty);
        Assert.That(seen, Is.SupersetOf(new[] { "EF.ICCID", "EF.IMSI", "EF.DIR", "EF.PL", "EF.ARR", "EF.AD", "EF.SPN", "EF.ACC", "EF.UST", "EF.ECC", "EF.SUCI_Calc_Info" }));
    }

    // Some records of EF.SMSP there are shorter than the standard has them.
    private static Asn1Description? Decode(string file, Octets unit)
    {
        try
        {
            return FileDecoder.Decode(file, unit);
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    private static IEnumerable<Octets> Units(PackageFile file)
    {
        int length = file.Definition.RecordLength == 0 ? file.Definition.Size : file.Definition.RecordLength;
        Octets content = file.Content;
        for (int at = 0; length > 0 && at + length <= content.Length; at += length) yield return content.Slice(at, length);
    }

    private static string NameOf(PackageFile file) => file switch
    {
        { Parent: null } => FileNames.Mf,
        { Definition.Type: FileType.Adf } => $"ADF.{file.Kind.ToString().ToUpperInvariant()}",
        _ => FileNames.Find(NameOf(file.Parent), file.Definition.FileId)?.Name ?? "",
    };

    private static string Json(Asn1Description description)
    {
        if (description.Text is { } text) return text;
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream)) description.WriteValue(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

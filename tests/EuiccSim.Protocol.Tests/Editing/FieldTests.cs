using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Tests.Linting;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>
/// Fields by name. What comes is written as octets here: by hand from SAIP §8.2 to §8.6, TS 102 221 and TS 31.102; K, OP and OPc are 3GPP
/// TS 35.207 test set 1.
/// </summary>
internal sealed class FieldTests
{
    /// <summary>With the files that a built package does not have.</summary>
    private static readonly Octets s_lists = RulePackages.Full().Set(PeKind.OptUsim, "ef-spdi", 0, "", 30).Set(PeKind.Usim, "ef-ecc", 4, "11F2FF00" + new string('F', 32)).Write();

    private const string OtherKey = "000102030405060708090A0B0C0D0E0F";

    // The tags around a value, then its octets before and after.
    [TestCase("profileType=Mine", "/A0/82=", "/A0/82=4D696E65")]
    [TestCase("version=3.1", "/A0/80=02", "/A0/80=03")]
    [TestCase("key=" + OtherKey, "/A4/A1/A1/82=465B5CE8B199B49FAA5F0A2EE238A6BC", "/A4/A1/A1/82=" + OtherKey)]
    [TestCase("K=0x00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F", "/A4/A1/A1/82=465B5CE8B199B49FAA5F0A2EE238A6BC", "/A4/A1/A1/82=" + OtherKey)]
    [TestCase("opc=" + OtherKey, "/A4/A1/A1/83=CD63CB71954A9F4E48A5994E37A02BAF", "/A4/A1/A1/83=" + OtherKey)]
    [TestCase("algorithmOptions=02", "/A4/A1/A1/81=01", "/A4/A1/A1/81=02")]
    [TestCase("pin1=4321", "/A2/A1/A0/30/81=", "/A2/A1/A0/30/81=34333231FFFFFFFF")]
    [TestCase("adm1=0x0102030405060708", "/A2/A1/A0/30/81=", "/A2/A1/A0/30/81=0102030405060708")]
    [TestCase("puk1=87654321", "/A3/A1/30/81=", "/A3/A1/30/81=3837363534333231")]
    [TestCase("ADF.USIM/EF.IMSI=0x083901000000000010", "/B3/A3/83=080910101032540636", "/B3/A3/83=083901000000000010")]
    public void A_field_is_changed_where_it_stands_and_nothing_else(string setting, string before, string after)
    {
        ProfileEditor edited = Sample.Editor.Set(setting);
        (string[] gone, string[] come) = Sample.Changed(Sample.Built, edited.Octets);
        Assert.That(gone.Where(leaf => leaf.StartsWith(before, StringComparison.Ordinal)), Is.Not.Empty, string.Join(' ', gone));
        Assert.That(come, Does.Contain(after));
        Assert.That(gone.Select(leaf => leaf.Split('=')[0]), Is.EqualTo(come.Select(leaf => leaf.Split('=')[0])), "the same places");
        Assert.That(Sample.Faults(edited.Octets), Is.Zero);
    }

    [Test]
    public void The_ICCID_is_changed_in_the_header_and_in_its_file_as_each_has_it()
    {
        (string[] gone, string[] come) = Sample.Changed(Sample.Built, Sample.Editor.Set("iccid=8988211000000123457").Octets);
        Assert.That(come, Is.EqualTo(new[] { "/A0/83=8988211000000123457F", "/B0/A4/83=988812010000103254F7" }));
        Assert.That(gone, Has.Length.EqualTo(2));
    }

    [Test]
    public void The_IMSI_is_changed_with_what_holds_it_and_that_is_said()
    {
        ProfileEditor edited = Sample.Editor.Set("imsi=001010123456784");
        (_, string[] come) = Sample.Changed(Sample.Built, edited.Octets);
        Assert.That(come, Does.Contain("/B3/A3/83=080910101032547648"), "EF.IMSI, TS 31.102 §4.2.2");
        Assert.That(Read(edited, "ADF.ISIM/EF.IMPI"), Does.Contain(Convert.ToHexString("001010123456784@"u8)));
        Assert.That(Read(edited, "ADF.ISIM/EF.IMPU"), Does.Contain(Convert.ToHexString("sip:001010123456784@"u8)));
        Assert.That(edited.Notes, Is.EqualTo(new[]
        {
            "ADF.ISIM/EF.IMPI held the old IMSI, and has the new one.", "ADF.ISIM/EF.IMPU held the old IMSI, and has the new one.",
            "ADF.USIM/EF.ACC stays '0008': acc=4 would be the access class of this IMSI.",
        }));
        Assert.That(Read(edited.Set("acc=4"), "ADF.USIM/EF.ACC"), Is.EqualTo("0010"));
    }

    [Test]
    public void What_is_computed_of_the_key_is_computed_of_the_new_one_in_any_order()
    {
        Octets octets = Sample.Editor.Set("op=CDC202D5123E20F62B6D676AC72CB318", "key=465B5CE8B199B49FAA5F0A2EE238A6BC", "algorithm=milenage").Octets;
        Assert.That(octets, Is.EqualTo(Sample.Built));
        Octets other = Sample.Editor.Set("opc=" + OtherKey, "op=CDC202D5123E20F62B6D676AC72CB318").Octets;
        Assert.That(other, Is.EqualTo(Sample.Built), "OPc of the same key");
    }

    /// <summary>The header asks for the algorithm that there is. The octets of the element by hand, SAIP §8.5.</summary>
    [Test]
    public void Another_algorithm_changes_its_options_and_the_header()
    {
        ProfileEditor edited = Sample.Editor.Set("algorithm=usimTestAlgorithm");
        (string[] gone, string[] come) = Sample.Changed(Sample.Built, edited.Octets);
        Assert.That(gone, Does.Contain("/A0/A5/84="));
        Assert.That(come.Distinct(), Is.EqualTo(new[] { "/A0/A5/91=", "/A4/A1/A1/80=03", "/A4/A1/A1/81=02", "/A4/A1/A1/83=00000000000000000000000000000000" }));
        Assert.That(edited.Notes, Is.EqualTo(new[] { "The header no longer asks for the service milenage.", "The header asks for the service usim-test-algorithm." }));
        Assert.That(Sample.Faults(edited.Octets), Is.Zero);
    }

    [Test]
    public void The_sequence_numbers_are_32_and_each_is_this_one()
    {
        (_, string[] come) = Sample.Changed(Sample.Built, Sample.Editor.Set("sqn=000000000021").Octets);
        Assert.That(come.Distinct(), Is.EqualTo(new[] { "/A4/A5/04=000000000021" }));
        Assert.That(come, Has.Length.EqualTo(2 * 32), "of the USIM and of the ISIM");
    }

    [TestCase("pin2.enabled=false", "/A2/A1/A0/30/83=02")]
    [TestCase("pin1.tries=5", "/A2/A1/A0/30/84=55")]
    [TestCase("puk1.tries=3", "/A3/A1/30/82=33")]
    public void What_a_PIN_does_is_a_component_that_comes_where_it_was_left_out(string setting, string leaf)
    {
        (_, string[] come) = Sample.Changed(Sample.Built, Sample.Editor.Set(setting).Octets);
        Assert.That(come.Distinct(), Is.EqualTo(new[] { leaf }), "PIN2 stands in each application");
    }

    [Test]
    public void What_is_DEFAULT_is_left_out_again() =>
        Assert.That(Sample.Editor.Set("pin2.enabled=false", "pin1.tries=5").Set("pin2.enabled=true", "pin1.tries=3").Octets, Is.EqualTo(Sample.Built));

    [TestCase("spn=My Operator", "ADF.USIM/EF.SPN", "0?4D79204F70657261746F72FFFFFFFFFF")]
    [TestCase("ADF.USIM/EF.SPN=My Operator", "ADF.USIM/EF.SPN", "0?4D79204F70657261746F72FFFFFFFFFF")]
    [TestCase("hplmnwact=26201:lte,nr", "ADF.USIM/EF.HPLMNwAcT", "62F2104800*")]
    [TestCase("acc=0 5", "ADF.USIM/EF.ACC", "0021")]
    [TestCase("mncLength=3", "ADF.USIM/EF.AD", "*03")]
    [TestCase("ADF.USIM/EF.KEYS=0x07", "ADF.USIM/EF.Keys", "07*")]
    [TestCase("impi=a@b", "ADF.ISIM/EF.IMPI", "8003614062*")]
    public void A_file_is_written_by_a_name_or_by_its_path(string setting, string path, string content)
    {
        ProfileEditor edited = Sample.Editor.Set(setting);
        string pattern = $"^{content.Replace("*", ".*", StringComparison.Ordinal).Replace('?', '.')}$";
        Assert.That(Read(edited, path), Does.Match(pattern));
        Assert.That(Sample.Faults(edited.Octets), Is.Zero);
        string[] elements = [.. Sample.Elements(Sample.Built).Select(one => one.ToString())];
        Assert.That(Sample.Elements(edited.Octets).Count(one => !elements.Contains(one.ToString())), Is.EqualTo(1), "one element");
    }

    [Test]
    public void Services_come_and_go_one_by_one()
    {
        string before = Read(Sample.Editor, "ADF.USIM/EF.UST");
        ProfileEditor with = Sample.Editor.Set("ust+=56,72"), without = with.Set("ust-=56 72");
        Octets difference = Octets.FromHex(before), there = Octets.FromHex(Read(with, "ADF.USIM/EF.UST"));
        Assert.That(there[6] ^ difference[6], Is.EqualTo(0x80), "service 56 is bit 8 of octet 7");
        Assert.That(there[8] ^ difference[8], Is.EqualTo(0x80), "service 72 is bit 8 of octet 9");
        Assert.That(Read(without, "ADF.USIM/EF.UST"), Is.EqualTo(before));
        (string[] gone, string[] come) = Sample.Changed(Sample.Built, Sample.Editor.Set("services+=get-identity,ber-tlv").Octets);
        Assert.That((gone, come), Is.EqualTo((Array.Empty<string>(), new[] { "/A0/A5/92=", "/A0/A5/95=" })));
        Assert.That(Sample.Editor.Set("services+=get-identity").Set("services-=GET-IDENTITY").Octets, Is.EqualTo(Sample.Built));
    }

    /// <summary>The octets by hand: networks TS 24.008 §10.5.1.13, languages TS 102 221 §13.3, classes TS 31.102 §4.2.15, EF.SPDI §4.2.66.</summary>
    [TestCase("fplmn=26201 26202", "fplmn+=26203,310260", "ADF.USIM/EF.FPLMN", "62F21062F22062F230130062")]
    [TestCase("fplmn=26201 26202", "fplmn+=26202", "ADF.USIM/EF.FPLMN", "62F21062F220FFFFFFFFFFFF")]
    [TestCase("fplmn=26201 26202 26203", "fplmn-=26201;26209", "ADF.USIM/EF.FPLMN", "62F22062F230FFFFFFFFFFFF")]
    [TestCase("ADF.USIM/EF.FPLMN=0xFFFFFF62F210", "fplmn+=26202", "ADF.USIM/EF.FPLMN", "62F21062F220FFFFFFFFFFFF")]
    [TestCase("ehplmn=26201", "ehplmn+=310260", "ADF.USIM/EF.EHPLMN", "62F210130062*")]
    [TestCase("plmnwact=26201:lte", "plmnwact+=26202:lte,nr 26201:nr", "ADF.USIM/EF.PLMNwAcT", "62F210080062F2204800FFFFFF0000*")]
    [TestCase("plmnwact=26201:lte 26202:nr", "plmnwact-=26201", "ADF.USIM/EF.PLMNwAcT", "62F2200800FFFFFF0000*")]
    [TestCase("oplmnwact=26201:lte", "oplmnwact+=26202:nr", "ADF.USIM/EF.OPLMNwAcT", "62F210400062F2200800FFFFFF0000*")]
    [TestCase("MF/EF.PL=de", "MF/EF.PL+=en", "MF/EF.PL", "6465656E*")]
    [TestCase("acc=3", "acc+=11 12", "ADF.USIM/EF.ACC", "1808")]
    [TestCase("acc=3 11", "acc-=11", "ADF.USIM/EF.ACC", "0008")]
    [TestCase("ADF.USIM/EF.ECC=112", "ecc+=911:police", "ADF.USIM/EF.ECC", "11F2FF0019F1FF01*")]
    [TestCase("ADF.USIM/EF.ECC=112;911:police", "ecc-=911", "ADF.USIM/EF.ECC", "11F2FF00FFFFFFFF*")]
    [TestCase("MF/EF.DIR[1]=A000000099:X", "MF/EF.DIR-=A000000099", "MF/EF.DIR", "FFFF*")]
    public void Entries_are_added_to_lists_and_taken_out(string before, string change, string path, string content)
    {
        ProfileEditor edited = new ProfileEditor(s_lists).Set([FieldSetting.Parse(before)], grow: true).Set([FieldSetting.Parse(change)], grow: true);
        Assert.That(Read(edited, path), Does.Match($"^{content.Replace("*", ".*", StringComparison.Ordinal)}$"));
    }

    [Test]
    public void Networks_that_have_the_provider_s_name_are_a_list_too()
    {
        ProfileEditor with = new ProfileEditor(s_lists).Set("spdi=26202");
        Assert.That(Read(with.Set("spdi+=26207"), "ADF.USIM/EF.SPDI"), Does.StartWith("A308800662F22062F270"));
        Assert.That(Read(with.Set("spdi+=26207").Set("spdi-=26202"), "ADF.USIM/EF.SPDI"), Does.StartWith("A305800362F270FF"));
    }

    [Test]
    public void A_list_that_is_full_says_so_and_grows_if_it_may()
    {
        ProfileEditor full = Sample.Editor.Set("fplmn=26201 26202 26203 26204");
        Assert.That(() => full.Set("fplmn+=26205"), Throws.TypeOf<ProfileEditException>().With.Message.EqualTo("EF.FPLMN takes another value: 5 entries are too many: there is room for 4."));
        Assert.That(Read(full.Set([FieldSetting.Parse("fplmn+=26205")], grow: true), "ADF.USIM/EF.FPLMN"), Is.EqualTo("62F21062F22062F23062F24062F250"));
        ProfileEditor records = Sample.Editor.Set("ADF.USIM/EF.ECC=112");
        Assert.That(() => records.Set("ecc+=911", "ecc+=999", "ecc+=110", "ecc+=118", "ecc+=08", "ecc+=000"), Throws.TypeOf<ProfileEditException>().With.Message.Contain("records are in use"));
    }

    /// <summary>Every field that there is: += and -= do something with a list, and are refused of all else.</summary>
    [Test]
    public void Each_field_is_a_list_or_is_none()
    {
        string[] lists = [.. ProfileField.All.Where(field => field.IsList).Select(field => field.Name)];
        Assert.That(lists, Is.EqualTo(new[] { "services", "templates", "acc", "ecc", "plmnwact", "oplmnwact", "hplmnwact", "ehplmn", "fplmn", "pnn", "opl", "spdi", "ust", "est", "ist" }));
        foreach (ProfileField field in ProfileField.All.Where(field => !field.IsList))
        {
            foreach (string operation in (string[])["+=", "-="])
                Assert.That(() => Sample.Editor.Set(field.Name + operation + field.Example), Throws.TypeOf<ProfileEditException>().With.Message.EqualTo($"'{field.Name}' is no list: write {field.Name}=VALUE."));
        }
        foreach (string path in (string[])["MF/EF.ICCID", "ADF.USIM/EF.IMSI", "ADF.USIM/EF.SPN", "MF/EF.DIR[1]"])
            Assert.That(() => Sample.Editor.Set($"{path}+=0x00"), Throws.TypeOf<ProfileEditException>().With.Message.Contain("is no list"), path);
    }

    [Test]
    public void A_check_digit_that_is_wrong_is_told()
    {
        Assert.That(Sample.Editor.Set("iccid=8988211000000123456").Notes, Is.EqualTo(new[] { "The last digit of the ICCID 8988211000000123456 does not check the others: 8988211000000123458 would." }));
        Assert.That(Sample.Editor.Set("iccid=8988211000000123458").Notes, Is.Empty);
    }

    [TestCase("imzi=1", "noSuchField", "There is no field 'imzi'. Did you mean impi or imsi or impu?")]
    [TestCase("zzzzzzzzzz=1", "noSuchField", "There is no field 'zzzzzzzzzz'. There are profileType, version, services,")]
    [TestCase("imsi", "badValue", "'imsi' says nothing: write NAME=VALUE")]
    [TestCase("=1", "badValue", "A text of 2 characters with no name before its '=' says nothing")]
    [TestCase("imsi=12", "badValue", "'imsi' takes 6 to 15 digits.")]
    [TestCase("imsi+=262010123456789", "badValue", "'imsi' is no list: write imsi=VALUE.")]
    [TestCase("iccid=89x", "badValue", "'iccid' takes another value: an ICCID has up to 20 decimal digits, not '89x'.")]
    [TestCase("key=00", "badValue", "'key' takes another value: 16 octets for Milenage, not 1.")]
    [TestCase("key=secret", "badValue", "'key' takes hexadecimal digits, two to an octet.")]
    [TestCase("algorithm=comp128", "badValue", "'algorithm' takes milenage, tuak or usimTestAlgorithm.")]
    [TestCase("pin1=12", "badValue", "'pin1' takes 4 to 8 digits, or 0x and 8 octets.")]
    [TestCase("puk1=1234567", "badValue", "'puk1' takes 8 digits, or 0x and 8 octets.")]
    [TestCase("adm9=12345678", "notThere", "'adm9' has no place: the package has no ADM9.")]
    [TestCase("pin1.enabled=perhaps", "badValue", "'pin1.enabled' takes true or false.")]
    [TestCase("services=gett-identity", "badValue", "'gett-identity' is none. Did you mean get-identity?")]
    [TestCase("hplmnwact=abc", "badValue", "EF.HPLMNwAcT takes another value")]
    [TestCase("sqn=21", "badValue", "'sqn' takes 6 octets in hexadecimal digits, not 1.")]
    [TestCase("ADF.USIM=0x00", "noSuchField", "There is no field 'ADF.USIM'.")]
    [TestCase("MF/EF.DIR[99]=0x00", "noRoom", "MF/EF.DIR has no record 99")]
    [TestCase("MF/EF.ICCID=0x0011223344556677889900", "noRoom", "MF/EF.ICCID has 10 octets, and 11 do not fit.")]
    public void What_cannot_be_set_is_told_with_what_fits(string setting, string name, string words)
    {
        ProfileEditException fault = Assert.Throws<ProfileEditException>(() => Sample.Editor.Set(setting))!;
        Assert.That((fault.Name, fault.Message), Is.EqualTo((name, fault.Message)));
        Assert.That(fault.Message, Does.Contain(words));
    }

    [Test]
    public void A_key_is_not_told_in_a_refusal() =>
        Assert.That(() => Sample.Editor.Set("key=00112233"), Throws.TypeOf<ProfileEditException>().With.Message.Not.Contains("0011"));

    [Test]
    public void Every_field_has_a_name_of_its_own_and_an_example() => Assert.Multiple(() =>
    {
        Assert.That(ProfileField.All.Select(field => field.Name.ToUpperInvariant()).Concat(ProfileField.All.Select(field => field.Alias?.ToUpperInvariant()).OfType<string>()), Is.Unique);
        foreach (ProfileField field in ProfileField.All) Assert.That(field.Example, Is.Not.Empty, field.Name);
    });

    /// <summary>Where each field may change something: the element, and the tag of the value or of what is around it.</summary>
    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Every_field_changes_every_GSMA_package_in_its_place_only(string name)
    {
        Octets package = Ts48.Load(name);
        int faults = Sample.Faults(package);
        List<string> set = [];
        foreach (ProfileField field in ProfileField.All)
        {
            ProfileEditor edited;
            try
            {
                string[] settings = field.Name is "opc" or "op" ? ["algorithm=milenage", $"{field.Name}={field.Example}"] : [$"{field.Name}={field.Example}"];
                edited = new ProfileEditor(package).Set(settings);
            }
            catch (Exception fault) when (fault is ProfileEditException or PackagePathException)
            {
                continue;
            }
            set.Add(field.Name);
            (string[] gone, string[] come) = Sample.Changed(package, edited.Octets);
            Assert.That(gone.Concat(come).Where(leaf => !IsPlaceOf(field, leaf)), Is.Empty, field.Name);
            Assert.That(edited.Package.Write(), Is.EqualTo(edited.Octets), field.Name);
            Assert.That(Sample.Elements(edited.Octets), Has.Length.EqualTo(Sample.Elements(package).Length));
            if (field.Name is not ("version" or "services" or "templates")) Assert.That(Sample.Faults(edited.Octets), Is.LessThanOrEqualTo(faults), field.Name);
        }
        Assert.That(set, Is.SupersetOf(new[] { "iccid", "imsi", "algorithm", "key", "opc", "op", "sqn", "pin1", "pin2", "adm1", "puk1", "acc", "ust", "profileType", "kic", "kid", "kvn" }));
    }

    private static bool IsPlaceOf(ProfileField field, string leaf) => field.Name switch
    {
        "iccid" => leaf.StartsWith("/A0/83=", StringComparison.Ordinal) || leaf.StartsWith("/B0/A4/83=", StringComparison.Ordinal),
        "profileType" or "version" or "services" or "templates" => leaf.StartsWith("/A0/", StringComparison.Ordinal),
        "imsi" => leaf.StartsWith("/B3/A3/", StringComparison.Ordinal) || leaf.StartsWith("/B5/", StringComparison.Ordinal) || leaf.StartsWith("/A1/", StringComparison.Ordinal),
        "algorithm" or "key" or "opc" or "op" => leaf.StartsWith("/A4/", StringComparison.Ordinal) || leaf.StartsWith("/A0/A5/", StringComparison.Ordinal),
        "kic" or "kid" or "kik" => leaf.StartsWith("/A6/A2/30/30/30/86=", StringComparison.Ordinal),
        "kvn" => leaf.StartsWith("/A6/A2/30/83=", StringComparison.Ordinal),
        _ when field.Name.StartsWith("puk", StringComparison.Ordinal) => leaf.StartsWith("/A3/A1/30/", StringComparison.Ordinal),
        _ when field.Name.StartsWith("pin", StringComparison.Ordinal) || field.Name.StartsWith("adm", StringComparison.Ordinal) => leaf.StartsWith("/A2/A1/A0/30/", StringComparison.Ordinal),
        _ when field.Path is null => leaf.StartsWith("/A4/", StringComparison.Ordinal),
        // A component of a template, or a step of generic file management.
        _ => leaf.Split('=')[0] is var path && path[1] is 'A' or 'B' && (path.EndsWith("/83", StringComparison.Ordinal) || path.EndsWith("/82", StringComparison.Ordinal) || path.EndsWith("/81", StringComparison.Ordinal)),
    };

    private static string Read(ProfileEditor editor, string path) => editor.FindFile(path).Content.ToString();
}

using System.Text;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Saip.Building;

/// <summary>Subscribers' data in the place of a template's, and nothing else changed.</summary>
internal sealed partial class PackageTemplateTests
{
    /// <summary>The expected octets are made by replacing text in hexadecimal digits: that knows nothing of TLVs.</summary>
    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void In_the_test_profiles_of_the_GSMA_just_the_named_values_change(string name)
    {
        Octets template = Ts48.Load(name);
        string expected = template.ToString();
        string oldIccid = HeaderIccid().Match(expected).Groups[1].Value;
        Replace(ref expected, "830A" + oldIccid, "830A" + "89882119900000012348", 1);
        Replace(ref expected, "830A" + Swapped(oldIccid), "830A" + "98881291090000103284", 1);
        Replace(ref expected, "8309" + "080910101032540636", "8309" + "080910100000009078", 1);
        Replace(ref expected, "8210" + "000102030405060708090A0B0C0D0E0F", "8210" + "465B5CE8B199B49FAA5F0A2EE238A6BC", 2);
        Replace(ref expected, "8108" + "30303030FFFFFFFF", "8108" + "31323334FFFFFFFF", 1);
        Replace(ref expected, "8108" + "39393939FFFFFFFF", "8108" + "343332313039FFFF", 4);
        Replace(ref expected, "8108" + "3535353535353535", "8108" + "3132333435363738", 1);
        Replace(ref expected, "8108" + "3131313131313131", "8108" + "3030303030303031", 1);
        Replace(ref expected, "8108" + "3232323232323232", "8108" + "3030303030303032", 1);
        PersonalisedPackage made = new PackageTemplate(template).Personalise(new()
        {
            Iccid = Iccid.FromDigits("89882119900000012348"),
            Imsi = "001010000000987",
            Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
            Pin1 = "1234",
            Pin2 = "432109",
            Adm1 = "12345678",
            Puk1 = "00000001",
            Puk2 = "00000002",
        }, Nothing);
        Assert.That(made.Package.ToString(), Is.EqualTo(expected));
        Assert.That(made.Data.Algorithm, Is.EqualTo(AlgorithmId.UsimTestAlgorithm));
    }

    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Names_and_numbers_go_into_elements_that_keep_every_other_rule(string name)
    {
        Octets template = Ts48.Load(name);
        ProfilePackage before = ProfilePackage.Read(template);
        ProfilePackage after = ProfilePackage.Read(Make(template, data => data with
        {
            ProfileType = "A name that is longer or shorter than it was",
            ServiceProviderName = "Ostfünk",
            Msisdn = "491701234567",
        }));
        Assert.That(after.Header!.ProfileType, Is.EqualTo("A name that is longer or shorter than it was"));
        // By hand from TS 102 221 annex A: not of the GSM alphabet as far as it is taken, so '80' and UCS2.
        Assert.That(Content(after, PeKind.Usim, "ef-spn").ToString()[2..], Is.EqualTo("80004F0073007400660" + "0FC006E006BFF"));
        Octets msisdn = Content(after, PeKind.OptUsim, "ef-msisdn");
        int record = RecordLength(after, PeKind.OptUsim, "ef-msisdn");
        Assert.That(msisdn.Slice(record - 14, 14).ToString(), Is.EqualTo("0791947110325476FFFFFFFFFFFF"));
        Assert.That(ProfileChecks.Check(after), Is.EqualTo(ProfileChecks.Check(before)));
        Assert.That(after.Elements, Has.Count.EqualTo(before.Elements.Count));
        PeKind[] touched = [PeKind.Header, PeKind.Mf, PeKind.PukCodes, PeKind.PinCodes, PeKind.Usim, PeKind.OptUsim, PeKind.AkaParameter];
        for (int i = 0; i < before.Elements.Count; i++)
        {
            if (!touched.Contains(before.Elements[i].Value.Kind)) Assert.That(after.Elements[i].Encoded, Is.EqualTo(before.Elements[i].Encoded));
        }
    }

    [Test]
    public void A_template_made_over_is_what_the_builder_makes()
    {
        SubscriberData other = Subscriber with { Iccid = Iccid.FromDigits("8949000000000000024"), Imsi = "001010000000033", Key = K, Opc = Opc, Puk = "11112222", Puk2 = "33334444", Adm1 = "77777777" };
        Octets made = Make(ProfileBuilder.Build(Subscriber).Write(), data => data with
        {
            Iccid = other.Iccid,
            Imsi = other.Imsi,
            Key = K,
            Opc = Opc,
            Puk1 = other.Puk,
            Puk2 = other.Puk2,
            Adm1 = other.Adm1,
        });
        // EF.ACC is the last digit of the IMSI in the builder's packages, and no replaced value: both IMSIs end with the same.
        Assert.That(made, Is.EqualTo(ProfileBuilder.Build(other).Write()));
    }

    // OP and OPc: 3GPP TS 35.207 test set 1. TOP and TOPc: 3GPP TS 35.232 §6.1.
    [TestCase(AlgorithmId.Milenage, "465B5CE8B199B49FAA5F0A2EE238A6BC", "CDC202D5123E20F62B6D676AC72CB318", "CD63CB71954A9F4E48A5994E37A02BAF")]
    [TestCase(AlgorithmId.Tuak, "ABABABABABABABABABABABABABABABAB", "5555555555555555555555555555555555555555555555555555555555555555",
        "BD04D9530E87513C5D837AC2AD954623A8E2330C115305A73EB45D1F40CCCBFF")]
    public void An_OP_becomes_the_OPc_of_the_key(AlgorithmId algorithm, string key, string op, string opc)
    {
        Octets made = Make(ProfileBuilder.Build(Subscriber).Write(),
            data => data with { Algorithm = algorithm, Key = Octets.FromHex(key), Op = Octets.FromHex(op) });
        Assert.That(Algorithms(made).Select(one => one.Opc.ToString()), Is.EqualTo(new[] { opc, opc }));
    }

    [TestCase(AlgorithmId.Milenage, 16)]
    [TestCase(AlgorithmId.Tuak, 16)]
    [TestCase(AlgorithmId.Tuak, 32)]
    public void Another_algorithm_changes_what_the_package_demands(AlgorithmId algorithm, int keyLength)
    {
        Octets template = ProfileBuilder.Build(Subscriber with { Algorithm = AlgorithmId.UsimTestAlgorithm, Opc = Octets.Of(new byte[16]) }).Write();
        Octets key = Octets.Of(Enumerable.Range(1, keyLength).Select(i => (byte)i).ToArray());
        Octets made = Make(template, data => data with { Algorithm = algorithm, Key = key });
        ProfilePackage package = ProfilePackage.Read(made);
        Assert.That(Algorithms(made).Select(one => (one.AlgorithmID, one.Key, one.AlgorithmOptions.ToString())), Has.Exactly(2).EqualTo((algorithm, key, "01")));
        ServicesList services = package.Header!.EuiccMandatoryServices;
        Assert.That((services.Milenage, services.Tuak128, services.Tuak256, services.UsimTestAlgorithm), Is.EqualTo(
            (algorithm == AlgorithmId.Milenage, algorithm == AlgorithmId.Tuak && keyLength == 16, keyLength == 32, false)));
        Assert.That(ProfileChecks.Check(package), Is.Empty);
    }

    [Test]
    public void What_nobody_gave_is_drawn_and_told_and_the_seed_decides_it()
    {
        PackageTemplate template = new(ProfileBuilder.Build(Subscriber).Write());
        PersonalisedPackage Draw(string seed) => template.Personalise(Data, new SeededRandom(seed));
        PersonalisedPackage one = Draw("one"), again = Draw("one"), two = Draw("two");
        Assert.That(again.Package, Is.EqualTo(one.Package));
        Assert.That((two.Data.Key, two.Data.Opc, two.Data.Puk1), Is.Not.EqualTo((one.Data.Key, one.Data.Opc, one.Data.Puk1)));
        Assert.That(Algorithms(one.Package).Select(found => (found.Key, found.Opc)), Has.Exactly(2).EqualTo((one.Data.Key!.Value, one.Data.Opc!.Value)));
        Assert.That((one.Data.Puk1, one.Data.Puk2, one.Data.Adm1), Is.Not.EqualTo((one.Data.Puk2, one.Data.Adm1, one.Data.Puk1)));
        Assert.That(one.Package.ToString(), Does.Contain("8108" + Hex(one.Data.Puk1!)).And.Contain("8108" + Hex(one.Data.Adm1!)));
        Assert.That(one.ToString(), Is.EqualTo("8949000000000000024 001010000000063"), "no secret");
    }

    [Test]
    public void Files_of_generic_file_management_are_found_by_their_place()
    {
        // DF.GSM with EF.IMSI in two pieces, and a file 6F07 of another directory (EF.IST of an ISIM).
        Octets generic = Octets.FromHex("A15B" + "A005" + "8000" + "810121" + "A152" + "3050"
            + "620B" + "82027821" + "83027F20" + "C60101" + "8000" + "620B" + "82027821" + "83027FF0" + "C60101" + "80027F20" + "620B" + "82024121" + "83026F07" + "800109" + "8103080910" + "8106101032540636"
            + "80027FF0" + "620B" + "82024121" + "83026F07" + "800109" + "8103080910");
        Octets template = Insert(ProfileBuilder.Build(Subscriber).Write(), generic);
        string made = Make(template, data => data).ToString();
        Assert.That(made, Does.Contain("83026F07" + "800109" + "8103080910" + "8106100000000036"), "DF.GSM");
        Assert.That(made, Does.Contain("80027FF0" + "620B" + "82024121" + "83026F07" + "800109" + "8103080910"), "another directory");
    }

    [Test]
    public void Lengths_that_no_DER_encoder_would_write_stay()
    {
        ProfilePackage built = ProfileBuilder.Build(Subscriber);
        string puks = built.Elements.Single(element => element.Value.Kind == PeKind.PukCodes).Encoded.ToString();
        string odd = string.Concat(puks.AsSpan(0, 2), "8200", puks.AsSpan(2));
        Octets template = Octets.FromHex(built.Write().ToString().Replace(puks, odd, StringComparison.Ordinal));
        string expected = odd.Replace(Hex(Subscriber.Puk), Hex("00000001"), StringComparison.Ordinal).Replace(Hex(Subscriber.Puk2), Hex("00000002"), StringComparison.Ordinal);
        Assert.That(Make(template, data => data with { Puk1 = "00000001", Puk2 = "00000002" }).ToString(), Does.Contain(expected));
    }

    [TestCase("no number")]
    [TestCase("long name")]
    [TestCase("long identity")]
    [TestCase("short PIN")]
    [TestCase("letters")]
    [TestCase("short IMSI")]
    [TestCase("key")]
    [TestCase("OPc")]
    [TestCase("both")]
    public void What_does_not_fit_is_refused(string what)
    {
        Octets template = ProfileBuilder.Build(Subscriber).Write();
        Assert.That(() => Make(template, data => what switch
        {
            "no number" => data with { Msisdn = "" },
            "long name" => data with { ServiceProviderName = "Seventeen letters" },
            "long identity" => data with { Impi = new string('a', 128) },
            "short PIN" => data with { Pin1 = "123" },
            "letters" => data with { Puk1 = "1234567A" },
            "short IMSI" => data with { Imsi = "00101" },
            "key" => data with { Key = Octets.FromHex("00") },
            "OPc" => data with { Opc = Octets.FromHex("00") },
            _ => data with { Op = Opc, Opc = Opc },
        }), Throws.TypeOf<SubscriberDataException>());
    }

    [TestCase("opc")]
    [TestCase("op")]
    public void A_template_with_the_test_algorithm_has_no_place_for_an_OPc_unless_another_algorithm_is_named(string field)
    {
        Octets template = ProfileBuilder.Build(Subscriber with { Algorithm = AlgorithmId.UsimTestAlgorithm, Opc = Octets.Of(new byte[16]) }).Write();
        Personalisation WithVariant(Personalisation data) => field == "op" ? data with { Op = Opc } : data with { Opc = Opc };
        SubscriberDataException fault = Assert.Throws<SubscriberDataException>(() => Make(template, WithVariant))!;
        Assert.That((fault.Field, fault.Problem.Contains("test algorithm", StringComparison.Ordinal)), Is.EqualTo((field, true)));
        Assert.That(Algorithms(Make(template, data => WithVariant(data) with { Algorithm = AlgorithmId.Milenage })).Select(one => one.AlgorithmID),
            Has.Exactly(2).EqualTo(AlgorithmId.Milenage));
        PersonalisedPackage kept = new PackageTemplate(template).Personalise(Data with { Key = K }, new SeededRandom("template"));
        Assert.That((kept.Data.Key, kept.Data.Opc), Is.EqualTo(((Octets?)K, (Octets?)null)), "what is told is what is used");
    }

    [Test]
    public void Nothing_of_the_old_OPc_stays_when_the_test_algorithm_takes_the_place_of_Milenage()
    {
        Octets made = Make(ProfileBuilder.Build(Subscriber).Write(), data => data with { Algorithm = AlgorithmId.UsimTestAlgorithm });
        Assert.That(Algorithms(made).Select(one => one.Opc.ToString()), Has.Exactly(2).EqualTo(new string('0', 32)));
        Assert.That(made.ToString(), Does.Not.Contain(Subscriber.Opc.ToString()));
    }

    [Test]
    public void A_code_that_the_template_does_not_have_is_refused_or_not_told_of()
    {
        ProfilePackage built = ProfileBuilder.Build(Subscriber);
        // PE-PUKCodes, and in PE-PINCodes the references to it ('82' 01 01 and '82' 01 81), are left out.
        IEnumerable<Octets> elements = built.Elements.Where(element => element.Value.Kind != PeKind.PukCodes).Select(element => element.Encoded);
        Octets template = Octets.Concat([.. elements]);
        PersonalisedPackage made = new PackageTemplate(template).Personalise(Data, new SeededRandom("template"));
        Assert.That((made.Data.Puk1, made.Data.Puk2, made.Data.Adm1?.Length), Is.EqualTo(((string?)null, (string?)null, (int?)8)));
        SubscriberDataException fault = Assert.Throws<SubscriberDataException>(() => Make(template, data => data with { Puk2 = "12345678" }))!;
        Assert.That(fault.Field, Is.EqualTo("puk2"));
    }

    [Test]
    public void An_IMSI_goes_where_the_link_of_EF_IMSI_leads()
    {
        ProfilePackage built = ProfileBuilder.Build(Subscriber);
        FileSystemElement usim = ((ProfileElement.FileSystem)built.Elements.First(element => element.Value.Kind == PeKind.Usim).Value).Value;
        FilePart link = new FilePart.FileDescriptor(new() { LinkPath = Octets.FromHex("7F216F07") });
        ProfileElement linked = new ProfileElement.FileSystem(usim with { Files = SequenceOf.From(usim.Files.Select(file => file.Tag == 3 ? file with { Parts = [link] } : file)) });
        // DF 7F21 with EF 6F07 of 9 octets, the IMSI in two pieces.
        Octets generic = Octets.FromHex("A132" + "A005" + "8000" + "810121" + "A129" + "3027" + "620B" + "82027821" + "83027F21" + "C60101"
            + "620B" + "82024121" + "83026F07" + "800109" + "8103080910" + "8106101032540636");
        Octets template = Octets.Concat([.. built.Elements.SelectMany(element => element.Value.Kind != PeKind.Usim ? [element.Encoded]
            : new[] { generic, Asn1Codec.Encode(linked) })]);
        Octets made = Make(template, data => data);
        Assert.That(made.ToString(), Does.Contain("83026F07" + "800109" + "8103080910" + "8106100000000036"));
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(made), out SequenceOf<ProfileFault> faults);
        Assert.That((faults.Count, SubscriberFiles.ImsiOf(files)), Is.EqualTo((0, Data.Imsi)));
    }

    [Test]
    public void Octets_that_are_no_package_make_no_template()
    {
        Assert.That(() => new PackageTemplate(Octets.FromHex("00")), Throws.TypeOf<Asn1ContentException>());
        Assert.That(() => new PackageTemplate(Octets.Empty), Throws.TypeOf<Asn1ContentException>());
    }

    private static Octets Make(Octets template, Func<Personalisation, Personalisation> change) =>
        new PackageTemplate(template).Personalise(change(Data), new SeededRandom("template")).Package;

    private static IEnumerable<AlgoParameter> Algorithms(Octets package) => ProfilePackage.Read(package).Elements
        .Select(element => element.Value).OfType<ProfileElement.AkaParameter>()
        .Select(element => ((AlgoConfiguration.Algo)element.Value.AlgoConfiguration).Value);

    private static (FileDefinition Definition, TemplatedFile File) Find(ProfilePackage package, PeKind kind, string field)
    {
        FileSystemElement element = package.Elements.Select(one => one.Value).OfType<ProfileElement.FileSystem>().First(one => one.Value.Kind == kind).Value;
        FileTemplate row = TemplateTable.Find(element.TemplateId)!.Find(field)!;
        TemplatedFile file = element.Find(row.Tag)!;
        Assert.That(FileResolver.Resolve(row, file.Fcp, out FileDefinition? definition), Is.EqualTo(PeStatusCode.Ok));
        return (definition!, file);
    }

    private static Octets Content(ProfilePackage package, PeKind kind, string field)
    {
        (FileDefinition definition, TemplatedFile file) = Find(package, kind, field);
        Assert.That(FileContent.Build(definition, file.Parts, out Octets content), Is.EqualTo(PeStatusCode.Ok));
        return content;
    }

    private static int RecordLength(ProfilePackage package, PeKind kind, string field) => Find(package, kind, field).Definition.RecordLength;

    private static Octets Insert(Octets package, Octets element)
    {
        ProfilePackage read = ProfilePackage.Read(package);
        IEnumerable<Octets> all = read.Elements.Select(one => one.Encoded);
        return Octets.Concat([.. all.Take(read.Elements.Count - 1), element, .. all.TakeLast(1)]);
    }

    private static void Replace(ref string text, string before, string after, int count)
    {
        Assert.That(Regex.Count(text, before), Is.EqualTo(count), before);
        text = text.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Swapped(string digits) => string.Concat(digits.Chunk(2).Select(pair => $"{pair[1]}{pair[0]}"));

    private static string Hex(string text) => Convert.ToHexString(Encoding.ASCII.GetBytes(text));

    [GeneratedRegex("830A(8900[0-9]{16})")]
    private static partial Regex HeaderIccid();

    private static readonly Octets K = Octets.FromHex("00112233445566778899AABBCCDDEEFF");
    private static readonly Octets Opc = Octets.FromHex("FFEEDDCCBBAA99887766554433221100");
    private static readonly SeededRandom Nothing = new("not asked");

    private static readonly SubscriberData Subscriber = new()
    {
        Iccid = Iccid.FromDigits("8949000000000000016"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    };

    private static readonly Personalisation Data = new() { Iccid = Iccid.FromDigits("8949000000000000024"), Imsi = "001010000000063" };
}

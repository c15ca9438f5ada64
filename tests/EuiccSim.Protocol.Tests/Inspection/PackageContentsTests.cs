using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Inspection;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>What is in the files of a package, and the fields of its elements.</summary>
public sealed class PackageContentsTests
{
    /// <summary>What TS.48 v5 has in these files.</summary>
    [TestCase("EF.IMSI", "ADF.USIM/EF.IMSI (transparent, 9)\nimsi: 001010123456063\n")]
    [TestCase("EF.PL", "MF/EF.PL (transparent, 6)\nlanguages: en\n")]
    [TestCase("MF/DF.TELECOM/EF.ADN", "MF/DF.TELECOM/EF.ADN (linear fixed, 10 × 28)\n1  alphaIdentifier Testnr.1, number +498912341\n2  alphaIdentifier Testnr.2, number +498912342\n3 to 10  (empty)\n")]
    [TestCase("ADF.USIM/EF.SMS", "ADF.USIM/EF.SMS (linear fixed, 10 × 176)\n1 to 10  (empty)\n")]
    [TestCase("EF.IMPI", "ADF.ISIM/EF.IMPI (transparent, 32)\nimpi: 001010123456789@test.3gpp.com\n")]
    [TestCase("ADF.USIM/EF.EPSNSC", "ADF.USIM/EF.EPSNSC (linear fixed, 1 × 54)\n(secret: 54 octets, --keys shows them)\n")]
    [TestCase("EF.START-HFN", "ADF.USIM/EF.START-HFN (transparent, 6)\nF00000F00000\n")]
    public void A_file_is_decoded_record_by_record_and_what_is_empty_is_folded(string path, string text)
    {
        string told = Inspected.Text(PackageInspection.Read(Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der")).Contents(false, path));
        Assert.That(told, Is.EqualTo(text));
    }

    [Test]
    public void A_directory_stands_for_what_is_in_it_and_without_a_path_all_is_shown()
    {
        PackageInspection package = Inspected.Read();
        Assert.That(package.Contents(false, "DF.5GS").Files.Select(file => file.File.Path), Has.All.StartsWith("ADF.USIM/DF.5GS/").And.Not.Empty);
        Assert.That(package.Contents().Files.Count, Is.EqualTo(package.Files.All.Count(file => !file.Definition.IsDirectory)));
        Assert.That(() => package.Contents(false, "EF.NOTHING"), Throws.InstanceOf<PackagePathException>());
    }

    // By hand from SAIP §8.3.5: EF.IMSI with a length that it cannot have, in a DF.GSM; and 100 octets in a file without a name.
    [Test]
    public void What_does_not_fit_is_told_and_long_octets_are_cut_with_their_count()
    {
        string steps = Inspected.Tlv("62", "82027821" + "83027F20" + "C60101") + "80027F20" + Inspected.Tlv("62", "82024121" + "83026F07" + "8B0101" + "800109") + Inspected.Tlv("81", "AA0910101032540636")
            + Inspected.Tlv("62", "82024121" + "83026F99" + "8B0101" + "800164") + Inspected.Tlv("81", string.Concat(Enumerable.Repeat("5A", 100)));
        PackageInspection package = Inspected.With(Inspected.Management(steps));
        Assert.That(Inspected.Text(package.Contents(false, "DF.GSM/EF.IMSI")), Does.Contain("AA0910101032540636 (not what EF.IMSI holds: no IMSI in"));
        Assert.That(Inspected.Text(package.Contents(false, "DF.GSM/6F99")), Does.Contain(string.Concat(Enumerable.Repeat("5A", 48)) + "… (100 octets)"));
        JsonElement whole = Inspected.Json(package.Contents(false, "DF.GSM/6F99")).GetProperty("files")[0];
        Assert.That(whole.GetProperty("data").GetString(), Has.Length.EqualTo(200));
        Assert.That(whole.TryGetProperty("decoded", out _), Is.False);
        // The steps of the element have the files that they make beside them.
        Assert.That(Inspected.Text(package.Fields(false, ["genericFileManagement"])), Does.Contain("createFCP MF/DF.GSM/6F99, 6F99, transparent, 100"));
    }

    [TestCase("7", 7)]
    [TestCase("usim", 7)]
    [TestCase("USIM 1", 7)]
    [TestCase("opt-usim", 8)]
    [TestCase("optUsim", 8)]
    [TestCase("pinCodes 2", 6)]
    [TestCase("aka-parameter#2", 16)]
    public void An_element_is_found_by_its_place_or_its_kind(string selector, int number) =>
        Assert.That(Inspected.Read().Fields(false, [selector]).Elements.Single().Element.Number, Is.EqualTo(number));

    [TestCase("0", "elements 1 to 21")]
    [TestCase("22", "elements 1 to 21")]
    [TestCase("csim", "It has header, mf")]
    [TestCase("usim 2", "none with the number 2")]
    [TestCase("", "no element ''")]
    public void One_that_is_not_there_is_told_with_those_that_are(string selector, string words) => Assert.That(
        () => Inspected.Read().Fields(false, [selector]), Throws.InstanceOf<IncompletePackageException>().With.Message.Contains(words).And.Property("Name").EqualTo("noSuchElement"));

    [Test]
    public void Fields_of_an_element_have_SAIPs_names_and_the_content_of_its_files_beside()
    {
        string text = Inspected.Text(Inspected.Read().Fields(false, ["usim"]));
        Assert.That(text, Does.StartWith("Element 7: usim, identification 6, ").And.Contain("usim-header\n  mandated\n  identification 6\ntemplateID 2.23.143.1.2.4\n"));
        Assert.That(text, Does.Contain("ef-imsi ADF.USIM/EF.IMSI, 6F07, transparent, 9\n  fillFileContent 080910101032540636\n  content imsi: 001010123456063\n"));
    }
}

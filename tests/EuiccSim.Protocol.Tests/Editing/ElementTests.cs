using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>Elements and applications out and in. What they are is cut out of the package by tags and lengths alone.</summary>
internal sealed class ElementTests
{
    private const string V5 = "TS48v5_SAIP2.3_NoBERTLV.der";

    [Test]
    public void An_element_is_the_octets_that_stand_in_the_package()
    {
        Octets[] elements = Sample.Elements(Sample.Built);
        int usim = Array.FindIndex(elements, element => element[0] == 0xB3);
        Assert.That(Sample.Editor.ExtractElements("usim"), Is.EqualTo(elements[usim]));
        Assert.That(Sample.Editor.ExtractElements(FormattableString.Invariant($"{usim + 1}")), Is.EqualTo(elements[usim]));
        Assert.That(Sample.Editor.ExtractElements("USIM", "header"), Is.EqualTo(Octets.Concat(elements[0], elements[usim])), "in the order of the package");
        Assert.That(Sample.Editor.ExtractElements("akaParameter 2"), Is.EqualTo(elements.Where(element => element[0] == 0xA4).ElementAt(1)));
        Assert.That(Sample.Editor.ExtractElements("OptUsim"), Is.EqualTo(elements.Single(element => element[0] == 0xB4)));
    }

    [TestCase("usin", "noSuchElement", "The package has no element 'usin'. Did you mean usim or isim?")]
    [TestCase("99", "noSuchElement", "The package has no element 99: it has ")]
    [TestCase("0", "noSuchElement", "The package has no element 0: it has ")]
    public void An_element_that_is_not_there_is_told(string element, string name, string words)
    {
        ProfileEditException fault = Assert.Throws<ProfileEditException>(() => Sample.Editor.ExtractElements(element))!;
        Assert.That(fault.Name, Is.EqualTo(name));
        Assert.That(fault.Message, Does.StartWith(words));
    }

    [TestCase("header")]
    [TestCase("mf")]
    [TestCase("end")]
    public void No_package_is_without_header_MF_and_end(string element) =>
        Assert.That(() => Sample.Editor.RemoveElements([element], withDependents: true), Throws.TypeOf<ProfileEditException>().With.Property("Name").EqualTo("cannotBeRemoved"));

    /// <summary>What belongs to the USIM of TS.48 v5, read by a person: 8 is usim; 9 to 14 follow it; 16, 23 and 24 link to its files; 27 names it.</summary>
    [Test]
    public void What_needs_an_application_keeps_it_until_it_is_asked_to_go_as_well()
    {
        ProfileEditor editor = new(Ts48.Load(V5));
        ProfileEditException fault = Assert.Throws<ProfileEditException>(() => editor.RemoveElements(["usim"]))!;
        Assert.That(fault.Name, Is.EqualTo("hasDependents"));
        Assert.That(fault.Dependents, Is.SupersetOf(new[]
        {
            "opt-usim (element 9)", "pinCodes 3 (element 10)", "akaParameter (element 11)", "gsm-access (element 12)", "df-5gs (element 13)", "df-saip (element 14)", "rfm 2 (element 27)",
        }));
        Assert.That(fault.Dependents, Has.None.Contains("isim").And.None.Contains("securityDomain"));
        ProfileEditor without = editor.RemoveElements(["usim"], withDependents: true);
        Assert.That(without.Package.Elements.Select(element => element.Value.Kind), Has.None.EqualTo(PeKind.Usim).And.None.EqualTo(PeKind.OptUsim).And.None.EqualTo(PeKind.Df5gs));
        Assert.That(without.Package.Header!.EuiccMandatoryServices, Has.Property("Usim").False.And.Property("Isim").True.And.Property("UsimTestAlgorithm").True);
        Assert.That(Sample.Faults(without.Octets), Is.Zero);
    }

    [Test]
    public void The_header_loses_what_the_element_alone_needed_and_all_else_stays()
    {
        Octets package = Ts48.Load(V5);
        Octets[] before = Sample.Elements(package);
        int place = Array.FindIndex(before, element => element[0] == 0xBA);
        ProfileEditor without = new ProfileEditor(package).RemoveElements(["opt-csim"], withDependents: true);
        Octets[] after = Sample.Elements(without.Octets);
        Assert.That(after.Skip(1), Is.EqualTo(before.Skip(1).Where((_, i) => i != place - 1)));
        (string[] gone, string[] come) = Sample.Changed(before[0], after[0]);
        // 2.23.143.1.2.11 in DER.
        Assert.That((gone, come), Is.EqualTo((new[] { "/A0/A6/06=67810F01020B" }, Array.Empty<string>())));
        Assert.That(without.Notes, Is.EqualTo(new[] { "The header no longer asks for the template 2.23.143.1.2.11." }));
    }

    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Each_element_of_a_package_goes_out_and_comes_back(string name)
    {
        Octets package = Ts48.Load(name);
        Octets[] elements = Sample.Elements(package);
        int faults = Sample.Faults(package), removed = 0;
        for (int i = 0; i < elements.Length; i++)
        {
            string place = FormattableString.Invariant($"{i + 1}");
            ProfileEditor editor = new(package);
            Assert.That(editor.ExtractElements(place), Is.EqualTo(elements[i]));
            ProfileEditor without;
            try
            {
                without = editor.RemoveElements([place]);
            }
            catch (ProfileEditException fault)
            {
                Assert.That(fault.Name, Is.AnyOf("hasDependents", "cannotBeRemoved"));
                continue;
            }
            removed++;
            ProfileEditor back = without.InsertElements(elements[i], i + 1);
            Assert.That(Sample.Elements(back.Octets).Skip(1), Is.EqualTo(elements.Skip(1)), place);
            (string[] gone, string[] come) = Sample.Changed(elements[0], Sample.Elements(back.Octets)[0]);
            Assert.That(gone.Concat(come), Is.Empty, "the header has the same entries");
            Assert.That(Sample.Faults(back.Octets), Is.EqualTo(faults));
        }
        Assert.That(removed, Is.GreaterThan(5));
    }

    [Test]
    public void An_element_whose_number_is_taken_gets_another_one_and_that_is_said()
    {
        Octets management = Octets.FromHex("A11F" + "A0058000810101" + "A116" + "3014" + "6210" + "82024121" + "83026F99" + "8B0101" + "800101" + "8800" + "8100");
        ProfileEditor with = Sample.Editor.InsertElements(management);
        Octets[] elements = Sample.Elements(with.Octets);
        int highest = Sample.Editor.Package.Elements.Max(element => element.Value.PeHeader?.Identification ?? 0);
        Assert.That(elements[^2].ToString(), Is.EqualTo(management.ToString().Replace("810101A1", $"8101{highest + 1:X2}A1", StringComparison.Ordinal)));
        Assert.That(with.Notes, Is.EqualTo(new[] { FormattableString.Invariant($"genericFileManagement has the identification {highest + 1}, as 1 was taken.") }));
        Assert.That(elements.Where((_, i) => i != elements.Length - 2), Is.EqualTo(Sample.Elements(Sample.Built)));
        Assert.That(Sample.Faults(with.Octets), Is.Zero);
    }

    [TestCase(1)]
    [TestCase(99)]
    public void An_element_has_its_place_between_header_and_end(int place) =>
        Assert.That(() => Sample.Editor.InsertElements(Sample.Editor.ExtractElements("usim"), place), Throws.TypeOf<ProfileEditException>().With.Property("Name").EqualTo("badValue"));

    [Test]
    public void A_second_header_does_not_come_in() =>
        Assert.That(() => Sample.Editor.InsertElements(Sample.Built), Throws.TypeOf<ProfileEditException>().With.Property("Name").EqualTo("alreadyThere"));

    [Test]
    public void An_element_is_replaced_by_one_of_its_kind()
    {
        Octets other = new ProfileEditor(Sample.Built).Set("pin1=9876").ExtractElements("pinCodes");
        Assert.That(Sample.Editor.ReplaceElement("pinCodes", other).Octets, Is.EqualTo(Sample.Editor.Set("pin1=9876").Octets));
        Assert.That(() => Sample.Editor.ReplaceElement("usim", other), Throws.TypeOf<ProfileEditException>());
    }

    /// <summary>Application by AID: that of the ISIM of TS.48, which its EF.DIR names in a record.</summary>
    [Test]
    public void An_application_goes_with_its_entry_in_EF_DIR_and_comes_back()
    {
        Octets package = Ts48.Load(V5), isim = Octets.FromHex("A0000000871004FF49FF0589");
        ProfileEditor editor = new(package);
        Octets taken = editor.ExtractApplication(isim);
        Assert.That(Sample.Elements(taken).Select(element => element[0]), Is.EqualTo(new byte[] { 0xB5, 0xB6, 0xA2, 0xA4 }));
        ProfileEditor without = editor.RemoveApplication(isim, withDependents: true);
        Assert.That(PackageFiles.Read(without.Package, out _).Adfs.Select(adf => adf.Definition.DfName), Has.None.EqualTo((Octets?)isim));
        Assert.That(without.FindFile("EF.DIR").Content.ToString(), Does.Not.Contain(isim.ToString()));
        Assert.That(editor.FindFile("EF.DIR").Content.ToString(), Does.Contain(isim.ToString()));
        Assert.That(without.Package.Header!.EuiccMandatoryServices.Isim, Is.False);
        Assert.That(Sample.Faults(without.Octets), Is.Zero);
        ProfileEditor back = without.InsertElements(taken);
        Assert.That(back.FindFile("EF.DIR").Content.ToString(), Does.Contain("4F0C" + isim));
        Assert.That(back.FindFile("ADF.ISIM/EF.IMPI").Content, Is.EqualTo(editor.FindFile("ADF.ISIM/EF.IMPI").Content));
        Assert.That(back.Package.Header!.EuiccMandatoryServices.Isim, Is.True);
        Assert.That(Sample.Faults(back.Octets), Is.Zero);
    }

    /// <summary>Remote file management of a built package names no security domain: it is under the first. SAIP §8.8.</summary>
    [Test]
    public void What_is_under_the_operator_s_security_domain_goes_with_it()
    {
        ProfileEditException fault = Assert.Throws<ProfileEditException>(() => Sample.Editor.RemoveElements(["securityDomain"]))!;
        Assert.That(fault.Dependents.Select(one => one.Split(" (")[0]), Is.EqualTo(new[] { "rfm", "rfm 2", "rfm 3" }));
        ProfileEditor without = Sample.Editor.RemoveElements(["securityDomain"], withDependents: true);
        Assert.That(without.Package.Elements.Select(element => element.Value.Kind), Has.None.EqualTo(PeKind.Rfm).And.None.EqualTo(PeKind.SecurityDomain));
        Assert.That(ProfileLinter.Lint(without.Octets).Findings, Has.None.Matches<LintFinding>(finding => finding!.Rule.Id is "rfm-domain" or "rfm-adf"));
        Assert.That(Sample.Editor.RemoveElements(["rfm"]).Package.Elements, Has.Count.EqualTo(Sample.Editor.Package.Elements.Count - 1));
    }

    [Test]
    public void An_application_without_its_key_is_told_of_and_goes_with_it_if_that_is_wanted()
    {
        ProfileEditor without = Sample.Editor.RemoveElements(["akaParameter"]);
        Assert.That(without.Notes, Is.EqualTo(new[] { "ADF.USIM has no authentication key any more: --with-dependents removes usim (element 7) as well." }));
        ProfileEditor all = Sample.Editor.RemoveElements(["akaParameter"], withDependents: true);
        Assert.That(all.Package.Elements.Select(element => element.Value.Kind), Has.None.EqualTo(PeKind.Usim).And.None.EqualTo(PeKind.OptUsim).And.Some.EqualTo(PeKind.Isim));
        Assert.That(all.Notes[0], Does.StartWith("Removed as well: usim (element 7), opt-usim (element 8), "));
        Assert.That(all.Notes, Has.None.Contain("no authentication key"));
        Assert.That(Sample.Faults(all.Octets), Is.Zero);
    }

    /// <summary>In TS.48 v5 the ISIM has the key of the USIM: who takes that away takes both.</summary>
    [Test]
    public void A_key_that_another_application_shares_takes_both_with_it()
    {
        ProfileEditor editor = new(Ts48.Load(V5));
        int shared = editor.Package.Elements.Count(element => element.Value is ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Mapping });
        ProfileEditor without = editor.RemoveElements(["akaParameter"], withDependents: true);
        Assert.That(PackageFiles.Read(without.Package, out _).Adfs.Where(adf => adf.Aka is null).Select(adf => adf.Kind), Has.None.EqualTo(PeKind.Usim).And.None.EqualTo(PeKind.Isim));
        Assert.That(without.Package.Elements.Select(element => element.Value.Kind).Contains(PeKind.Isim), Is.EqualTo(shared == 0));
    }

    [Test]
    public void A_security_domain_stays_as_long_as_others_use_it_and_an_application_that_is_not_there_is_told()
    {
        ProfileEditor editor = new(Ts48.Load(V5));
        Octets rfm = Octets.FromHex("A00000055910100001");
        Assert.That(Sample.Elements(editor.ExtractApplication(rfm)).Single()[0], Is.EqualTo(0xA7));
        Assert.That(Sample.Elements(editor.RemoveApplication(rfm).Octets), Has.Length.EqualTo(Sample.Elements(editor.Octets).Length - 1));
        Assert.That(() => editor.RemoveApplication(Octets.FromHex("A000000000")),
            Throws.TypeOf<ProfileEditException>().With.Message.StartsWith("The package has no application A000000000; it has A0000000871002FF49FF0589,"));
    }
}

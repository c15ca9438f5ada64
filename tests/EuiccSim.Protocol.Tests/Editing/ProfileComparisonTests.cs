using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>Where packages differ, in names.</summary>
internal sealed class ProfileComparisonTests
{
    [Test]
    public void A_package_is_the_same_as_itself() => Assert.That(Between(Sample.Built, Sample.Built), Is.Empty);

    [Test]
    public void Every_GSMA_package_is_the_same_as_itself_and_no_other()
    {
        (string Name, ProfilePackage Package)[] all = [.. Ts48.All()];
        foreach ((string name, ProfilePackage package) in all)
        {
            Assert.That(ProfileComparison.Between(package, package), Is.Empty, name);
            Assert.That(ProfileComparison.Between(package, all[0].Package).Count == 0, Is.EqualTo(package.Write() == all[0].Package.Write()), name);
        }
    }

    [TestCase("pin1=4321", "pinCodes|pinCodes.pinconfig[pinAppl1].pinValue|||differs")]
    [TestCase("algorithmOptions=02", "akaParameter|algoConfiguration.algoParameter.algorithmOptions|01|02|")]
    [TestCase("key=000102030405060708090A0B0C0D0E0F", "akaParameter|algoConfiguration.algoParameter.key|||differs")]
    [TestCase("ADF.USIM/EF.IMSI=001010123456784", "usim|ADF.USIM/EF.IMSI|001010123456063|001010123456784|")]
    [TestCase("services+=get-identity", "header|eUICC-Mandatory-services.get-identity||NULL|only in the second")]
    [TestCase("templates-=2.23.143.1.2.4", "header|eUICC-Mandatory-GFSTEList[2.23.143.1.2.4]|2.23.143.1.2.4 (usim)||only in the first")]
    [TestCase("profileType=Mine", "header|profileType|*|Mine|")]
    [TestCase("spn=Mine", "usim|ADF.USIM/EF.SPN|*|*|")]
    [TestCase("MF/EF.ARR[2]=0xFF", "mf|MF/EF.ARR[2]|*|empty|")]
    public void A_difference_has_the_standards_names(string setting, string difference)
    {
        ProfileDifference found = Between(Sample.Built, Sample.Editor.Set(setting).Octets)[0];
        string[] parts = difference.Split('|');
        string[] told = [found.Element, found.Path, found.A ?? "", found.B ?? "", found.What];
        for (int i = 0; i < parts.Length; i++) if (parts[i] != "*") Assert.That(told[i], Is.EqualTo(parts[i]), string.Join('|', told));
    }

    [Test]
    public void Keys_are_told_to_who_asks()
    {
        ProfileDifference[] all = [.. Between(Sample.Built, Sample.Editor.Set("pin1=4321").Octets, new() { Keys = true })];
        Assert.That(all.Single(), Has.Property("B").EqualTo("34333231FFFFFFFF").And.Property("What").Empty);
    }

    [Test]
    public void Of_lists_it_tells_what_is_in_one_only()
    {
        ProfileDifference found = Between(Sample.Built, Sample.Editor.Set("ust+=56").Octets).Single();
        Assert.That((found.Path, found.A, found.B), Is.EqualTo(("ADF.USIM/EF.UST", "", "56 network's indication of alerting (NIA)")));
    }

    [Test]
    public void A_file_is_the_same_whatever_makes_it()
    {
        Octets acc = Sample.Editor.FindFile("ADF.USIM/EF.ACC").Content;
        Octets managed = Sample.Editor.RemoveFile("ADF.USIM/EF.ACC").InsertElements(Octets.FromHex(
            "A126" + "A0058000810150" + "A11D" + "301B" + "80027FD0" + "6211" + "82024121" + "83026F78" + "8B0102" + "800102" + "880130" + "8102" + acc)).Octets;
        Assert.That(Between(Sample.Built, managed, new() { FilesOnly = true }), Is.Empty);
        Assert.That(Between(Sample.Built, managed).Select(one => (one.Element, one.What)), Does.Contain(("genericFileManagement", "only in the second")));
    }

    [Test]
    public void Two_subscribers_of_one_operator_are_the_same_where_that_is_left_out()
    {
        Octets other = Sample.Editor.Set("iccid=8988211000000123457", "imsi=001010123456784", "acc=4", "key=000102030405060708090A0B0C0D0E0F", "pin1=9999", "puk1=12341234").Octets;
        Assert.That(Between(Sample.Built, other), Has.Count.GreaterThan(7));
        Assert.That(Between(Sample.Built, other, new() { IgnoreSubscriber = true }), Is.Empty);
        Octets operators = new ProfileEditor(other).Set("spn=Other").Octets;
        Assert.That(Between(Sample.Built, operators, new() { IgnoreSubscriber = true }).Single().Path, Is.EqualTo("ADF.USIM/EF.SPN"));
    }

    [Test]
    public void What_is_there_once_only_and_another_order_are_told()
    {
        ProfileEditor without = Sample.Editor.RemoveElements(["gsm-access"], withDependents: true);
        Assert.That(Between(Sample.Built, without.Octets).Select(one => $"{one.Element}: {one.What}"), Does.Contain("gsm-access: only in the first"));
        Assert.That(Between(without.Octets, Sample.Built).Select(one => $"{one.Element}: {one.What}"), Does.Contain("gsm-access: only in the second"));
        Octets[] elements = Sample.Elements(Sample.Built);
        (elements[2], elements[3]) = (elements[3], elements[2]);
        Assert.That(Between(Sample.Built, Octets.Concat(elements)).Select(one => one.What), Does.Contain("the elements are in another order"));
    }

    /// <summary>What GSMA changed from version 3 to 4, as a person reads both: '810106' became '810102' in each RFM.</summary>
    [Test]
    public void Versions_of_TS48_differ_in_names()
    {
        IReadOnlyList<ProfileDifference> all = ProfileComparison.Between(Ts48.Read("TS48v3_SAIP2.3_NoBERTLV.der"), Ts48.Read("TS48v4_SAIP2.3_NoBERTLV.der"));
        Assert.That(all, Is.Not.Empty);
        Assert.That(all.Select(one => one.Path), Has.None.Match("^[0-9A-F]{2}(/|$)"), "no tags");
        Assert.That(all.Where(one => one.Path == "minimumSecurityLevel").Select(one => (one.Element, one.A, one.B)),
            Is.EqualTo(new[] { ("rfm", "06", "02"), ("rfm 2", "06", "02"), ("rfm 3", "06", "02"), ("rfm 4", "06", "02") }));
        Assert.That(all.Where(one => one.Path.EndsWith("keyData", StringComparison.Ordinal)), Has.Exactly(6).Items.And.All.Property("What").EqualTo("differs"));
    }

    private static IReadOnlyList<ProfileDifference> Between(Octets a, Octets b, ComparisonOptions? options = null) =>
        ProfileComparison.Between(ProfilePackage.Read(a), ProfilePackage.Read(b), options);
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Inspection;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>The first look at a package.</summary>
public sealed class PackageSummaryTests
{
    [Test]
    public void Operator_subscriber_and_algorithm_are_told()
    {
        PackageSummary summary = Inspected.Read().Summary;
        Assert.That((summary.ProfileType, summary.Version, summary.IccidText, summary.FileIccid, summary.Imsi, summary.Algorithm),
            Is.EqualTo(("Inspected", "2.3", "8949000000000000018", "8949000000000000018", "001010123456063", "milenage")));
        Assert.That(summary.Applications.Select(application => application.Path), Is.EqualTo(new[] { "ADF.USIM", "ADF.ISIM" }));
        NetworkApplication usim = summary.Applications[0];
        Assert.That((usim.Label, usim.Imsi, usim.Mcc, usim.Mnc, usim.ServiceProviderName, usim.Key?.AlgorithmName),
            Is.EqualTo(("USIM", "001010123456063", "001", "01", "ACME", "Milenage")));
        Assert.That(usim.Numbers, Is.EqualTo(new[] { "+491701234567" }));
        Assert.That(summary.MandatoryServices, Is.EqualTo(new[] { "usim", "isim", "milenage" }));
        Assert.That(summary.MandatoryTemplates, Does.Contain("mf v1").And.Contain("df-5gs v1"));
        string text = Inspected.Text(summary);
        Assert.That(text, Does.Contain("IMSI 001010123456063 (MCC 001, MNC 01)\n").And.Contain("PINs PIN1 disabled\n").And.Contain("\n1 header 1"));
    }

    /// <summary>TS.48 v5 says so of its generic test profile, and saip.md §10.</summary>
    [Test]
    public void GSMAs_test_profile_is_told_as_GSMA_tells_it()
    {
        PackageInspection package = PackageInspection.Read(Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der"));
        PackageSummary summary = package.Summary;
        Assert.That((summary.IccidText, summary.Imsi, summary.Algorithm), Is.EqualTo(("89000123456789012341", "001010123456063", "usimTestAlgorithm")));
        Assert.That(summary.Applications.Select(one => (one.Path, one.Aid?.ToString(), one.Label)), Is.EqualTo(new[]
        {
            ("ADF.USIM", "A0000000871002FF49FF0589", "USIM"), ("ADF.CSIM", "A0000003431002F310FFFF89020000FF", "CSIM"), ("ADF.ISIM", "A0000000871004FF49FF0589", "ISIM"),
        }));
        Assert.That(summary.Applications[0].ServiceProviderName, Is.EqualTo("GSMA_TEST"));
        Assert.That(summary.Applications[2].Impi, Is.EqualTo("001010123456789@test.3gpp.com"));
        Assert.That(summary.MandatoryServices, Is.EqualTo(new[] { "usim", "isim", "csim", "usim-test-algorithm", "ber-tlv", "get-identity", "profile-a-x25519", "profile-b-p256" }));
        Assert.That((package.Elements.Count, package.Elements[7].Kind, package.Elements[7].Identification, package.Elements[7].TemplateName, package.Elements[7].FileCount),
            Is.EqualTo((30, "usim", (int?)8, "usim v1", 24)));
        Assert.That(package.Faults, Is.Empty);
    }

    /// <summary>ITU-T E.118: 8 checks 894900000000000001.</summary>
    [Test]
    public void A_wrong_check_digit_and_another_ICCID_in_the_file_are_told()
    {
        string octets = Inspected.Package.Write().ToString();
        const string header = "8949000000000000018F";
        PackageSummary wrong = PackageInspection.Read(Octets.FromHex(octets.Replace(header, "8949000000000000017F", StringComparison.Ordinal))).Summary;
        Assert.That(Inspected.Text(wrong), Does.Contain("the check digit is wrong: 8949000000000000018 is right); EF.ICCID has another, 8949000000000000018"));
    }

    [Test]
    public void Elements_are_counted_by_place_and_named_by_identification_in_the_JSON_too()
    {
        JsonElement[] elements = [.. Inspected.Json(Inspected.Read().Summary).GetProperty("elements").EnumerateArray()];
        Assert.That(elements.Select(one => one.GetProperty("number").GetInt32()), Is.EqualTo(Enumerable.Range(1, 21)));
        Assert.That((elements[6].GetProperty("kind").GetString(), elements[6].GetProperty("identification").GetInt32(), elements[6].GetProperty("templateName").GetString()),
            Is.EqualTo(("usim", 6, "usim v1")));
        Assert.That(elements.Sum(one => one.GetProperty("size").GetInt32()), Is.EqualTo(Inspected.Package.Write().Length));
    }

    [Test]
    public void Every_test_profile_of_GSMA_is_shown_in_every_view()
    {
        foreach ((string name, ProfilePackage package) in Ts48.All())
        {
            PackageInspection read = PackageInspection.Read(package.Write());
            Assert.That(read.Faults, Is.Empty, name);
            PackageView[] views = [read.Summary, read.Tree, read.Contents(true), read.Keys, read.Applications, read.Fields(true, Enumerable.Range(1, read.Elements.Count).Select(n => $"{n}"))];
            foreach (PackageView view in views)
            {
                Assert.That(Inspected.Text(view), Is.Not.Empty, name);
                Assert.That(Inspected.Json(view).EnumerateObject().Count(), Is.Positive, name);
            }
            Assert.That(Inspected.Text(read.Contents(true)), Does.Not.Contain("not what EF."), name);
        }
    }
}

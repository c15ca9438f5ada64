using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Inspection;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>Security domains, code, instances, remote file management.</summary>
public sealed class PackageApplicationsTests
{
    /// <summary>The octets of TS.48 v5: privileges 82DC00, C9 81028000…, EA 80 0100000000020102 06B20100000000 00.</summary>
    [Test]
    public void The_security_domain_of_the_test_profile_is_told_in_words()
    {
        PackageApplications all = PackageInspection.Read(Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der")).Applications;
        InstanceFacts domain = all.SecurityDomains.Single();
        Assert.That(domain.Privileges, Is.EqualTo(new[] { "security domain", "CVM management", "trusted path", "authorized management", "global delete", "global lock", "global registry" }));
        Assert.That((domain.LifeCycle, domain.SecureChannels.Single(), domain.Toolkit!.SecurityWords), Is.EqualTo(("personalized", "SCP80 i=00", "02 (cryptographic checksum)")));
        Assert.That(domain.Toolkit!.Tars.Select(tar => tar.ToString()), Is.EqualTo(new[] { "B20100", "000000" }));
        Assert.That(domain.KeyVersions, Is.EqualTo(new[] { "01", "02" }));
        Assert.That(Inspected.Text(all), Does.Contain("Remote file management A00000055910100004 (element 29)\nTAR B00142\nminimum security 02 (cryptographic checksum)\nfile access full access\n"));
    }

    // TS 102 226 §8.2.1.3.2.2.1, by hand: two menu entries, no security level, one TAR.
    [TestCase("FF" + "08" + "10" + "02" + "01010202" + "07" + "00" + "03" + "B20101" + "00", 255, 2, "none", "B20101")]
    [TestCase("010000000002011203B2010000", 1, 0, "12 (cryptographic checksum, counter is higher)", "B20100")]
    [TestCase("01000000000003B20100", 1, 0, "none", "B20100")]
    public void Toolkit_parameters_are_read(string octets, int priority, int entries, string security, string tars)
    {
        ToolkitParameters read = ToolkitParameters.TryRead(Octets.FromHex(octets))!;
        Assert.That((read.Priority, read.MenuEntries, read.SecurityWords, string.Join(' ', read.Tars)), Is.EqualTo((priority, entries, security, tars)));
    }

    [TestCase("")]
    [TestCase("01000000")]
    [TestCase("0100000000020102FF")]
    [TestCase("010000FF000000")]
    [TestCase("01000000000002B201")]
    public void Other_octets_are_no_toolkit_parameters(string octets) => Assert.That(ToolkitParameters.TryRead(Octets.FromHex(octets)), Is.Null);

    /// <summary>Components by hand from the Java Card VM Specification §6.3 (header), §6.5 (applets), §6.6 (imports).</summary>
    [Test]
    public void Code_tells_its_version_its_applets_and_what_it_needs()
    {
        const string header = "01" + "000F" + "DECAFFED" + "0102" + "04" + "0301" + "05" + "A000000001";
        const string imports = "04" + "000B" + "01" + "0601" + "07" + "A0000000620001";
        const string applets = "03" + "000A" + "01" + "06" + "A00000000101" + "0011";
        string code = header + imports + applets;
        string element = Inspected.Tlv("A8", "A0058000810164" + Inspected.Tlv("A1", "4F05A000000001" + Inspected.Tlv("C4", code))
            + Inspected.Tlv("A2", Inspected.Tlv("30", "4F05A000000001" + "4F06A00000000101" + "4F06A00000000102" + "820104" + "C900" + Inspected.Tlv("EA", Inspected.Tlv("81", "000100" + "00")))));
        PackageInspection package = Inspected.With(element);
        Assert.That(package.Faults, Is.Empty);
        LoadedCode loaded = package.Applications.Code.Single().Code;
        Assert.That((loaded.CapVersion, loaded.PackageVersion, loaded.Applets.Single().ToString(), loaded.Imports.Single()), Is.EqualTo(("2.1", "1.3", "A00000000101", "A0000000620001 1.6")));
        string text = Inspected.Text(package.Applications);
        Assert.That(text, Does.Contain("Application A00000000102 (element 21)\nof module A00000000101 of A000000001\nlife cycle selectable\nprivileges card reset\n").And.Contain("file access MF: full access\n"));
        Assert.That(Inspected.Text(package.Summary), Does.Contain($"code A000000001, {code.Length / 2} octets\napplications A00000000102\n"));
    }

    /// <summary>TS 102 225 §5.1.1.</summary>
    [TestCase(0x00, "no security")]
    [TestCase(0x16, "cryptographic checksum, ciphering, counter is higher")]
    [TestCase(0x19, "redundancy check, counter is one higher")]
    public void A_security_level_is_told_in_words(int level, string words)
    {
        string element = Inspected.Tlv("A7", "A0058000810164" + "4F05A000000009" + Inspected.Tlv("A0", "0403B00199") + $"8101{level:X2}" + "0401FF" + "0403020101");
        Assert.That(Inspected.Text(Inspected.With(element).Applications), Does.Contain($"TAR B00199\nminimum security {level:X2} ({words})\nfile access no access\nadmin access by access rules, 0101\n"));
    }
}

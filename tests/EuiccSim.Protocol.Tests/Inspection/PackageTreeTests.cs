using System.Text.Json;
using EuiccSim.Protocol.Inspection;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>The files of a package, and what may be done with them.</summary>
public sealed class PackageTreeTests
{
    /// <summary>The rules are those that saip.md §3.6 has from TS.48: EF.ARR 2F06, records 3 and 4, and 6F06.</summary>
    [TestCase("MF/EF.ICCID", "2FE2", "transparent, 10", "read: always · activate, deactivate: ADM1")]
    [TestCase("MF/EF.PL", "2F05", "transparent, 6", "read: always · update: PIN1 · activate, deactivate, delete, resize: ADM1")]
    [TestCase("MF", "3F00", "MF", "create EF, create DF, activate, deactivate, delete, resize: ADM1")]
    [TestCase("MF/EF.DIR", "2F00", "linear fixed, 4 × 33", "read: always · update, activate, deactivate, delete, resize: ADM1")]
    [TestCase("ADF.USIM/EF.IMSI", "6F07", "transparent, 9", "read: PIN1 · update, activate, deactivate: ADM1")]
    [TestCase("MF/DF.TELECOM/EF.LND", "6F44", "cyclic, 5 × 26", "read, update: PIN1 · activate, deactivate, delete, resize: ADM1")]
    [TestCase("ADF.USIM/DF.5GS/EF.URSP", "4F0B", "BER-TLV, 1024", "read: PIN1 · update, activate, deactivate, delete, resize: ADM1")]
    public void A_file_of_the_test_profile_is_told_with_its_rules(string path, string fileId, string kind, string access)
    {
        InspectedFile file = PackageInspection.Read(Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der")).Tree.Files.Single(one => one.Path == path);
        Assert.That((file.FileId, file.Kind, file.Access.ToString(), file.LifeCycle), Is.EqualTo((fileId, kind, access, "activated")));
    }

    [Test]
    public void A_link_names_its_target_and_has_the_rules_of_its_own_place()
    {
        PackageTree tree = PackageInspection.Read(Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der")).Tree;
        Assert.That(Inspected.Text(tree), Does.Contain("    EF.FDN 6F3B linear fixed, 5 × 28, link to ADF.USIM/EF.FDN read: PIN1 · update: PIN2 · activate, deactivate, delete, resize: ADM1 24\n".TrimStart()));
        JsonElement link = Inspected.Json(tree).GetProperty("tree").EnumerateArray().Single(file => file.GetProperty("path").GetString() == "MF/DF.TELECOM/EF.FDN");
        Assert.That((link.GetProperty("linkedTo").GetString(), link.GetProperty("element").GetInt32()), Is.EqualTo(("ADF.USIM/EF.FDN", 24)));
    }

    // By hand from SAIP §8.3.5: file 2F77 with rule 99 of 2F06, or of 6F06, which is nowhere above; deactivated (lcsi 04).
    [TestCase("8B0163", "record 99 of EF.ARR 2F06 is not there")]
    [TestCase("8B036F0601", "record 1 of EF.ARR 6F06 is not there")]
    [TestCase("", "no access rules are named")]
    public void Rules_that_are_not_there_are_told(string reference, string fault)
    {
        PackageInspection package = Inspected.With(Inspected.Management(Inspected.Tlv("62", "82024121" + "83022F77" + "8A0104" + reference + "800102")));
        InspectedFile file = package.Tree.Files.Single(one => one.FileId == "2F77");
        Assert.That((file.Path, file.Access.ToString(), file.LifeCycle, file.ElementNumber), Is.EqualTo(("MF/2F77", fault, "deactivated", 21)));
        Assert.That(Inspected.Text(package.Tree), Does.Contain("transparent, 2, deactivated"));
    }

    [Test]
    public void Directories_stand_before_what_is_in_them_and_applications_behind_the_MF()
    {
        string[] paths = [.. Inspected.Read().Tree.Files.Select(file => file.Path)];
        Assert.That(paths.Take(2), Is.EqualTo(new[] { "MF", "MF/EF.PL" }));
        Assert.That(Array.IndexOf(paths, "ADF.USIM"), Is.GreaterThan(Array.IndexOf(paths, "MF/DF.TELECOM/DF.PHONEBOOK/EF.ADN")));
        Assert.That(paths, Is.Unique.And.Contain("ADF.USIM/DF.5GS/EF.5GS3GPPLOCI"));
    }
}

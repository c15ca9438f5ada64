using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Inspection;

namespace EuiccSim.Protocol.Tests.Inspection;

/// <summary>A package is shown as far as it can be read.</summary>
public sealed class BrokenPackageTests
{
    [Test]
    public void An_element_at_fault_leaves_the_others_as_they_are()
    {
        string octets = Inspected.Package.Write().ToString();
        string usim = Inspected.Package.Elements[6].Encoded.ToString();
        // identification, an INTEGER, without content.
        string broken = usim.Replace("A0058000810106", "A0058000820106", StringComparison.Ordinal);
        PackageInspection package = PackageInspection.Read(Octets.FromHex(octets.Replace(usim, broken, StringComparison.Ordinal)));
        Assert.That(package.Elements[6].Fault, Is.Not.Null);
        Assert.That(package.Elements[6].Kind, Is.EqualTo("usim"));
        Assert.That(package.Faults[0], Does.StartWith("element 7 (usim): it cannot be read: "));
        Assert.That(package.Summary.IccidText, Is.EqualTo("8949000000000000018"));
        Assert.That(package.Tree.Files.Select(file => file.Path), Does.Contain("ADF.ISIM/EF.IMPI").And.Not.Contain("ADF.USIM"));
        Assert.That(Inspected.Text(package.Summary), Does.Contain("cannot be read"));
    }

    [Test]
    public void A_tail_that_is_no_element_and_a_header_that_is_not_there_are_told()
    {
        Octets whole = Inspected.Package.Write();
        PackageInspection tail = PackageInspection.Read(Octets.Concat(whole, Octets.FromHex("FFFFFF")));
        Assert.That(tail.Faults, Is.EqualTo(new[] { "after element 21 come 3 octets that are no whole element" }));
        PackageInspection headless = PackageInspection.Read(whole.Slice(Inspected.Package.Elements[0].Encoded.Length));
        Assert.That(headless.Faults[0], Does.Contain("profile header"));
        Assert.That((headless.Summary.Version, headless.Summary.Imsi), Is.EqualTo(((string?)null, "001010123456063")));
        Assert.That(Inspected.Text(headless.Summary), Does.Contain("ICCID 8949000000000000018 (in EF.ICCID)"));
        Assert.That(() => PackageInspection.Read(Octets.FromHex("FF00")), Throws.InstanceOf<Asn1ContentException>());
    }

    /// <summary>BF28 is the tag of an alternative that SAIP 3.3.1 does not have.</summary>
    [Test]
    public void An_element_of_a_later_version_is_shown_with_its_tag()
    {
        PackageInspection package = Inspected.With("BF280B" + "A0058000810164" + "8102AABB");
        InspectedElement later = package.Elements[20];
        Assert.That((later.Kind, later.Identification, later.IsMandated, later.Fault), Is.EqualTo(("BF28", (int?)100, true, (string?)null)));
        Assert.That(Inspected.Text(package.Summary), Does.Contain("21 BF28 100 14 of a later version of SAIP"));
        Assert.That(Inspected.Text(package.Fields(false, ["bf28"])), Does.Contain("81 (2 octets)").And.Not.Contain("AABB"));
    }

    /// <summary>Whatever octet is wrong, there is something to see, or a word why not.</summary>
    [Test]
    public void Any_octet_may_be_wrong()
    {
        byte[] octets = Inspected.Package.Write().ToArray();
        int shown = 0;
        for (int at = 0; at < octets.Length; at += 23)
        {
            byte[] changed = [.. octets];
            changed[at] ^= (byte)(1 + (at % 255));
            try
            {
                PackageInspection package = PackageInspection.Read(Octets.Wrap(changed));
                foreach (PackageView view in (PackageView[])[package.Summary, package.Tree, package.Contents(true), package.Keys, package.Applications, package.Fields(true, package.Elements.Select(one => $"{one.Number}"))])
                    Assert.That(Inspected.Text(view).Length + Inspected.Json(view).GetRawText().Length, Is.Positive);
                shown++;
            }
            catch (Asn1ContentException)
            {
                Assert.That(at, Is.LessThan(4), "only where the first element cannot be cut");
            }
        }
        Assert.That(shown, Is.GreaterThan(100));
    }
}

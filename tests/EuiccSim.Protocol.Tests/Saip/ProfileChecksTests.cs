using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Tests.Saip;

/// <summary>Each test breaks one rule of a package that keeps them all.</summary>
internal sealed class ProfileChecksTests
{
    private static readonly ProfileElement[] Good = [.. ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("89490000000000000161"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Elements.Select(element => element.Value)];

    private static readonly UiccCapability Capability = UiccCapability.UsimSupport | UiccCapability.IsimSupport | UiccCapability.AkaMilenage;

    [Test]
    public void The_header_comes_first() => Refused(Good[1..], PeStatusCode.BadValues, "the profile header is the first element");

    [Test]
    public void The_header_comes_once() => Refused([.. Good[..^1], Good[0], Good[^1]], PeStatusCode.BadValues, "there is one profile header");

    [Test]
    public void The_MF_comes_second() =>
        Refused([Good[0], .. Good[2..]], PeStatusCode.BadValues, "the element after the profile header creates the MF");

    [Test]
    public void The_end_is_not_forgotten() => Refused(Good[..^1], PeStatusCode.InvalidRequestFormat, "PE-End is the last element");

    [Test]
    public void Nothing_follows_the_end() => Refused([.. Good, Renumber(Good[^2], 99)], PeStatusCode.BadValues, "nothing follows PE-End");

    [Test]
    public void Identifications_are_unique() =>
        Refused([.. Good[..^1], Renumber(Good[^1], 1)], PeStatusCode.BadValues, "an identification is unique in the profile");

    [Test]
    public void A_second_USIM_takes_a_service() =>
        Refused(Repeat(PeKind.Usim), PeStatusCode.BadValues, "more than one PE-USIM takes the service multiple-usim");

    [Test]
    public void DF_TELECOM_comes_once() =>
        Refused(Repeat(PeKind.Telecom), PeStatusCode.BadValues, "PE-MF, PE-CD, PE-TELECOM and PE-IoT come once");

    [Test]
    public void Optional_files_follow_their_application() =>
        Refused([.. Good[..2], .. Only(PeKind.OptUsim), .. Without(PeKind.OptUsim)[2..]],
            PeStatusCode.BadValues, "an element follows the one whose application it belongs to");

    [Test]
    public void A_directory_comes_once_in_its_application() =>
        Refused(Repeat(PeKind.GsmAccess), PeStatusCode.BadValues, "a directory comes once in its application");

    [Test]
    public void PUKs_come_before_the_PINs_they_unblock() =>
        Refused(Without(PeKind.PukCodes), PeStatusCode.InvalidParameter, "a PIN's PUK is defined before it");

    [Test]
    public void PINs_that_directories_name_are_defined() =>
        Refused(Without(PeKind.PinCodes), PeStatusCode.PinCodeMissing, "the PIN '0A', which a directory names, is defined");

    [Test]
    public void Services_come_with_their_elements()
    {
        Refused(Without(PeKind.AkaParameter), PeStatusCode.BadValues, "the service milenage comes with a PE-AKAParameter for it");
        Refused(Without(PeKind.Isim), PeStatusCode.BadValues, "the service isim comes with a PE-ISIM");
    }

    [Test]
    public void Both_ICCIDs_agree()
    {
        ProfileHeader header = Header with { Iccid = Octets.FromHex("89000000000000000000") };
        Refused([new ProfileElement.Header(header), .. Good[1..]], PeStatusCode.BadValues, "EF.ICCID and the profile header hold the same ICCID");
    }

    [Test]
    public void Templates_are_known()
    {
        FileSystemElement mf = ((ProfileElement.FileSystem)Good[1]).Value with { TemplateId = new("2.23.143.1.2.4") };
        Refused([Good[0], new ProfileElement.FileSystem(mf), .. Good[2..]], PeStatusCode.TemplateNotSupported, "the template 2.23.143.1.2.4 is known");
    }

    [Test]
    public void An_eUICC_that_has_all_is_enough() => Assert.That(ProfileChecks.CheckSupport(Header, Capability, []), Is.Null);

    [Test]
    public void An_eUICC_that_lacks_something_says_what()
    {
        Assert.That(Support(Header with { MajorVersion = 4 }), Is.EqualTo(PeStatusCode.UnsupportedProfileVersion));
        Assert.That(Support(Header with { EuiccMandatoryServices = new() { Csim = true } }), Is.EqualTo(PeStatusCode.FeatureNotSupported));
        Assert.That(Support(Header with { EuiccMandatoryServices = new() { Javacard = true } }), Is.EqualTo(PeStatusCode.RuntimeNotSupported));
        Assert.That(Support(Header with { EuiccMandatoryGfsteList = [new("2.23.143.1.2.99")] }), Is.EqualTo(PeStatusCode.TemplateNotSupported));
        MandatoryAid library = new() { Aid = Octets.FromHex("A000000001"), Version = Octets.FromHex("0100") };
        Assert.That(Support(Header with { EuiccMandatoryAids = [library] }), Is.EqualTo(PeStatusCode.LibNotSupported));
        Assert.That(ProfileChecks.CheckSupport(Header with { EuiccMandatoryAids = [library] }, Capability, [library.Aid]), Is.Null);
    }

    private static ProfileHeader Header => ((ProfileElement.Header)Good[0]).Value;

    private static PeStatusCode? Support(ProfileHeader header) => ProfileChecks.CheckSupport(header, Capability, [])?.Status.Status;

    private static ProfileElement[] Only(PeKind kind) => [.. Good.Where(element => element.Kind == kind)];

    private static ProfileElement[] Without(PeKind kind) => [.. Good.Where(element => element.Kind != kind)];

    private static ProfileElement[] Repeat(PeKind kind) => [.. Good[..^1], Renumber(Only(kind)[0], 99), Good[^1]];

    private static ProfileElement Renumber(ProfileElement element, int identification)
    {
        PeHeader header = element.PeHeader! with { Identification = identification };
        return element switch
        {
            ProfileElement.FileSystem files => new ProfileElement.FileSystem(files.Value with { Header = header }),
            ProfileElement.Rfm rfm => new ProfileElement.Rfm(rfm.Value with { RfmHeader = header }),
            ProfileElement.End => new ProfileElement.End(new() { EndHeader = header }),
            _ => throw new ArgumentException($"no test renumbers {element.Kind}"),
        };
    }

    private static void Refused(IEnumerable<ProfileElement> elements, PeStatusCode status, string rule) => Assert.That(
        ProfileChecks.Check(ProfilePackage.Of(elements)).Select(fault => (fault.Status.Status, fault.Rule)), Does.Contain((status, rule)));
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Card.Tests;

/// <summary>Profile packages and metadata for tests.</summary>
internal static class TestPackages
{
    internal const string IccidDigits = "89019990001234567893";
    internal const string SecondIccid = "89019990001234567802";
    internal const string ThirdIccid = "89019990001234567810";

    internal static Octets Built { get; } = Build(IccidDigits);

    internal static Octets Build(
        string iccid, string key = "465B5CE8B199B49FAA5F0A2EE238A6BC", AlgorithmId algorithm = AlgorithmId.Milenage) =>
        ProfileBuilder.Build(new SubscriberData
        {
            Iccid = Iccid.FromDigits(iccid),
            Imsi = "001010123456789",
            Key = Octets.FromHex(key),
            Opc = algorithm == AlgorithmId.UsimTestAlgorithm ? Octets.Of(new byte[16]) : Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
            Algorithm = algorithm,
        }).Write();

    /// <summary>The least that installs: header, MF with its files, end.</summary>
    internal static Octets Small(string iccid = IccidDigits) => Package(Header(iccid), Mf(iccid), End(99));

    internal static Octets Package(params ProfileElement[] elements) => ProfilePackage.Of(elements).Write();

    internal static ProfileElement Header(string iccid = IccidDigits, ServicesList? services = null) => new ProfileElement.Header(new()
    {
        MajorVersion = 2,
        MinorVersion = 3,
        Iccid = Octets.FromHex(iccid.PadRight(20, 'F')),
        EuiccMandatoryServices = services ?? new(),
        EuiccMandatoryGfsteList = [new("2.23.143.1.2.1")],
    });

    /// <summary>The MF as the package builder makes it, without the PINs that it refers to.</summary>
    internal static ProfileElement Mf(string iccid = IccidDigits)
    {
        FileSystemElement built = ((ProfileElement.FileSystem)ProfilePackage.Read(Build(iccid)).Elements[1].Value).Value;
        SequenceOf<TemplatedFile> files = SequenceOf.From(
            built.Files.Select(file => file.Tag == 2 ? file with { Parts = [WithoutPins(file)] } : file));
        return new ProfileElement.FileSystem(built with { Header = Head(1), Files = files });
    }

    internal static ProfileElement End(int identification) => new ProfileElement.End(new() { EndHeader = Head(identification) });

    internal static PeHeader Head(int identification, bool mandated = true) =>
        new() { Mandated = mandated, Identification = identification };

    internal static StoreMetadataRequest Metadata(string iccid = IccidDigits) => new()
    {
        Iccid = Iccid.FromDigits(iccid),
        ServiceProviderName = "Provider",
        ProfileName = "Profile",
        NotificationConfigurationInfo = [Recipient(
            NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete,
            "testsmdpplus1.example.com")],
    };

    internal static NotificationConfigurationInformation Recipient(NotificationEvent events, string address) =>
        new() { ProfileManagementOperation = events, NotificationAddress = address };

    /// <summary>Metadata for any package: its own ICCID.</summary>
    internal static StoreMetadataRequest MetadataOf(Octets upp) =>
        Metadata(Convert.ToHexString(ProfilePackage.Read(upp).Header!.Iccid.Span).TrimEnd('F'));

    private static FilePart WithoutPins(TemplatedFile file) =>
        new FilePart.FileDescriptor(file.Fcp! with { PinStatusTemplateDO = Octets.Empty });
}

using System.Globalization;
using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.7: ES8+.LoadProfileElements with packages whose content is refused.</summary>
internal static class ElementErrorCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Row("header-not-first", "A package that does not begin with the header is refused", [Elements[1], Elements[0], .. Elements.Skip(2)]),
        Row("header-absent", "A package without the header is refused", Elements.Skip(1)),
        Row("header-twice", "A second header is refused", [Elements[0], .. Elements]),
        Row("mf-absent", "A package without the MF is refused", [Elements[0], .. Elements.Skip(2)]),
        Row("mf-twice", "A second MF is refused", [Elements[0], Elements[1], .. Elements.Skip(1)]),
        Row("end-absent", "A package without PE-End is refused", Elements.SkipLast(1)),
        Row("end-early", "Elements behind PE-End are refused", [.. Elements.SkipLast(3), Elements[^1], Elements[^2]]),
        Row("application-absent", "Optional files of a USIM without the USIM are refused", [EditedPackage.Without(PeKind.Usim)]),
        Row("unknown-element-mandated", "An element that the eUICC does not know, and that is mandated, is refused",
            [EditedPackage.With(EditedPackage.Unknown(isMandated: true))]),
        Row("version", "A package of a major version that nobody has is refused", [EditedPackage.WithHeader(header => header with { MajorVersion = 99 })]),
        Row("template", "A template that nobody has is refused", [EditedPackage.WithHeader(header =>
            header with { EuiccMandatoryGfsteList = [.. header.EuiccMandatoryGfsteList, new("2.23.143.1.2.999")] })]),
        Row("library", "A library that nobody has is refused", [EditedPackage.WithHeader(header =>
            header with { EuiccMandatoryAids = [new() { Aid = Octets.FromHex("F0000000000001"), Version = Octets.FromHex("0100") }] })]),
        Row("file-twice", "A file that is made twice is refused", [EditedPackage.With(EditedPackage.Files(1, 16), EditedPackage.Files(1, 16))]),
        s_row.Unfit("feature", "A service that the eUICC does not support, and that the header asks for, is refused",
            bench => (Metadata, WithMissingService(bench)), s_processing),
        s_row.Unfit("memory", "A package that needs more memory than is free is refused",
            bench => (Metadata, WithTooManyFiles(bench)), [ErrorReason.InstallFailedDueToInsufficientMemoryForProfile]),
        s_row.Unfit("iccid", "A package with another ICCID than its metadata is refused",
            _ => (Metadata, TestProfiles.Package(2)), [ErrorReason.InstallFailedDueToDataMismatch]),
        s_row.Unfit("test-key", "A test Profile with a key that is no test key is refused", _ =>
            (Asn1Codec.Encode(TestProfiles.Metadata(1) with { ProfileClass = ProfileClass.Test }), TestProfiles.Package(1)),
            [ErrorReason.TestProfileInstallFailedDueToInvalidNaaKey], StandardName.Of(RspCapability.TestProfileSupport)),
        // The end of an element that never comes: to one eUICC the package is wrong, to another its protection.
        s_row.Unfit("cut-off", "A package whose last element is cut off is refused",
            _ => (Metadata, TestProfiles.Package(1).Slice(0, TestProfiles.Package(1).Length - 1)), s_cutOff),
        s_row.Unfit("half-behind", "Half an element behind PE-End is refused", _ => (Metadata, Octets.Concat(TestProfiles.Package(1), Octets.FromHex("AA09A003"))), s_cutOff),
        s_row.Unfit("absent", "A package without profile elements is refused", _ => (Metadata, Octets.Empty), s_cutOff),
        s_row.Unfit("length", "An element that is shorter than it says is refused", _ => (Metadata, Lengthened()), s_cutOff),
    ];

    private static ConformanceCase Row(string word, string title, IEnumerable<Octets> elements) =>
        s_row.Unfit(word, title, _ => (Metadata, Octets.Concat([.. elements])), s_processing);

    private static Octets Metadata => Asn1Codec.Encode(TestProfiles.Metadata(1));

    private static IReadOnlyList<Octets> Elements => EditedPackage.Elements;

    private static Octets WithMissingService(EuiccBench bench)
    {
        UiccCapability has = bench.Target.Declaration.Info.UiccCapability;
        foreach ((UiccCapability capability, Func<ServicesList, ServicesList> ask) in s_services)
            if (!has.HasFlag(capability)) return EditedPackage.WithHeader(header => header with { EuiccMandatoryServices = ask(header.EuiccMandatoryServices) });
        throw Running.Bench.DoesNotApply("uiccCapability of EUICCInfo2: the eUICC supports every service that the case could ask for");
    }

    private static Octets WithTooManyFiles(EuiccBench bench)
    {
        long free = CardResources.TryRead(bench.Target.Declaration.Info.ExtCardResource)?.FreeNonVolatileMemory
            ?? throw Running.Bench.DoesNotApply("extCardResource of EUICCInfo2: it does not say how much memory is free");
        long count = (free / FileSize) + 2;
        string why = string.Create(CultureInfo.InvariantCulture, $"extCardResource of EUICCInfo2: {free} octets are free, more than a package of this case can ask for");
        if (count > MostFiles) throw Running.Bench.DoesNotApply(why);
        return EditedPackage.With(EditedPackage.Files((int)count, FileSize));
    }

    /// <summary>PE-End that says to be five octets longer.</summary>
    private static Octets Lengthened()
    {
        byte[] end = Elements[^1].ToArray();
        end[1] += 5;
        return Octets.Concat([.. Elements.SkipLast(1), Octets.Of(end)]);
    }

    private const int FileSize = 60_000;
    private const int MostFiles = 1000;

    private static readonly (UiccCapability Capability, Func<ServicesList, ServicesList> Ask)[] s_services =
    [
        (UiccCapability.Multos, services => services with { Multos = true }),
        (UiccCapability.CatTp, services => services with { CatTp = true }),
        (UiccCapability.AkaCave, services => services with { Cave = true }),
        (UiccCapability.MbmsAuthenUsim, services => services with { Mbms = true }),
        (UiccCapability.EapClient, services => services with { Eap = true }),
        (UiccCapability.MultipleCsimSupport, services => services with { MultipleCsim = true }),
    ];

    private static readonly SequenceOf<ErrorReason> s_processing = [ErrorReason.InstallFailedDueToPEProcessingError];
    private static readonly SequenceOf<ErrorReason> s_cutOff =
        [ErrorReason.InstallFailedDueToPEProcessingError, ErrorReason.Scp03tStructureError, ErrorReason.IncorrectInputValues];

    private static readonly LoadRow s_row = new("4.2.7", "SGP.22 §2.5.6, §5.5.5", BppCommandId.LoadProfileElements);
}

using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>The types of the PEDefinitions module (TCA Profile Interoperability v3.3.1).</summary>
internal static class SaipTypes
{
    internal static IEnumerable<VectorType> All => [.. Basic, .. Elements, .. FileSystemElements, .. Parts];

    /// <summary>ProfileElement and the file system elements have codecs of their own, and component names from the templates.</summary>
    internal static Dictionary<Type, Func<object, object?>> Views { get; } = new()
    {
        [typeof(FileSystemElement)] = value => Fields((FileSystemElement)value),
        [typeof(ProfileElement.Header)] = Alternative("header"),
        [typeof(ProfileElement.GenericFileManagement)] = Alternative("genericFileManagement"),
        [typeof(ProfileElement.PinCodes)] = Alternative("pinCodes"),
        [typeof(ProfileElement.PukCodes)] = Alternative("pukCodes"),
        [typeof(ProfileElement.AkaParameter)] = Alternative("akaParameter"),
        [typeof(ProfileElement.CdmaParameter)] = Alternative("cdmaParameter"),
        [typeof(ProfileElement.SecurityDomain)] = Alternative("securityDomain"),
        [typeof(ProfileElement.Rfm)] = Alternative("rfm"),
        [typeof(ProfileElement.Application)] = Alternative("application"),
        [typeof(ProfileElement.NonStandard)] = Alternative("nonStandard"),
        [typeof(ProfileElement.End)] = Alternative("end"),
        [typeof(ProfileElement.Rfu)] = value => One($"rfu{((ProfileElement.Rfu)value).Number}", ((ProfileElement.Rfu)value).Value),
        [typeof(ProfileElement.FileSystem)] = value =>
            One(PeLayout.Of(((ProfileElement.FileSystem)value).Kind).Name, ((ProfileElement.FileSystem)value).Value),
    };

    internal static Dictionary<string, string> LeftOut { get; } = new(StringComparer.Ordinal);

    private static IEnumerable<VectorType> Basic =>
    [
        VectorType.Integer("UInt8"),
        VectorType.Integer("UInt15"),
        VectorType.Integer("UInt16"),
        VectorType.Integer("UInt31"),
        VectorType.OctetString("ApplicationIdentifier"),
        VectorType.NamedBits<UiccCapability>("UICCCapability"),
        VectorType.Enumeration<PinKeyReference>("PINKeyReferenceValue"),
        VectorType.Enumeration<PukKeyReference>("PUKKeyReferenceValue"),
        VectorType.Of<PeHeader>("PEHeader"),
        VectorType.Of<PeStatus>("PEStatus"),
        VectorType.Of<EuiccResponse>("EUICCResponse"),
    ];

    private static IEnumerable<VectorType> Elements =>
    [
        VectorType.Of<ProfileElement>(),
        VectorType.Of<ProfileHeader>(),
        VectorType.Of<PeDummy>("PE-Dummy"),
        VectorType.Of<PeEnd>("PE-End"),
        VectorType.Of<PeNonStandard>("PE-NonStandard"),
        VectorType.Of<PeGenericFileManagement>("PE-GenericFileManagement"),
        VectorType.Of<PePinCodes>("PE-PINCodes"),
        VectorType.Of<PePukCodes>("PE-PUKCodes"),
        VectorType.Of<PeAkaParameter>("PE-AKAParameter"),
        VectorType.Of<PeCdmaParameter>("PE-CDMAParameter"),
        VectorType.Of<PeSecurityDomain>("PE-SecurityDomain"),
        VectorType.Of<PeRfm>("PE-RFM"),
        VectorType.Of<PeApplication>("PE-Application"),
    ];

    private static IEnumerable<VectorType> FileSystemElements =>
    [
        FileSystem("PE-MF", PeKind.Mf),
        FileSystem("PE-CD", PeKind.Cd),
        FileSystem("PE-TELECOM", PeKind.Telecom),
        FileSystem("PE-USIM", PeKind.Usim),
        FileSystem("PE-OPT-USIM", PeKind.OptUsim),
        FileSystem("PE-ISIM", PeKind.Isim),
        FileSystem("PE-OPT-ISIM", PeKind.OptIsim),
        FileSystem("PE-PHONEBOOK", PeKind.Phonebook),
        FileSystem("PE-GSM-ACCESS", PeKind.GsmAccess),
        FileSystem("PE-CSIM", PeKind.Csim),
        FileSystem("PE-OPT-CSIM", PeKind.OptCsim),
        FileSystem("PE-EAP", PeKind.Eap),
        FileSystem("PE-DF-5GS", PeKind.Df5gs),
        FileSystem("PE-DF-SAIP", PeKind.DfSaip),
        FileSystem("PE-DF-SNPN", PeKind.DfSnpn),
        FileSystem("PE-DF-5GPROSE", PeKind.Df5gprose),
        FileSystem("PE-IoT", PeKind.Iot),
        FileSystem("PE-OPT-IoT", PeKind.OptIot),
    ];

    private static IEnumerable<VectorType> Parts =>
    [
        VectorType.Of<ServicesList>(),
        VectorType.Of<IotOptions>(),
        VectorType.Of<Fcp>(),
        VectorType.Of<ProprietaryInfo>(),
        VectorType.ListOf<FilePart>("File"),
        VectorType.ListOf<FileManagementStep>("FileManagement"),
        VectorType.Of<MappingParameter>(),
        VectorType.Of<AlgoParameter>(),
        VectorType.Of<PinConfiguration>("PINConfiguration"),
        VectorType.Of<PukConfiguration>("PUKConfiguration"),
        VectorType.Of<KeyObject>(),
        VectorType.Of<ApplicationLoadPackage>(),
        VectorType.Of<ApplicationInstance>(),
        VectorType.Of<ApplicationSystemParameters>(),
        VectorType.Of<UiccApplicationParameters>("UICCApplicationParameters"),
        VectorType.Of<Ts102226AdditionalContactlessParameters>("TS102226AdditionalContactlessParameters"),
        VectorType.Of<ControlReferenceTemplate>(),
        VectorType.Of<AdfRfmAccess>("ADFRFMAccess"),
    ];

    private static VectorType FileSystem(string name, PeKind kind) => new(
        name,
        der => FileSystemElement.Decode(new AsnReader(der.Memory, AsnEncodingRules.BER), kind),
        value => Asn1Codec.Encode((FileSystemElement)value));

    private static Func<object, object?> Alternative(string name) =>
        value => One(name, value.GetType().GetProperty("Value")!.GetValue(value));

    private static Dictionary<string, object?> One(string name, object? value) => new(StringComparer.Ordinal) { [name] = value };

    private static Dictionary<string, object?> Fields(FileSystemElement element)
    {
        PeLayout layout = PeLayout.Of(element.Kind);
        Dictionary<string, object?> fields = One(layout.HeaderField, element.Header);
        fields["templateID"] = element.TemplateId;
        foreach (TemplatedFile file in element.Files) fields[layout.Newest.Find(file.Tag)!.Field] = file.Parts;
        return fields;
    }
}

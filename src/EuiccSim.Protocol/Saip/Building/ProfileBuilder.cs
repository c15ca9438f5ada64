using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>
/// Makes a whole profile of SAIP 2.3: MF, DF.TELECOM with a telephone book, USIM with GSM access and 5G, ISIM, the issuer's security domain
/// and remote file management.
/// </summary>
public static class ProfileBuilder
{
    /// <summary>AID of the USIM.</summary>
    public static Octets UsimAid { get; } = Octets.FromHex("A0000000871002FFFFFFFF8903020000");

    /// <summary>AID of the ISIM.</summary>
    public static Octets IsimAid { get; } = Octets.FromHex("A0000000871004FFFFFFFF8903020000");

    /// <summary>A subscriber's profile. The same data always give the same octets.</summary>
    /// <exception cref="SubscriberDataException">A value is not as it should be, or two contradict each other.</exception>
    public static ProfilePackage Build(SubscriberData data)
    {
        SubscriberRules.Check(data);
        int identification = 0;
        PeHeader Header() => new() { Mandated = true, Identification = ++identification };
        IEnumerable<ProfileElement> Isim() => data.HasIsim
            ? [IsimElements.Isim(data, Header()), IsimElements.OptIsim(data, Header()), BuildPins(Header(), LocalPins(data)), BuildAka(data, Header())]
            : [];
        return ProfilePackage.Of(
        [
            new ProfileElement.Header(BuildHeader(data)),
            BuildMf(data, Header()),
            BuildPuks(data, Header()),
            BuildPins(Header(), GlobalPins(data)),
            BuildTelecom(Header()),
            BuildPins(Header(), LocalPins(data)),
            UsimElements.Usim(data, Header()),
            UsimElements.OptUsim(data, Header()),
            BuildPins(Header(), LocalPins(data)),
            BuildAka(data, Header()),
            UsimElements.GsmAccess(Header()),
            UsimElements.Df5gs(Header()),
            .. Isim(),
            ManagementElements.SecurityDomain(data, Header()),
            ManagementElements.Rfm("A00000055910100001", "B00120", null, Header()),
            ManagementElements.Rfm("A00000055910100002", "B00140", UsimAid, Header()),
            .. data.HasIsim ? new[] { ManagementElements.Rfm("A00000055910100003", "B00150", IsimAid, Header()) } : [],
            new ProfileElement.End(new() { EndHeader = Header() }),
        ]);
    }

    private static ProfileHeader BuildHeader(SubscriberData data) => new()
    {
        MajorVersion = 2,
        MinorVersion = 3,
        ProfileType = data.ProfileType,
        Iccid = HalfOctets.Swap(data.Iccid.Ef),
        EuiccMandatoryServices = new()
        {
            Usim = true,
            Isim = data.HasIsim,
            Milenage = data.Algorithm == AlgorithmId.Milenage,
            Tuak128 = data.Algorithm == AlgorithmId.Tuak && data.Key.Length == 16,
            Tuak256 = data.Algorithm == AlgorithmId.Tuak && data.Key.Length == 32,
            UsimTestAlgorithm = data.Algorithm == AlgorithmId.UsimTestAlgorithm,
        },
        EuiccMandatoryGfsteList =
        [
            MfTemplates.Mf.Id, TelecomTemplates.V1.Id, UsimTemplates.V1.Id, OptUsimTemplates.V1.Id, UsimDirectoryTemplates.GsmAccess.Id,
            .. data.HasIsim ? new[] { IsimTemplates.Isim.Id, IsimTemplates.OptIsim.Id } : [], Usim5gTemplates.Df5gs.Id,
        ],
    };

    private static ProfileElement BuildMf(SubscriberData data, PeHeader header) => new TemplateFiles(MfTemplates.Mf)
        .Directory("mf", "010A")
        .Add("ef-pl", FileOctets.Text("en"))
        .Add("ef-iccid", data.Iccid.Ef)
        .Linear("ef-dir", DirRecord, data.HasIsim ? 2 : 1, Octets.Concat(
            FileOctets.Pad(FileOctets.DirectoryEntry(UsimAid, "USIM"), DirRecord),
            data.HasIsim ? FileOctets.Pad(FileOctets.DirectoryEntry(IsimAid, "ISIM"), DirRecord) : Octets.Empty))
        .Linear("ef-arr", AccessRules.RecordLength, AccessRules.Records.Length / AccessRules.RecordLength, AccessRules.Records, sfi: 6)
        .Add("ef-umpc", Octets.FromHex("3C00000000"))
        .Build(header);

    private static ProfileElement BuildTelecom(PeHeader header) => new TemplateFiles(TelecomTemplates.V1)
        .Directory("df-telecom", LocalReferences)
        .Linear("ef-arr", AccessRules.RecordLength, AccessRules.Records.Length / AccessRules.RecordLength, AccessRules.Records)
        .Directory("df-phonebook", LocalReferences)
        // One reference: EF.ADN, 4F58, short file identifier 1 (TS 31.102 §4.4.2.1).
        .Linear("ef-pbr", 16, 1, Octets.FromHex("A805C0034F5801"))
        .Linear("ef-adn", 28, 100, Octets.Empty, sfi: 1)
        .Build(header);

    private static ProfileElement.PukCodes BuildPuks(SubscriberData data, PeHeader header) => new(new()
    {
        PukHeader = header,
        PukCodes =
        [
            new() { KeyReference = PukKeyReference.PukAppl1, PukValue = PinDigits.Write(data.Puk) },
            new() { KeyReference = PukKeyReference.SecondPUKAppl1, PukValue = PinDigits.Write(data.Puk2) },
        ],
    });

    private static ProfileElement.PinCodes BuildPins(PeHeader header, SequenceOf<PinConfiguration> pins) =>
        new(new() { PinHeader = header, PinCodes = new PinCodes.Pinconfig(pins) });

    private static SequenceOf<PinConfiguration> GlobalPins(SubscriberData data) =>
    [
        new()
        {
            KeyReference = PinKeyReference.PinAppl1,
            PinValue = PinDigits.Write(data.Pin),
            UnblockingPINReference = PukKeyReference.PukAppl1,
            PinAttributes = data.IsPinEnabled ? 7 : 6,
        },
        new()
        {
            KeyReference = PinKeyReference.Adm1,
            PinValue = PinDigits.Write(data.Adm1),
            PinAttributes = 3,
            MaxNumOfAttempsRetryNumLeft = 0xAA,
        },
    ];

    private static SequenceOf<PinConfiguration> LocalPins(SubscriberData data) =>
    [
        new()
        {
            KeyReference = PinKeyReference.SecondPINAppl1,
            PinValue = PinDigits.Write(data.Pin2),
            UnblockingPINReference = PukKeyReference.SecondPUKAppl1,
            PinAttributes = 3,
        },
    ];

    private static ProfileElement.AkaParameter BuildAka(SubscriberData data, PeHeader header) => new(new()
    {
        AkaHeader = header,
        AlgoConfiguration = new AlgoConfiguration.Algo(new()
        {
            AlgorithmID = data.Algorithm,
            AlgorithmOptions = Octets.FromHex(data.Algorithm == AlgorithmId.UsimTestAlgorithm ? "02" : "01"),
            Key = data.Key,
            Opc = data.Opc,
        }),
    });

    /// <summary>PIN, PIN2 and ADM1, by their key references.</summary>
    internal const string LocalReferences = "01810A";

    private const int DirRecord = 32;
}

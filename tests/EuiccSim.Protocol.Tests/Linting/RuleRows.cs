using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Templates;
using static EuiccSim.Protocol.Tests.Linting.RulePackages;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>For each rule a package that breaks it and no other.</summary>
internal static class RuleRows
{
    internal static IEnumerable<(string Id, Octets Package)> All =>
        Raw.Concat(Order).Concat(Header).Concat(Codes).Concat(Keys).Concat(Files).Concat(Access).Concat(Contents).Concat(Services).Concat(Networks).Concat(FiveG).Concat(Ims).Concat(Management)
            .Select(row => (row.Id, row.Package()));

    private static IEnumerable<(string Id, Func<Octets> Package)> Raw =>
    [
        ("encoding-element", () => Octets.Concat(Full()[..^1].Write(), "AA02A100".Hex())),
        ("encoding-complete", () => Full().Write() is var whole ? whole.Slice(0, whole.Length - 1) : default),
        ("encoding-trailing", () => Octets.Concat(Full().Write(), "FF".Hex())),
        ("encoding-minimal-length", () => Octets.Concat(Full()[..^1].Write(), "AA8107A0058000810163".Hex())),
        ("encoding-definite-length", () => Octets.Concat(Full()[..^1].Write(), "AA09A080800081016300".Hex(), "00".Hex())),
        ("encoding-default-absent", () => Octets.Concat(Full()[..2].Write(), Tlv("A3", "A0058000810163" + Tlv("A1", PukWithDefault + Puk81)).Hex(), Full()[3..].Write())),
        ("encoding-component-known", () => Octets.Concat(Full()[..^1].Write(), "AA0AA0058000810163850100".Hex())),
        ("element-known", () => Octets.Concat(Full()[..^1].Write(), "BF2805A003810163".Hex(), Full()[^1..].Write())),
        ("element-reserved", () => Octets.Concat(Full()[..^1].Write(), "AB00".Hex(), Full()[^1..].Write())),
        ("element-non-standard", () => Full().BeforeEnd(new ProfileElement.NonStandard(new() { NonStandardHeader = NewHeader with { Mandated = false }, IssuerID = new("2.999.1"), Content = "01".Hex() })).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Order =>
    [
        ("order-header-first", () => Full()[1..].Write()),
        ("order-header-once", () => Full().BeforeEnd(Full()[0]).Write()),
        ("order-mf-second", () => Full() is var all ? RulePackages.Write([all[0], all[2], all[1], .. all[3..]]) : default),
        ("order-nothing-after-end", () => RulePackages.Write([.. Full(), .. Full().End(99)[^1..]])),
        ("order-end-last", () => Full()[..^1].Write()),
        ("identification-range", () => Full().End(40000).Write()),
        ("identification-unique", () => Full().End(1).Write()),
        ("order-element-once", () => Full().BeforeEnd(Nothing(TelecomTemplates.V1)).Write()),
        ("order-multiple-usim", () => Full().BeforeEnd(Nothing(UsimTemplates.V1)).Write()),
        ("order-multiple-isim", () => Full().BeforeEnd(Nothing(IsimTemplates.Isim)).Write()),
        ("order-multiple-csim", () => WithCsim().BeforeEnd(Nothing(CsimTemplates.V1)).Write()),
        ("order-after-application", () => Full().BeforeEnd(new ProfileElement.CdmaParameter(new() { CdmaHeader = NewHeader, AuthenticationKey = "0102030405060708".Hex() })).Write()),
        ("order-once-in-application", () => Full().BeforeEnd(Nothing(UsimDirectoryTemplates.GsmAccess)).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Header =>
    [
        ("header-major-version", () => Full().Header(header => header with { MajorVersion = 4 }).Write()),
        ("header-template-supported", () => Full().Templates("99").Write()),
        ("header-iccid-digits", () => Full().Iccid("8949000A00000000018").Write()),
        ("header-iccid-order", () => Full().Header(header => header with { Iccid = Data.Iccid.Ef }).Write()),
        ("iccid-length", () => Full().Iccid("894900000000000001").Write()),
        ("iccid-industry", () => Full().Iccid(EuiccSim.Protocol.Identifiers.Iccid.WithCheckDigit("794900000000000001").Digits).Write()),
        ("iccid-check-digit", () => Full().Iccid("8949000000000000019").Write()),
        ("iccid-same", () => Full().Header(header => header with { Iccid = "8949000000000000026F".Hex() }).Write()),
        ("header-minor-version", () => Full().Header(header => header with { MinorVersion = 9 }).Write()),
        ("header-version-services", () => Full().Services(list => list with { DnsResolution = true }).Write()),
        ("header-version-templates", () => Full().Header(header => header with { MinorVersion = 2 }).Write()),
        ("header-template-listed", () => Full().WithoutTemplate("5").Write()),
        ("header-template-used", () => Full().Templates("12").Write()),
        ("header-list-once", () => Full().Templates("5").Write()),
        ("header-application-services", () => Full().Services(list => list with { Isim = false }).Write()),
        ("header-algorithm-services", () => Full().Services(list => list with { Milenage = false }).Write()),
        ("header-ber-tlv-service", () => Full().Files(Ef("2F10", descriptor: "7921")).Write()),
        ("header-runtime-services", () => Full().Application().Services(list => list with { Javacard = false }).Write()),
        ("header-profile-type", () => Full().Header(header => header with { ProfileType = null }).Write()),
        ("header-policy", () => Full().Header(header => header with { Pol = "00".Hex() }).Write()),
        ("header-iot-options", () => Full().Header(header => header with { IotOptions = new() { Pix = "10020000000000".Hex() } }).Write()),
        ("service-usim", () => Bare().Services(list => list with { Usim = true }).Write()),
        ("service-isim", () => Bare().Services(list => list with { Isim = true }).Write()),
        ("service-csim", () => Bare().Services(list => list with { Csim = true }).Write()),
        ("service-usim-extras", () => Bare().Services(list => list with { GbaUsim = true }).Write()),
        ("service-isim-extras", () => Bare().Services(list => list with { MultipleIsim = true }).Write()),
        ("service-identity", () => Bare().Services(list => list with { GetIdentity = true }).Write()),
        ("service-milenage", () => Bare().Services(list => list with { Milenage = true }).Write()),
        ("service-tuak128", () => Bare().Services(list => list with { Tuak128 = true }).Write()),
        ("service-tuak256", () => Bare().Services(list => list with { Tuak256 = true }).Write()),
        ("service-test-algorithm", () => Bare().Services(list => list with { UsimTestAlgorithm = true }).Write()),
        ("service-cave", () => Bare().Services(list => list with { Cave = true }).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Codes =>
    [
        ("pin-reference-once", () => Full().Pin(2, pin => pin).Write()),
        ("pin-puk-defined", () => Full().FirstPin(2, pin => pin with { UnblockingPINReference = PukKeyReference.SecondPUKAppl3 }).Write()),
        ("pin-reference-octet", () => Full().Pin(2, pin => pin with { KeyReference = (PinKeyReference)300 }).Write()),
        ("pin-tries-octet", () => Full().FirstPin(2, pin => pin with { MaxNumOfAttempsRetryNumLeft = 0x333 }).Write()),
        ("pins-shared-directory", () => Full().BeforeEnd(new ProfileElement.PinCodes(new() { PinHeader = NewHeader, PinCodes = new PinCodes.FilePath("7F99".Hex()) })).Write()),
        ("pin-missing", () => Full().Files(Df("7F21", "C60103")).Write()),
        ("pin-value", () => Full().FirstPin(2, pin => pin with { PinValue = "313233FFFFFFFFFF".Hex() }).Write()),
        ("puk-value", () => Full().Puks(puks => [puks[0] with { PukValue = "31323334FFFFFFFF".Hex() }, puks[1]]).Write()),
        ("pin-tries-left", () => Full().FirstPin(2, pin => pin with { MaxNumOfAttempsRetryNumLeft = 0x30 }).Write()),
        ("pin-tries-most", () => Full().Puks(puks => [puks[0] with { MaxNumOfAttempsRetryNumLeft = 0x9A }, puks[1]]).Write()),
        ("pin-attributes", () => Full().FirstPin(2, pin => pin with { PinAttributes = 0x0F }).Write()),
        ("pin-disabled-forever", () => Full().FirstPin(2, pin => pin with { PinAttributes = 2 }).Write()),
        ("pin-unblocking", () => Full().FirstPin(2, pin => pin with { UnblockingPINReference = null }).Write()),
        ("puk-used", () => Full().Puks(puks => [.. puks, puks[0] with { KeyReference = PukKeyReference.PukAppl2 }]).Write()),
        ("puk-reference-once", () => Full().Puks(puks => [.. puks, puks[0]]).Write()),
        ("code-guessable", () => Full().Puks(puks => [puks[0] with { PukValue = "3131313131313131".Hex() }, puks[1]]).Write()),
        ("pin-global-place", () => Full().Pin(2, pin => pin with { KeyReference = PinKeyReference.Adm2, UnblockingPINReference = null }).Write()),
        ("pin-local-place", () => Full().Pin(0, pin => pin with { KeyReference = PinKeyReference.Adm6, UnblockingPINReference = null, PinValue = "3132333435363739".Hex() }).Write()),
        ("directory-pin-once", () => Full().Files(Df("7F21", "C6020101")).Write()),
        ("pin-listed", () => Full().Pin(0, pin => pin with { KeyReference = PinKeyReference.PinAppl2 }).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Keys =>
    [
        ("aka-after-adf", () => Bare().Services(list => list with { Usim = true, Milenage = true }).Templates("4").BeforeEnd(Nothing(UsimTemplates.V1)).BeforeEnd(Full().First(one => one is ProfileElement.AkaParameter)).Write()),
        ("aka-mapping-source", () => Full().KeyBefore(new AlgoConfiguration.Mapping(new() { MappingOptions = "06".Hex(), MappingSource = "A000000099".Hex() })).Write()),
        ("aka-algorithm-known", () => Full().KeyBefore(new AlgoConfiguration.Algo(OwnKey with { AlgorithmID = (AlgorithmId)7 })).Write()),
        ("aka-key-length", () => Full().KeyBefore(new AlgoConfiguration.Algo(OwnKey with { Key = "0102".Hex() })).Write()),
        ("aka-keccak-count", () => Full().Services(list => list with { Tuak128 = true })
            .KeyBefore(new AlgoConfiguration.Algo(OwnKey with { AlgorithmID = AlgorithmId.Tuak, Opc = Octets.Concat(Data.Opc, Data.Key), NumberOfKeccak = 0 })).Write()),
        ("aka-missing", () => RulePackages.Write([.. Full().Where(element => element.PeHeader?.Identification != 9)])),
        ("aka-isim-missing", () => Full().WithoutLast(PeKind.AkaParameter).Write()),
        ("aka-isim-key", () => Full().Algorithm(1, one => one with { Key = "2B2D3F4C5A6978879695A4B3C2D1E0F1".Hex() }).Write()),
        ("aka-key-drawn", () => Full().Algorithms(one => one with { Key = new string('F', 32).Hex() }).Write()),
        ("aka-key-published", () => Full().Algorithms(one => one with { Key = "000102030405060708090A0B0C0D0E0F".Hex() }).Write()),
        ("aka-opc-drawn", () => Full().Algorithm(0, one => one with { Opc = new string('0', 32).Hex() }).Write()),
        ("aka-opc-key", () => Full().Algorithm(0, one => one with { Opc = one.Key }).Write()),
        ("aka-rotation-range", () => Full().Algorithm(0, one => one with { RotationConstants = "4000204080".Hex() }).Write()),
        ("aka-constants-differ", () => Full().Algorithm(0, one => one with { RotationConstants = "4000000000".Hex(), XoringConstants = new string('0', 160).Hex() }).Write()),
        ("aka-parameters-used", () => Full().Algorithm(0, one => one with { NumberOfKeccak = 3 }).Write()),
        ("aka-sqn-range", () => Full().Aka(0, aka => aka with { SqnInit = SequenceOf.From(aka.SqnInit.Skip(1).Append("080000000000".Hex())) }).Write()),
        ("aka-sqn-limits", () => Full().Aka(0, aka => aka with { SqnDelta = "000000000000".Hex() }).Write()),
        ("aka-counter", () => Full().Algorithm(0, one => one with { AuthCounterMax = "000000".Hex() }).Write()),
        ("cdma-key-drawn", () => WithCsim().BeforeEnd(new ProfileElement.CdmaParameter(new() { CdmaHeader = NewHeader, AuthenticationKey = "0000000000000000".Hex() })).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Files =>
    [
        ("file-descriptor", () => Full().Files(Ef("2F10", descriptor: "4021")).Write()),
        ("file-identifier-given", () => Full().Files(Ef("")).Write()),
        ("file-access-reference", () => Full().Files(Ef("2F10", rule: "2F06")).Write()),
        ("directory-pin-status", () => Full().Files(Df("7F21", "")).Write()),
        ("directory-pin-status-length", () => Full().Files(Df("7F21", Tlv("C6", new string('1', 56)))).Write()),
        ("adf-aid-given", () => Bare().Services(list => list with { Csim = true }).Templates("10")
            .BeforeEnd(Nothing(CsimTemplates.V1, ("adf-csim", new() { FileID = "7FD2".Hex(), PinStatusTemplateDO = "0A".Hex() }))).Write()),
        ("file-one-pattern", () => Full().Files(Ef("2F10", Tlv("A5", "C10100" + "C20101"))).Write()),
        ("file-short-identifier-bits", () => Full().Files(Ef("2F10", "880139")).Write()),
        ("file-size-number", () => Full().Files(Ef("2F10", "8000", size: "")).Write()),
        ("file-size-limit", () => Full().Files(Ef("2F10", size: "01000000")).Write()),
        ("file-maximum-size", () => Full().Files(Ef("2F10", Tlv("A5", "860101"), "7921")).Write()),
        ("file-size-given", () => Full().Files(Ef("2F10", size: "")).Write()),
        ("file-record-length", () => Full().Files(Ef("2F10", descriptor: "42210000")).Write()),
        ("file-record-count", () => Full().Files(Ef("2F10", descriptor: "42210005", size: "07")).Write()),
        ("file-directory-there", () => Bare().Services(list => list with { Usim = true }).Templates("4", "7").BeforeEnd(Nothing(UsimTemplates.V1), Nothing(UsimDirectoryTemplates.GsmAccess)).Write()),
        ("file-mf-first", () => Bare() is var bare ? RulePackages.Write([bare.WithoutTemplate("1")[0], RulePackages.Management(Ef("2F10") + Root), bare[^1]]) : default),
        ("file-mf-once", () => Full().Files(Df("3F00")).Write()),
        ("file-directory-link", () => Full().Files(Df("7F21", "C60101" + "C7027F10")).Write()),
        ("file-identifier-once", () => Full().Files(Ef("2F10") + Ef("2F10")).Write()),
        ("adf-temporary-identifier-once", () => Full().Files(Df("7FD0", more: "8405A000000099")).Write()),
        ("file-link-target", () => Full().Files(Ef("2F10", "C7027F99", size: "")).Write()),
        ("gfm-path", () => Full().Files("80027F99").Write()),
        ("gfm-content-after-file", () => Full().Files("8101AA").Write()),
        ("gfm-path-after-directory", () => Full().Files(Df("7F21") + Ef("6F01")).Write()),
        ("gfm-path-in-list", () => Full().Files(Df("7F21") + "80027F21" + Ef("6F01"), Ef("6F02")).Write()),
        ("file-content-fits", () => Full().Files(Ef("2F10") + "8103AABBCC").Write()),
        ("file-descriptor-first", () => Full().Parts(PeKind.OptUsim, "ef-ehplmn", parts => [.. parts, new FilePart.FileDescriptor(new() { EfFileSize = "0F".Hex() })]).Write()),
        ("template-known", () => Full().BeforeEnd(new ProfileElement.FileSystem(new(PeKind.Cd, NewHeader, UsimDirectoryTemplates.GsmAccess.Id, [new(2, [])]))).Write()),
        ("template-directory", () => Full().Set(PeKind.Telecom, "ef-mlpl", 0, "00").Write()),
        ("template-content", () => Full().Parts(PeKind.Isim, "ef-domain", parts => parts.Take(1)).Write()),
        ("template-component", () => Full().Parts(PeKind.Telecom, "df-mcs", _ => []).Write()),
        ("file-identifier-reserved", () => Full().Files(Ef("3FFF")).Write()),
        ("file-identifier-template", () => Full().Parts(PeKind.GsmAccess, "ef-kcgprs", _ => [new FilePart.FileDescriptor(new() { FileID = "4F7A".Hex() })]).Write()),
        ("file-short-identifier-once", () => Full().Files(Ef("2F10", "880128")).Write()),
        ("file-life-cycle", () => Full().Files(Tlv("62", "82024121" + "83022F10" + "8A0103" + "8B032F0602" + "800102")).Write()),
        ("file-deactivated", () => Full().Files(Tlv("62", "82024121" + "83022F10" + "8A0104" + "8B032F0602" + "800102")).Write()),
        ("file-ber-tlv-content", () => Full().Services(list => list with { BerTlv = true }).Files(Ef("2F10", descriptor: "7921") + "8102AA05").Write()),
        ("adf-aid-prefix", () => WithCsim("A000000099100201").Write()),
        ("aid-once", () => Full().Rfm(0, rfm => rfm with { InstanceAID = "A000000151000000".Hex() }).Write()),
        ("adf-temporary-identifier-free", () => Full().Files(Df("7FD0")).Write()),
        ("file-size-large", () => Full().Files(Ef("2F10", size: "9000")).Write()),
        ("file-access-rule", () => Full().Files(Ef("2F10", rule: "")).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Access =>
    [
        ("arr-file", () => Full().Files(Ef("2F10", rule: "6F9901")).Write()),
        ("arr-record", () => Full().Files(Ef("2F10", rule: "2F0632")).Write()),
        ("arr-coding", () => Full().Files(Rules("8001018002") + Ef("2F10", rule: "2F0701")).Write()),
        ("arr-key", () => Full().Files(Rules("800101A40683010B950108") + Ef("2F10", rule: "2F0701")).Write()),
        ("dir-coding", () => Full().DirRecords(Entry(ProfileBuilder.UsimAid), Entry(ProfileBuilder.IsimAid), "62024F00").Write()),
        ("dir-application-listed", () => Full().DirRecords(Entry(ProfileBuilder.UsimAid)).Write()),
        ("dir-application-there", () => Full().DirRecords(Entry(ProfileBuilder.UsimAid), Entry(ProfileBuilder.IsimAid), Entry("A000000099".Hex())).Write()),
        ("dir-application-once", () => Full().DirRecords(Entry(ProfileBuilder.UsimAid), Entry(ProfileBuilder.IsimAid), Entry(ProfileBuilder.IsimAid)).Write()),
        ("dir-label", () => Full().DirRecords(Entry(ProfileBuilder.UsimAid), Tlv("61", Tlv("4F", ProfileBuilder.IsimAid.ToString()))).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Contents =>
    [
        ("language-coding", () => Full().Set(PeKind.Mf, "ef-pl", "3132").Write()),
        ("usim-files", () => Full().Parts(PeKind.Usim, "ef-acc", _ => [new FilePart.DoNotCreate()]).Write()),
        ("isim-files", () => Full().Parts(PeKind.Isim, "ef-domain", _ => [new FilePart.DoNotCreate()]).Write()),
        ("imsi-coding", () => Full().Set(PeKind.Usim, "ef-imsi", "FFFFFFFFFFFFFFFFFF").Write()),
        ("imsi-parity", () => Full().Set(PeKind.Usim, "ef-imsi", "0801" + ImsiFile[4..]).Write()),
        ("imsi-length", () => Full(Data with { Imsi = "00101012345606" }).Write()),
        ("ad-mnc-length", () => Full().Set(PeKind.Usim, "ef-ad", "00000000").Write()),
        ("ad-operation-mode", () => Full().Set(PeKind.Usim, "ef-ad", "80000002").Write()),
        ("acc-class", () => Full().Set(PeKind.Usim, "ef-acc", "0001").Write()),
        ("acc-special", () => Full().Set(PeKind.Usim, "ef-acc", "8008").Write()),
        ("spn-coding", () => Full().Set(PeKind.Usim, "ef-spn", "45756963635369" + new string('F', 20)).Write()),
        ("ecc-coding", () => Full().Set(PeKind.Usim, "ef-ecc", 4, "1AF2FF00").Write()),
        ("ecc-none", () => Full().Set(PeKind.Usim, "ef-ecc", 4, "FFFFFFFF").Write()),
        ("number-coding", () => Full().Set(PeKind.OptUsim, "ef-msisdn", new string('F', 20) + "0C91947106004013" + new string('F', 12)).Write()),
        ("number-record-length", () => Full().Set(PeKind.Usim, "ef-fdn", 10, "", 20).Write()),
        ("smsp-coding", () => Full().Set(PeKind.Usim, "ef-smsp", 28, "FD" + new string('F', 24) + "0711947106004013" + new string('F', 14)).Write()),
        ("smsp-record-length", () => Full().Set(PeKind.Usim, "ef-smsp", 20, "", 20).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Services =>
    [
        ("ust-phonebook", () => Full().Drop(PeKind.Telecom, "df-phonebook", "ef-pbr", "ef-adn").Ust(1).Write()),
        ("ust-dialling", () => Full().Ust(4).Write()),
        ("ust-calls", () => Full().Ust(8).Write()),
        ("ust-messages", () => Full().Drop(PeKind.OptUsim, "ef-smsr").Write()),
        ("ust-broadcast", () => Full().Ust(15).Write()),
        ("ust-groups", () => Full().Ust(17).Write()),
        ("ust-names", () => Full().Drop(PeKind.OptUsim, "ef-msisdn").Write()),
        ("ust-networks", () => Full().Ust(73).Write()),
        ("ust-gsm-access", () => Full().Without(PeKind.GsmAccess).WithoutTemplate("7").Write()),
        ("ust-control", () => Full().Ust(35).Write()),
        ("ust-mailbox", () => Full().Ust(47).Write()),
        ("ust-multimedia", () => Full().Ust(52).Write()),
        ("ust-security", () => Full().Ust(68).Write()),
        ("ust-eps", () => Full().Parts(PeKind.Usim, "ef-epsloci", _ => [new FilePart.DoNotCreate()]).Write()),
        ("ust-5gs", () => Full().Ust(129).Write()),
        ("ust-file-service", () => Full().Set(PeKind.OptUsim, "ef-gid1", "0102030405060708").Write()),
        ("ust-packet", () => Full().Ust(-33).Write()),
        ("est-services", () => Full().Set(PeKind.Usim, "ef-est", "02").Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Networks =>
    [
        ("plmn-coding", () => Full().Set(PeKind.OptUsim, "ef-hplmnwact", "00A110C880").Write()),
        ("plmn-list-length", () => Full().Set(PeKind.Usim, "ef-fplmn", 0, "", 11).Write()),
        ("plmn-technology", () => Full().Set(PeKind.OptUsim, "ef-hplmnwact", "00F1100000").Write()),
        ("plmn-home", () => Full().Set(PeKind.OptUsim, "ef-ehplmn", "62F210").Write()),
        ("pnn-coding", () => Named("450380C832", null).Write()),
        ("opl-name", () => Named("430380C832", "00F1100000FFFE02").Write()),
        ("opl-coding", () => Named("430380C832", "00F110FFFE000001").Write()),
        ("spdi-coding", () => Full().Set(PeKind.OptUsim, "ef-spdi", "A303800200F1").Ust(51).Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> FiveG =>
    [
        ("suci-coding", () => Conceals("A0030100" + "01").Write()),
        ("suci-key-place", () => Conceals("A0020102" + Tlv("A1", "800101" + Tlv("81", Key32))).Write()),
        ("suci-key-length", () => Conceals("A0020201" + Tlv("A1", "800101" + Tlv("81", Key32))).Write()),
        ("suci-services", () => Full().Ust(125).Write()),
        ("suci-where", () => Full().Ust(124).Write()),
        ("routing-indicator", () => Full().Set(PeKind.Df5gs, "ef-routing-indicator", "FFFFFFFF").Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Ims =>
    [
        ("impi-coding", () => Identity("ef-impi", 0, "nobody").Write()),
        ("impu-coding", () => Identity("ef-impu", 1, "nobody@example.com").Write()),
        ("domain-coding", () => Identity("ef-domain", 0, "sip:example.com").Write()),
        ("ims-imsi", () => Identity("ef-impi", 0, "001010123456064@ims.mnc001.mcc001.3gppnetwork.org").Write()),
        ("ims-network", () => Identity("ef-domain", 0, "ims.mnc002.mcc001.3gppnetwork.org").Write()),
        ("ist-files", () => Full().Set(PeKind.Isim, "ef-ist", "03").Write()),
    ];

    private static IEnumerable<(string Id, Func<Octets> Package)> Management =>
    [
        ("sd-keys", () => Full().Domain(domain => domain with { KeyList = null }).Write()),
        ("sd-key-length", () => FirstKey(key => key with { KeyComponents = [key.KeyComponents[0] with { KeyData = "0102030405060708090A".Hex() }] }).Write()),
        ("sd-key-once", () => FirstKey(key => key with { KeyIdentifier = "02".Hex() }).Write()),
        ("sd-key-version", () => FirstKey(key => key with { KeyVersionNumber = "80".Hex() }).Write()),
        ("sd-key-published", () => FirstKey(key => key with { KeyComponents = [key.KeyComponents[0] with { KeyData = "101112131415161718191A1B1C1D1E1F".Hex() }] }).Write()),
        ("sd-key-drawn", () => FirstKey(key => key with { KeyComponents = [key.KeyComponents[0] with { KeyData = new string('0', 32).Hex() }] }).Write()),
        ("sd-privilege", () => Full().Instance(instance => instance with { ApplicationPrivileges = "00".Hex() }).Write()),
        ("rfm-domain", () => Full().Without(PeKind.SecurityDomain).Write()),
        ("rfm-adf", () => Full().Rfm(1, rfm => rfm with { AdfRfmAccess = rfm.AdfRfmAccess! with { AdfAID = "A000000099".Hex() } }).Write()),
        ("rfm-security-level", () => Full().Rfm(0, rfm => rfm with { MinimumSecurityLevel = "00".Hex() }).Write()),
        ("rfm-access-domain", () => Full().Rfm(0, rfm => rfm with { UiccAccessDomain = "77".Hex() }).Write()),
        ("tar-length", () => Full().Rfm(0, rfm => rfm with { TarList = ["B0".Hex()] }).Write()),
        ("tar-once", () => Full().Rfm(0, rfm => rfm with { TarList = ["B20100".Hex()] }).Write()),
        ("rfm-tar", () => Full().Rfm(0, rfm => rfm with { TarList = null }).Write()),
        ("privileges-length", () => Full().Instance(instance => instance with { ApplicationPrivileges = "82FC".Hex() }).Write()),
        ("privileges-domain", () => Full().Application(one => one with { InstanceList = [one.InstanceList![0] with { ApplicationPrivileges = "40".Hex() }] }).Write()),
        ("application-life-cycle", () => Full().Instance(instance => instance with { LifeCycleState = "00".Hex() }).Write()),
        ("application-domain", () => Full().Instance(instance => instance with { ExtraditeSecurityDomainAID = "A000000099".Hex() }).Write()),
        ("application-load-package", () => Full().Application(one => one with { LoadBlock = null }).Write()),
        ("application-empty", () => Full().Application(one => one with { LoadBlock = null, InstanceList = null }).Write()),
        ("load-block-cap", () => Full().Application(one => one with { LoadBlock = one.LoadBlock! with { LoadBlockObject = "504B0304".Hex() } }).Write()),
        ("load-block-aid", () => Full().Application(one => one with { LoadBlock = one.LoadBlock! with { LoadPackageAID = "A000000099010204".Hex() }, InstanceList = null }).Write()),
        ("load-block-hash", () => Full().Application(one => one with { LoadBlock = one.LoadBlock! with { HashValue = "00112233".Hex() } }).Write()),
    ];

    /// <summary>The MF and a CSIM: without an AID it makes no file.</summary>
    private static ProfileElement[] WithCsim(string? aid = null) => Bare(aid is null ? [] : [aid]).Services(list => list with { Csim = true }).Templates("10").BeforeEnd(
        aid is null ? Nothing(CsimTemplates.V1) : Nothing(CsimTemplates.V1, ("adf-csim", new() { FileID = "7FD2".Hex(), DfName = aid.Hex(), PinStatusTemplateDO = "0A".Hex() })));

    private static ProfileElement[] FirstKey(Func<KeyObject, KeyObject> change) =>
        Full().Domain(domain => domain with { KeyList = SequenceOf.From(domain.KeyList!.Skip(1).Prepend(change(domain.KeyList![0]))) });

    /// <summary>A PNN and an OPL with one record each.</summary>
    private static ProfileElement[] Named(string pnn, string? opl)
    {
        ProfileElement[] all = Full().Set(PeKind.OptUsim, "ef-pnn", 10, pnn.PadRight(20, 'F')).Ust(45);
        return opl is null ? all : all.Set(PeKind.OptUsim, "ef-opl", 8, opl).Ust(46);
    }

    private static ProfileElement[] Conceals(string content) => Full().Set(PeKind.Df5gs, "ef-suci-calc-info", 0, content).Ust(124);

    private static ProfileElement[] Identity(string field, int records, string text)
    {
        string content = Tlv("80", Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text)));
        return Full().Set(PeKind.Isim, field, records == 0 ? 0 : content.Length / 2, content);
    }

    /// <summary>createFCP of an EF.ARR 2F07 with one record, and its content.</summary>
    private static string Rules(string record) => Ef("2F07", "8800", "4221001E", "1E") + Tlv("81", record.PadRight(60, 'F'));

    private static string Entry(Octets aid) => Tlv("61", Tlv("4F", aid.ToString()) + "50024142");

    /// <summary>createFCP of an MF without PINs, and its EF.ARR with one rule.</summary>
    private static readonly string Root = Tlv("62", "82027821" + "83023F00" + "8B032F0601" + "C600") + Ef("2F06", "8800", "42210005", "05", "2F0601") + Tlv("81", "8001019000");
    private static readonly string ImsiFile = EuiccSim.Protocol.Identifiers.Imsi.FromDigits(Imsi).Ef.ToString();
    private static readonly string PukWithDefault = Tlv("30", "800101" + "8108" + "3331343135393236" + "820200AA");
    private static readonly string Puk81 = Tlv("30", "80020081" + "8108" + "3237313832383138");
    private static readonly string Key32 = new('5', 64);
}

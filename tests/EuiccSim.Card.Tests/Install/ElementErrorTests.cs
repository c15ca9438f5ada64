using EuiccSim.Card.Tests.IsdR;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Tests.Install;

/// <summary>
/// Packages that are refused for what they contain. SAIP §7, §8; SGP.22 v2.5 §2.5.6.
/// simaResponse: '30 { A0 { 30 { 80 status, 81 element } }, 81 00 }'.
/// </summary>
public sealed class ElementErrorTests
{
    private const string TestKey = "000102030405060708090A0B0C0D0E0F";

    private static IEnumerable<TestCaseData> BadPackages()
    {
        static TestCaseData Case(string name, string status, params ProfileElement[] elements) =>
            new TestCaseData(TestPackages.Package(elements), status).SetName(name);
        ProfileElement header = TestPackages.Header(), mf = TestPackages.Mf(), end = TestPackages.End(9);
        yield return Case("no header", "03", mf, end);
        yield return Case("two headers", "03", header, header, mf, end);
        yield return Case("no MF", "03", header, end);
        yield return Case("an identification twice", "03", header, mf, TestPackages.End(1));
        yield return Case("no end", "05", header, mf);
        yield return Case("elements after the end", "03", header, mf, end, TestPackages.End(10));
        yield return Case("unknown service", "0A", TestPackages.Header(services: new() { Contactless = true }), mf, end);
        yield return Case("unknown runtime", "07", TestPackages.Header(services: new() { Multos = true }), mf, end);
        yield return Case("USIM before the MF", "03", header, ProfilePackage.Read(TestPackages.Built).Elements[6].Value, end);
        yield return Case("optional USIM files without USIM", "03", header, mf, Template(PeKind.OptUsim, "2.23.143.1.2.5"), end);
        yield return Case("a template that nobody knows", "09", header, WithTemplate(mf, "2.23.143.1.2.99"), end);
        yield return Case("a template of another element", "09", header, WithTemplate(mf, "2.23.143.1.2.4"), end);
        yield return Case("a PIN without its PUK", "06", header, mf, Pins(Pin(PinKeyReference.PinAppl1, PukKeyReference.PukAppl1)), end);
        yield return Case("a PIN twice", "06", header, mf, Pins(Pin(PinKeyReference.PinAppl1), Pin(PinKeyReference.PinAppl1)), end);
        yield return Case("a PIN with an unknown reference", "06", header, mf, Pins(Pin((PinKeyReference)0x1FF)), end);
        yield return Case("a PIN with a number of tries that is no octet", "06", header, mf,
            Pins(Pin(PinKeyReference.PinAppl1) with { MaxNumOfAttempsRetryNumLeft = 0x133 }), end);
        yield return Case("a PUK with an unknown reference", "06", header, mf, Puks((PukKeyReference)(-1)), end);
        yield return Case("PINs shared with a directory that is not there", "06", header, mf, SharedPins("7F10"), end);
        yield return Case("a path of an odd length", "06", header, mf, SharedPins("7F10AA"), end);
        yield return Case("a key without an application", "03", header, mf, Aka(new AlgoConfiguration.Algo(Milenage)), end);
        yield return Case("a file in a directory that is not there", "06", header, mf, Files("80027F10", EfOfSize("02")), end);
        yield return Case("a file twice", "06", header, mf, Files(EfOfSize("02"), EfOfSize("02")), end);
        yield return Case("content that does not fit", "06", header, mf, Files(EfOfSize("02") + "8103010203"), end);
        yield return Case("an offset beyond the end", "06", header, mf, Files(EfOfSize("02") + "020103"), end);
        yield return Case("a negative offset", "06", header, mf, Files(EfOfSize("02") + "0201FF"), end);
        yield return Case("content without a file", "06", header, mf, Files("810101"), end);
        yield return Case("an EF without a size", "06", header, mf, Files("6208" + "82024121" + "83026F01"), end);
        yield return Case("records that do not fill the file", "06", header, mf,
            Files("620D" + "82044221" + "0003" + "83026F01" + "800104"), end);
        yield return Case("a link to nowhere", "06", header, mf, Files("620C" + "82024121" + "83026F01" + "C7026F99"), end);
        yield return Case("a link to a directory", "06", header, mf, Files("620C" + "82024121" + "83026F01" + "C7023F00"), end);
        yield return Case("a second MF", "06", header, mf, Files("620A" + "82027821" + "83023F00" + "C600"), end);
        yield return Case("a DF without PIN status", "06", header, mf, Files("6208" + "82027821" + "83027F10"), end);
        yield return Case("a PIN that is named and not there", "0B", header, mf, Files("620B" + "82027821" + "83027F10" + "C60101"), end);
    }

    [TestCaseSource(nameof(BadPackages))]
    public void A_bad_package_is_refused_with_the_status_of_the_element(Octets upp, string status)
    {
        (ErrorReason reason, string response) = Refuse(TestPackages.Metadata(), upp);
        Assert.That(reason, Is.EqualTo(ErrorReason.InstallFailedDueToPEProcessingError));
        Assert.That(response, Does.Match($"^30..A0..30..8001{status}(8[123]01..)*8100$"));
    }

    [TestCase("A0", Description = "half an element")]
    [TestCase("A100", Description = "an element without its fields")]
    [TestCase("300000", Description = "no element")]
    [TestCase("A080", Description = "indefinite length")]
    public void What_is_no_profile_element_is_an_invalid_format(string octets)
    {
        Octets upp = Octets.Concat(TestPackages.Package(TestPackages.Header(), TestPackages.Mf()), Octets.FromHex(octets));
        Assert.That(Refuse(TestPackages.Metadata(), upp),
            Is.EqualTo((ErrorReason.InstallFailedDueToPEProcessingError, "3009A0053003800105" + "8100")));
    }

    [Test]
    public void The_element_at_fault_is_named()
    {
        Octets upp = TestPackages.Package(TestPackages.Header(), TestPackages.Mf(), Pins(Pin((PinKeyReference)0x1FF)), TestPackages.End(9));
        Assert.That(Refuse(TestPackages.Metadata(), upp).Response, Is.EqualTo("300CA0083006800106" + "810105" + "8100"));
    }

    // BF23 and the like: a context tag that no version of SAIP has, with a header 'A0 { 80 mandated?, 81 identification }'.
    [TestCase("BF4107A005800081014D", false)]
    [TestCase("BF4105A00381014D", true)]
    public void An_unknown_element_is_passed_over_unless_it_is_mandated(string element, bool isPassedOver)
    {
        Octets upp = Octets.Concat(
            TestPackages.Package(TestPackages.Header(), TestPackages.Mf()), Octets.FromHex(element),
            TestPackages.Package(TestPackages.End(9)));
        FinalResult result = new TestEuicc().Install(upp, TestPackages.Metadata()).FinalResult;
        // Status 1 for the element 4D, then 0 for the whole; or status 1 and aborted.
        Octets? response = isPassedOver ? ((FinalResult.Success)result).Value.SimaResponse : ((FinalResult.Error)result).Value.SimaResponse;
        string expected = isPassedOver ? "300FA00D" + "300680010181014D" + "3003800100" : "300CA0083006800101" + "81014D" + "8100";
        Assert.That(response?.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void The_ICCID_of_the_header_is_that_of_the_metadata() =>
        Assert.That(
            Refuse(TestPackages.Metadata(TestPackages.SecondIccid), TestPackages.Small()).Reason,
                Is.EqualTo(ErrorReason.InstallFailedDueToDataMismatch));

    [TestCase("465B5CE8B199B49FAA5F0A2EE238A6BC", AlgorithmId.Milenage, false)]
    [TestCase("000102030405060708090A0B0C0D0E10", AlgorithmId.Milenage, false)]
    [TestCase(TestKey, AlgorithmId.Milenage, true)]
    [TestCase("00000000000000000000000000000000", AlgorithmId.Milenage, true)]
    [TestCase("465B5CE8B199B49FAA5F0A2EE238A6BC", AlgorithmId.UsimTestAlgorithm, true)]
    public void A_test_profile_has_no_live_key(string key, AlgorithmId algorithm, bool isInstalled)
    {
        StoreMetadataRequest metadata = TestPackages.Metadata() with { ProfileClass = ProfileClass.Test };
        Octets upp = TestPackages.Build(TestPackages.IccidDigits, key, algorithm);
        if (isInstalled) Assert.That(new TestEuicc().Install(upp, metadata).Aid().Length, Is.EqualTo(16));
        else Assert.That(Refuse(metadata, upp).Reason, Is.EqualTo(ErrorReason.TestProfileInstallFailedDueToInvalidNaaKey));
    }

    [Test]
    public void A_package_that_does_not_fit_in_memory_is_refused()
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = 2000 } });
        Assert.That(Refuse(TestPackages.Metadata(), TestPackages.Built, card),
            Is.EqualTo((ErrorReason.InstallFailedDueToInsufficientMemoryForProfile, "3009A0053003800104" + "8100")));
    }

    [Test]
    public void A_card_fills_up()
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = 18_000 } });
        Octets first = card.Install(TestPackages.Built).Aid();
        Octets second = TestPackages.Build(TestPackages.SecondIccid);
        Assert.That(
            Refuse(TestPackages.Metadata(TestPackages.SecondIccid), second, card).Reason,
            Is.EqualTo(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile));
        card.Delete(first);
        Assert.That(card.Install(second).Aid().Length, Is.EqualTo(16));
    }

    [TestCase("8003100000", Description = "1 MiB")]
    [TestCase("8003FFFFFF", Description = "16 MiB")]
    [TestCase("80050100000000", Description = "4 GiB")]
    public void Files_take_memory_as_they_ask_for_it(string size)
    {
        string file = "82024121" + "83026F01" + size;
        Octets upp = TestPackages.Package(
            TestPackages.Header(), TestPackages.Mf(), Files($"62{file.Length / 2:X2}{file}"), TestPackages.End(9));
        Assert.That(Refuse(TestPackages.Metadata(), upp).Reason, Is.EqualTo(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile));
    }

    [Test]
    public void Many_files_take_memory_too()
    {
        string[] files = [.. Enumerable.Range(1, 5).Select(i => "620C" + "82024121" + $"83026F{i:X2}" + "8002F000")];
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = 256 * 1024 } });
        Octets upp = TestPackages.Package(TestPackages.Header(), TestPackages.Mf(), Files(files), TestPackages.End(9));
        Assert.That(Refuse(TestPackages.Metadata(), upp, card).Reason,
            Is.EqualTo(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile));
    }

    private static (ErrorReason Reason, string Response) Refuse(StoreMetadataRequest metadata, Octets upp, TestEuicc? card = null)
    {
        card ??= new();
        int profiles = card.Profiles().Count;
        ProfileInstallationResultData result = card.Install(upp, metadata);
        Assert.That(result.Error().Command, Is.EqualTo(BppCommandId.LoadProfileElements));
        Assert.That(card.Profiles(), Has.Count.EqualTo(profiles));
        ErrorResult error = ((FinalResult.Error)result.FinalResult).Value;
        return (error.ErrorReason, error.SimaResponse.ToString()!);
    }

    private static AlgoParameter Milenage => new()
    {
        AlgorithmID = AlgorithmId.Milenage,
        AlgorithmOptions = Octets.FromHex("01"),
        Key = Octets.FromHex(TestKey),
        Opc = Octets.FromHex(TestKey),
    };

    private static ProfileElement.AkaParameter Aka(AlgoConfiguration configuration) =>
        new(new() { AkaHeader = TestPackages.Head(5), AlgoConfiguration = configuration });

    private static ProfileElement.FileSystem Template(PeKind kind, string template) =>
        new(new(kind, TestPackages.Head(5), new(template), []));

    private static ProfileElement.FileSystem WithTemplate(ProfileElement element, string template) =>
        new(((ProfileElement.FileSystem)element).Value with { TemplateId = new(template) });

    private static ProfileElement.PinCodes Pins(params PinConfiguration[] pins) =>
        new(new() { PinHeader = TestPackages.Head(5), PinCodes = new PinCodes.Pinconfig(SequenceOf.From(pins)) });

    private static ProfileElement.PinCodes SharedPins(string path) =>
        new(new() { PinHeader = TestPackages.Head(5), PinCodes = new PinCodes.FilePath(Octets.FromHex(path)) });

    private static ProfileElement.PukCodes Puks(PukKeyReference reference) => new(new()
    {
        PukHeader = TestPackages.Head(5),
        PukCodes = [new() { KeyReference = reference, PukValue = Octets.FromHex("3132333435363738") }],
    });

    private static PinConfiguration Pin(PinKeyReference reference, PukKeyReference? puk = null) =>
        new() { KeyReference = reference, PinValue = Octets.FromHex("31323334FFFFFFFF"), UnblockingPINReference = puk };

    private static string EfOfSize(string size) => "620B" + "82024121" + "83026F01" + "8001" + size;

    /// <summary>
    /// PE-GenericFileManagement with the steps of one command: '80' path, '62' FCP, '02' offset, '81' content. SAIP §8.3.5.
    /// </summary>
    private static ProfileElement Files(params string[] steps)
    {
        Octets command = BoundPackage.Tlv("30", Octets.FromHex(string.Concat(steps)));
        Octets element = BoundPackage.Tlv("A1", Octets.Concat(Octets.FromHex("A0058000810105"), BoundPackage.Tlv("A1", command)));
        return Asn1Codec.Decode<ProfileElement>(element);
    }
}

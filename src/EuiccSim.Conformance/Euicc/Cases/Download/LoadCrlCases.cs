using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.17: LoadCRL. A list that is taken stays: no command takes it away.</summary>
internal static class LoadCrlCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Loads("whole", "A list that revokes nothing is taken", bench => bench.ExpectLoadedAsync(bench.NewList())),
        Loads("fresher", "A list with a higher number takes the place of the one before", async bench =>
        {
            await bench.ExpectLoadedAsync(bench.NewList());
            await bench.ExpectLoadedAsync(bench.NewList(bench.NewServer().Pki.DpAuth));
        }),
        Loads("many-blocks", "A list of 400 certificates, in many STORE DATA blocks, is taken", async bench =>
        {
            RevocationListTemplate list = bench.NewList();
            IEnumerable<RevokedCertificate> many = Enumerable.Range(0, 400).Select(_ => new RevokedCertificate(bench.Target.Stock.DrawSerialNumber(), list.ThisUpdate));
            await bench.ExpectLoadedAsync(list with { Revoked = SequenceOf.From(many) });
            // So that it does not stay on the card.
            await bench.ExpectLoadedAsync(bench.NewList());
        }),
        Loads("parts", "Parts are taken in any order, and the missing ones are named", async bench =>
        {
            RevocationListTemplate list = bench.NewList() with { TotalParts = 3 };
            await bench.ExpectLoadedAsync(list with { Part = 2 }, 1, 3);
            await bench.ExpectLoadedAsync(list with { Part = 1 }, 3);
            await bench.ExpectLoadedAsync(list with { Part = 3 });
        }),
        Loads("delta", "A list that completes the loaded one is taken", async bench =>
        {
            RevocationListTemplate list = bench.NewList();
            await bench.ExpectLoadedAsync(list);
            await bench.ExpectLoadedAsync(bench.NewList() with { BaseNumber = list.Number });
        }),
        Loads("older", "An older list than the loaded one is refused", async bench =>
        {
            RevocationListTemplate older = bench.NewList();
            await bench.ExpectLoadedAsync(bench.NewList());
            await bench.ExpectRefusedAsync(bench.Issue(older), LoadCrlResponseError.FresherCrlAlreadyLoaded);
        }),
        Loads("older-after-reset", "An older list than the loaded one is refused after a reset, too", async bench =>
        {
            RevocationListTemplate older = bench.NewList();
            await bench.ExpectLoadedAsync(bench.NewList());
            await bench.ArrangeAsync("the card is reset", bench.ResetAsync);
            await bench.ExpectRefusedAsync(bench.Issue(older), LoadCrlResponseError.FresherCrlAlreadyLoaded);
        }, EuiccDeclaration.RawApdus),
        Loads("base-missing", "A list that completes one which is not loaded is refused", async bench =>
        {
            RevocationListTemplate loaded = bench.NewList(), never = bench.NewList();
            await bench.ExpectLoadedAsync(loaded);
            await bench.ExpectRefusedAsync(bench.Issue(bench.NewList() with { BaseNumber = never.Number }), LoadCrlResponseError.BaseCrlMissing);
        }),
        .. Refused(),
        Reads("4.2.17/not-supported", Section, "An eUICC without the option knows no LoadCRL", async bench =>
        {
            bench.Step("a list is loaded");
            RspPki foreign = bench.Target.Stock.Foreign;
            ResponseApdu response = await bench.StoreDataAsync(Asn1Codec.Encode(new LoadCrlRequest { Crl = bench.NewList().Issue(foreign.Ci, foreign.CiKey!) }));
            // Whether the tag is not known, or the function ends with undefinedError.
            bench.ExpectStatus(response.Status, "9000", "69XX", "6AXX");
            if (!response.Status.IsOk) return;
            LoadCrlResponse answer = EuiccBench.Decode<LoadCrlResponse>(response.Data, nameof(LoadCrlResponse)).Value;
            bench.Expect(answer is LoadCrlResponse.Error { Value: LoadCrlResponseError.UndefinedError }, "undefinedError (127)", RevocationLists.Text(answer));
        }, "!" + CrlSupport),
        Foreign("foreign-ci", "A list of another CI is refused", (bench, pki) =>
            bench.NewList().Issue(pki.Ci, pki.CiKey!), LoadCrlResponseError.VerificationKeyNotFound),
        // The issuer's name is not the CI's, if the eUICC knows that.
        Foreign("foreign-key", "A list that names the eUICC's CI, and that another key signed, is refused", (bench, pki) =>
            bench.NewList().Issue(CertificateNaming(bench, pki), pki.CiKey!), LoadCrlResponseError.InvalidSignature, LoadCrlResponseError.VerificationKeyNotFound),
        Foreign("certificate", "A certificate in the place of a list is refused", (_, pki) =>
            new(pki.DpAuth.Encoded), LoadCrlResponseError.InvalidCRLFormat, LoadCrlResponseError.UndefinedError),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.17/memory", Side.Euicc, "A list for which there is no memory ends with notEnoughMemorySpace",
            "a list in one ES10 command has 65 280 octets at most, which do not fill an eUICC"),
        new("4.2.17/error-127", Side.Euicc, "LoadCRL ends with undefinedError", "SGP.22 names nothing that must be answered so"),
    ];

    private static IEnumerable<ConformanceCase> Refused()
    {
        const LoadCrlResponseError Format = LoadCrlResponseError.InvalidCRLFormat;
        yield return Error("signature", "A list whose signature has a bit changed is refused", bench =>
            new(BoundPackage.Damage(bench.Issue(bench.NewList()).Encoded, -1)), LoadCrlResponseError.InvalidSignature);
        yield return Error("other-key", "A list in the CI's name that another key signed is refused", bench =>
            bench.NewList().Issue(bench.Target.Declaration.Pki.Ci, bench.Target.Stock.Foreign.CiKey!), LoadCrlResponseError.InvalidSignature);
        yield return Error("number-absent", "A list without its number is refused", bench => bench.Issue(bench.NewList() with { Number = null }), Format);
        yield return Error("issuer-key-absent", "A list that does not name its issuer's key is refused", bench =>
            bench.Issue(bench.NewList() with { NamesIssuerKey = false }), Format, LoadCrlResponseError.VerificationKeyNotFound);
        yield return Error("critical-extension", "A list with a critical extension that nobody knows is refused", bench =>
            bench.Issue(bench.NewList() with { UnknownCriticalExtension = new("2.999.99") }), Format);
        yield return Error("part-4-of-3", "The fourth part of three is refused", bench => bench.Issue(bench.NewList() with { TotalParts = 3, Part = 4 }), Format);
        yield return Error("part-without-total", "A part that does not say of how many is refused", bench => bench.Issue(bench.NewList() with { Part = 1 }), Format);
        yield return Error("total-without-part", "A number of parts without the part's own is refused", bench => bench.Issue(bench.NewList() with { TotalParts = 2 }), Format);
    }

    private static RspCertificate CertificateNaming(EuiccBench bench, RspPki pki)
    {
        // A list has its issuer's name and key identifier from a certificate; of the card's CI only the key identifier is known without keys.
        Octets content = BoundPackage.Tlv("04", bench.Target.Declaration.Info.EuiccCiPKIdListForVerification[0]);
        return RemadeCertificate.WithExtensions(pki.Ci, pki.CiKey!, one => one.Oid == "2.5.29.14" ? one with { Content = content } : one);
    }

    private static ConformanceCase Loads(string word, string title, Func<EuiccBench, Task> body, params SequenceOf<string> needs) =>
        Destroys($"4.2.17/{word}", Section, title, body, SequenceOf.From<string>([EuiccDeclaration.Keys, EuiccDeclaration.CiKey, CrlSupport, .. needs]));

    private static ConformanceCase Error(string word, string title, Func<EuiccBench, CertificateList> list, params LoadCrlResponseError[] errors) =>
        Reads($"4.2.17/{word}", Section, title, bench => bench.ExpectRefusedAsync(list(bench), errors), EuiccDeclaration.Keys, EuiccDeclaration.CiKey, CrlSupport);

    private static ConformanceCase Foreign(string word, string title, Func<EuiccBench, RspPki, CertificateList> list, params LoadCrlResponseError[] errors) =>
        Reads($"4.2.17/{word}", Section, title, bench => bench.ExpectRefusedAsync(list(bench, bench.Target.Stock.Foreign), errors), CrlSupport);

    private const string Section = "SGP.22 §4.6, §5.7.12";

    /// <summary>The option's name.</summary>
    internal static string CrlSupport => StandardName.Of(RspCapability.CrlSupport);
}

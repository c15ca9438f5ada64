using System.Text;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.26: SetNickname.</summary>
internal static class NicknameCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Names("set", "A nickname is set where there was none", "Holiday"),
        Names("replace", "A nickname takes the place of another", "Holiday", "Work"),
        Names("empty", "An empty nickname removes it", "Holiday", ""),
        Names("empty-nothing", "An empty nickname is 'ok' where there is none", ""),
        Names("again", "After it was removed, a nickname can be set again", "Holiday", "", "Work"),
        Names("octets-64", "A nickname of 64 octets is taken", new string('n', 64)),
        // 32 characters of 2 octets, 16 of 4: 64 octets.
        Names("utf8-two", "A nickname of 64 octets in characters of two is taken octet for octet", string.Concat(Enumerable.Repeat("é", 32))),
        Names("utf8-four", "A nickname of 64 octets in characters of four is taken octet for octet", string.Concat(Enumerable.Repeat("\U0001F4F6", 16))),
        Names("utf8-mixed", "A nickname in several scripts is taken octet for octet", "Été 夏 лето"),
        Installs("4.2.26/octets-65", Section, "A nickname of 65 octets is refused, and the one before stays", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            await SetAsync(bench, profile, "Holiday");
            bench.Step("a nickname of 65 octets is set");
            Octets name = BoundPackage.Tlv("90", Octets.Wrap(Encoding.ASCII.GetBytes(new string('n', 65))));
            ResponseApdu answer = await bench.StoreDataAsync(BoundPackage.Tlv("BF29", Octets.Concat(BoundPackage.Tlv("5A", profile.Iccid.Ef), name)));
            if (answer.Data.IsEmpty) bench.ExpectStatus(answer.Status, "6A80", "67XX");
            else bench.ExpectOctets(answer.Data, Octets.FromHex("BF290380017F"), "undefinedError (127) if there is an answer");
            await ExpectAsync(bench, profile, "Holiday");
        }),
        Installs("4.2.26/unknown", Section, "A nickname for an ICCID that no Profile has: iccidNotFound", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            bench.Step("the nickname is set");
            Signed<SetNicknameResponse> answer = await bench.AskAsync(new SetNicknameRequest { Iccid = EnableRefusalCases.NoSuchIccid, ProfileNickname = "Nobody" });
            bench.ExpectCode(bench.ExpectDer(answer).SetNicknameResult, SetNicknameResult.IccidNotFound, "setNicknameResult");
            await ExpectAsync(bench, profile, "");
        }),
        Installs("4.2.26/other", Section, "A nickname is that of one Profile: the others keep theirs", async bench =>
        {
            TestProfile first = await bench.InstallAsync(1), second = await bench.InstallAsync(2);
            await SetAsync(bench, first, "One");
            await SetAsync(bench, second, "Two");
            await SetAsync(bench, first, "");
            await ExpectAsync(bench, first, "");
            await ExpectAsync(bench, second, "Two");
        }),
        Installs("4.2.26/names-kept", Section, "A nickname changes nothing else of the Profile, and is told to nobody", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            ProfileInfo? before = await bench.FindAsync(profile);
            bench.Expect(before is not null, "the Profile is listed");
            Notices notices = await Notices.TakeAsync(bench);
            await SetAsync(bench, profile, "Holiday");
            bench.ExpectEqual(await bench.FindAsync(profile), before! with { ProfileNickname = "Holiday" }, "what is said of the Profile");
            await notices.ExpectAsync();
        }),
        Installs("4.2.26/switch", Section, "A nickname stays while the Profile is enabled and disabled", async bench =>
        {
            TestProfile profile = await bench.DisabledAsync();
            await SetAsync(bench, profile, "Holiday");
            bench.Step("the Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(profile.ById), EnableResult.Ok, "enableResult");
            await ExpectAsync(bench, profile, "Holiday");
            bench.Step("the Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            await ExpectAsync(bench, profile, "Holiday");
        }),
        Installs("4.2.26/reset", Section, "A nickname is kept over a reset", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            await SetAsync(bench, profile, "Holiday");
            bench.Step("the card is reset");
            await bench.ResetAsync();
            await ExpectAsync(bench, profile, "Holiday");
        }, EuiccDeclaration.RawApdus),
    ];

    /// <summary>These nicknames are set one after the other, each is 'ok', and each is given.</summary>
    private static ConformanceCase Names(string word, string title, params string[] names) => Installs($"4.2.26/{word}", Section, title, async bench =>
    {
        TestProfile profile = await bench.InstallAsync();
        foreach (string name in names)
        {
            await SetAsync(bench, profile, name);
            await ExpectAsync(bench, profile, name);
        }
    });

    private static async Task SetAsync(EuiccBench bench, TestProfile profile, string name)
    {
        bench.Step($"the nickname of {profile.Iccid} is set to '{name}'");
        Signed<SetNicknameResponse> answer = await bench.AskAsync(new SetNicknameRequest { Iccid = profile.Iccid, ProfileNickname = name });
        bench.ExpectCode(bench.ExpectDer(answer).SetNicknameResult, SetNicknameResult.Ok, "setNicknameResult");
    }

    /// <summary>Expects a nickname; none may be absent or empty.</summary>
    private static async Task ExpectAsync(EuiccBench bench, TestProfile profile, string name) =>
        bench.ExpectEqual((await bench.FindAsync(profile))?.ProfileNickname ?? "", name, $"profileNickname of {profile.Iccid}");

    private const string Section = "SGP.22 §5.7.21";
}

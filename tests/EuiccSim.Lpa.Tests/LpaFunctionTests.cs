using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Tests;

/// <summary>
/// Each function: the very APDUs, and how the answer is judged. Octets marked "recorded" were recorded between an open-source LPA and a
/// software eUICC (observed-es10.json); the others follow SGP.22 v2.5 §5.7 and the tags of its ASN.1 module.
/// </summary>
internal sealed class LpaFunctionTests
{
    private static readonly Iccid Profile = Iccid.FromEf(Octets.FromHex("989444999999990940F9"));

    [Test]
    public async Task GetEid()
    {
        // Recorded: chip-info#0.
        Eid eid = await Call("BF3E035C015A", "BF3E125A1089049032123451234512345678901235", lpa => lpa.Es10c.GetEidAsync());
        Assert.That(eid.Digits, Is.EqualTo("89049032123451234512345678901235"));
    }

    [Test]
    public async Task One_command_is_one_STORE_DATA_with_Le()
    {
        ScriptedCard card = new ScriptedCard().Answers("BF3E125A1089049032123451234512345678901235");
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        await lpa.Es10c.GetEidAsync();
        Assert.That(card.Apdus, Is.EqualTo(new[] { "80E2910006BF3E035C015A00" }));
    }

    [Test]
    public async Task GetEuiccConfiguredAddresses()
    {
        // Recorded: chip-info#1.
        EuiccConfiguredAddressesResponse addresses = await Call(
            "BF3C00",
            "BF3C35801974657374736D6470706C7573312E6578616D706C652E636F6D811874657374726F6F74736D64732E6578616D706C652E636F6D",
            lpa => lpa.Es10a.GetEuiccConfiguredAddressesAsync());
        Assert.That(addresses.DefaultDpAddress, Is.EqualTo("testsmdpplus1.example.com"));
        Assert.That(addresses.RootDsAddress, Is.EqualTo("testrootsmds.example.com"));
    }

    [Test]
    public async Task SetDefaultDpAddress()
    {
        // Recorded: defaultsmdp#0, request; the card there answered 127.
        const string Command = "BF3F0F800D782E6578616D706C652E636F6D";
        await Call(Command, "BF3F03800100", lpa => lpa.Es10a.SetDefaultDpAddressAsync("x.example.com"));
        await Refused(
            "SetDefaultDpAddress", 127, "undefinedError", Command, "BF3F0380017F", lpa => lpa.Es10a.SetDefaultDpAddressAsync("x.example.com"));
    }

    [Test]
    public async Task GetEuiccInfo1()
    {
        // Recorded: download-bad#1.
        Entry<EuiccInfo1> info = await Call(
            "BF2000",
            "BF20358203020200A9160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3AA160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3",
            lpa => lpa.Es10b.GetEuiccInfo1Async());
        Assert.That(info.Value.Svn, Is.EqualTo(new VersionType(2, 2)));
        Assert.That(info.Value.EuiccCiPKIdListForSigning[0].ToString(), Is.EqualTo("F54172BDF98A95D65CBEB88A38A1C11D800A85C3"));
    }

    [Test]
    public async Task GetEuiccInfo2()
    {
        string recorded = Observed.Der(Observed.Es10, "observed:chip-info#3:response").ToString();
        Entry<EuiccInfo2> info = await Call("BF2200", recorded, lpa => lpa.Es10b.GetEuiccInfo2Async());
        Assert.That(info.Value.EuiccFirmwareVer, Is.EqualTo(new VersionType(0x23, 0x42)));
    }

    [Test]
    public async Task GetEuiccChallenge()
    {
        // Recorded: download-bad#0.
        Octets challenge = await Call("BF2E00", "BF2E1280101B61B89DA47BDAE7B18A02B19D39327E", lpa => lpa.Es10b.GetEuiccChallengeAsync());
        Assert.That(challenge.ToString(), Is.EqualTo("1B61B89DA47BDAE7B18A02B19D39327E"));
    }

    [Test]
    public async Task GetProfilesInfo_of_all()
    {
        string recorded = Observed.Der(Observed.Es10, "observed:profile-list#0:response").ToString();
        SequenceOf<Entry<ProfileInfo>> profiles = await Call("BF2D00", recorded, lpa => lpa.Es10c.GetProfilesInfoAsync());
        Assert.That(profiles, Has.Count.EqualTo(1));
        Assert.That(profiles[0].Value.Iccid, Is.EqualTo(Profile));
        Assert.That(profiles[0].Value.ProfileState, Is.EqualTo(ProfileState.Disabled));
    }

    [TestCase("BF2D0EA00C5A0A989444999999990940F9", "iccid")]
    [TestCase("BF2D14A0124F10A0000005591010FFFFFFFF8900001100", "aid")]
    [TestCase("BF2D05A003950102", "class")]
    [TestCase("BF2D065C045A9F7090", "tags")]
    [TestCase("BF2D07A0039501005C00", "class and no tag")]
    public async Task GetProfilesInfo_of_some(string command, string what)
    {
        Octets? tags = what switch { "tags" => Octets.FromHex("5A9F7090"), "class and no tag" => Octets.Empty, _ => null };
        ProfileSearchCriteria? search = what switch
        {
            "iccid" => new ProfileSearchCriteria.Iccid(Profile),
            "aid" => new ProfileSearchCriteria.IsdpAid(Octets.FromHex("A0000005591010FFFFFFFF8900001100")),
            "class" => new ProfileSearchCriteria.ProfileClass(ProfileClass.Operational),
            "class and no tag" => new ProfileSearchCriteria.ProfileClass(ProfileClass.Test),
            _ => null,
        };
        // Recorded: profile-list-empty#0.
        SequenceOf<Entry<ProfileInfo>> none = await Call(command, "BF2D02A000", lpa => lpa.Es10c.GetProfilesInfoAsync(search, tags));
        Assert.That(none, Is.Empty);
        await Refused(
            "GetProfilesInfo", 1, "incorrectInputValues", command, "BF2D03810101",
            async lpa => await lpa.Es10c.GetProfilesInfoAsync(search, tags));
    }

    [TestCase(1, "iccidOrAidNotFound")]
    [TestCase(2, "profileNotInDisabledState")]
    [TestCase(3, "disallowedByPolicy")]
    [TestCase(4, "wrongProfileReenabling")]
    [TestCase(5, "catBusy")]
    [TestCase(10, "10")]
    [TestCase(127, "undefinedError")]
    public async Task EnableProfile(int code, string name)
    {
        // Recorded: profile-enable#0.
        const string Command = "BF3111A00C5A0A989444999999990940F9810100";
        await Call(Command, "BF3103800100", lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Profile), refresh: false));
        await Refused(
            "EnableProfile", code, name, Command, $"BF31038001{code:X2}",
            lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Profile), false));
    }

    [Test]
    public async Task EnableProfile_with_refresh_is_answered_91XX()
    {
        ScriptedCard card = new ScriptedCard().Answers(
            "BF3103800100", "910B", to: "BF3117A0124F10A0000005591010FFFFFFFF89000011008101FF");
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.IsdpAid(Octets.FromHex("A0000005591010FFFFFFFF8900001100")));
        Assert.That(card.Unused, Is.Zero);
    }

    [TestCase(1, "iccidOrAidNotFound")]
    [TestCase(2, "profileNotInEnabledState")]
    [TestCase(3, "disallowedByPolicy")]
    [TestCase(5, "catBusy")]
    [TestCase(127, "undefinedError")]
    public async Task DisableProfile(int code, string name)
    {
        // Recorded: profile-disable#0.
        const string Command = "BF3211A00C5A0A989444999999990940F9810100";
        await Call(Command, "BF3203800100", lpa => lpa.Es10c.DisableProfileAsync(new ProfileIdentifier.Iccid(Profile), refresh: false));
        await Refused(
            "DisableProfile", code, name, Command, $"BF32038001{code:X2}",
            lpa => lpa.Es10c.DisableProfileAsync(new ProfileIdentifier.Iccid(Profile), false));
    }

    [TestCase(1, "iccidOrAidNotFound")]
    [TestCase(2, "profileNotInDisabledState")]
    [TestCase(3, "disallowedByPolicy")]
    [TestCase(127, "undefinedError")]
    public async Task DeleteProfile(int code, string name)
    {
        // Recorded: profile-delete#0.
        const string Command = "BF330C5A0A989444999999990940F9";
        await Call(Command, "BF3303800100", lpa => lpa.Es10c.DeleteProfileAsync(new ProfileIdentifier.Iccid(Profile)));
        await Refused(
            "DeleteProfile", code, name, Command, $"BF33038001{code:X2}",
            lpa => lpa.Es10c.DeleteProfileAsync(new ProfileIdentifier.Iccid(Profile)));
    }

    [Test]
    public Task DeleteProfile_by_AID() => Call(
        "BF33124F10A0000005591010FFFFFFFF8900001100",
        "BF3303800100",
        lpa => lpa.Es10c.DeleteProfileAsync(new ProfileIdentifier.IsdpAid(Octets.FromHex("A0000005591010FFFFFFFF8900001100"))));

    [Test]
    public async Task SetNickname()
    {
        const string Command = "BF29135A0A989444999999990940F99005C3A4626364";
        await Call(Command, "BF2903800100", lpa => lpa.Es10c.SetNicknameAsync(Profile, "äbcd"));
        await Refused("SetNickname", 1, "iccidNotFound", Command, "BF2903800101", lpa => lpa.Es10c.SetNicknameAsync(Profile, "äbcd"));
        await Call("BF290E5A0A989444999999990940F99000", "BF2903800100", lpa => lpa.Es10c.SetNicknameAsync(Profile, ""));
    }

    [Test]
    public async Task A_nickname_of_more_than_64_characters_is_not_sent()
    {
        ScriptedCard card = new();
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        Assert.That(async () => await lpa.Es10c.SetNicknameAsync(Profile, new string('x', 65)), Throws.ArgumentException);
        Assert.That(card.Apdus, Is.Empty);
    }

    [Test]
    public async Task ListNotification()
    {
        // Recorded: notification-list#0.
        SequenceOf<Entry<NotificationMetadata>> list = await Call(
            "BF2800",
            "BF2833A031BF2F2E800101810207800C1974657374736D6470706C7573312E6578616D706C652E636F6D5A0A989444999999990940F9",
            lpa => lpa.Es10b.ListNotificationAsync());
        Assert.That(list[0].Value.SeqNumber, Is.EqualTo(1));
        Assert.That(list[0].Value.ProfileManagementOperation, Is.EqualTo(NotificationEvent.NotificationInstall));
        const string Filtered = "BF280481020430";
        NotificationEvent events = NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete;
        Assert.That(await Call(Filtered, "BF2802A000", lpa => lpa.Es10b.ListNotificationAsync(events)), Is.Empty);
        await Refused(
            "ListNotification", 127, "undefinedError", Filtered, "BF280381017F", async lpa => await lpa.Es10b.ListNotificationAsync(events));
    }

    [Test]
    public async Task RetrieveNotificationsList_keeps_the_octets()
    {
        // Recorded: notification-process#0.
        string recorded = Observed.Der(Observed.Es10, "observed:notification-process#0:response").ToString();
        SequenceOf<Entry<PendingNotification?>> list = await Call(
            "BF2B05A003800101", recorded, lpa => lpa.Es10b.RetrieveNotificationsListAsync(new NotificationSearchCriteria.SeqNumber(1)));
        Assert.That(list, Has.Count.EqualTo(1));
        Assert.That(list[0].Encoded.ToString(), Does.StartWith("BF37"));
        Assert.That(recorded, Does.EndWith(list[0].Encoded.ToString()));
    }

    [Test]
    public async Task RetrieveNotificationsList_by_event_and_its_error()
    {
        NotificationSearchCriteria search = new NotificationSearchCriteria.ProfileManagementOperation(NotificationEvent.NotificationInstall);
        Assert.That(await Call("BF2B06A00481020780", "BF2B02A000", lpa => lpa.Es10b.RetrieveNotificationsListAsync(search)), Is.Empty);
        await Refused(
            "RetrieveNotificationsList", 127, "undefinedError", "BF2B00", "BF2B0381017F",
            async lpa => await lpa.Es10b.RetrieveNotificationsListAsync());
    }

    [Test]
    public async Task RemoveNotificationFromList()
    {
        // Recorded: notification-process#1, request.
        const string Command = "BF3003800101";
        await Call(Command, "BF3003800100", lpa => lpa.Es10b.RemoveNotificationFromListAsync(1));
        await Refused(
            "RemoveNotificationFromList", 1, "nothingToDelete", Command, "BF3003800101", lpa => lpa.Es10b.RemoveNotificationFromListAsync(1));
    }

    [Test]
    public async Task EuiccMemoryReset()
    {
        // es10.md §4.19: everything of v2.
        const string Command = "BF3404820205E0";
        const ResetOptions All = ResetOptions.DeleteOperationalProfiles | ResetOptions.DeleteFieldLoadedTestProfiles | ResetOptions.ResetDefaultSmdpAddress;
        await Call(Command, "BF3403800100", lpa => lpa.Es10c.EuiccMemoryResetAsync(All));
        await Refused("eUICCMemoryReset", 1, "nothingToDelete", Command, "BF3403800101", lpa => lpa.Es10c.EuiccMemoryResetAsync(All));
    }

    [Test]
    public async Task GetRat()
    {
        // es10.md §4.8: everything, with consent.
        SequenceOf<ProfilePolicyAuthorisationRule> table = await Call(
            "BF4300", "BF4319A017301580020560A10B30098003EEEEEE8100820082020780", lpa => lpa.Es10b.GetRatAsync());
        Assert.That(table[0].PprIds, Is.EqualTo(PprIds.Ppr1 | PprIds.Ppr2));
        Assert.That(table[0].PprFlags, Is.EqualTo(PprFlags.ConsentRequired));
        Assert.That(await Call("BF4300", "BF4302A000", lpa => lpa.Es10b.GetRatAsync()), Is.Empty);
    }

    [Test]
    public async Task LoadCrl()
    {
        // The list's own tag '30' becomes 'A0' (es10.md §3).
        CertificateList crl = new(Octets.FromHex("3003020105"));
        const string Command = "BF3505A003020105";
        Assert.That(await Call(Command, "BF3502A000", lpa => lpa.Es10b.LoadCrlAsync(crl)), Is.Empty);
        Assert.That(await Call(Command, "BF350AA008A006020102020103", lpa => lpa.Es10b.LoadCrlAsync(crl)), Is.EqualTo(new long[] { 2, 3 }));
        await Refused("LoadCRL", 5, "fresherCrlAlreadyLoaded", Command, "BF3503810105", async lpa => await lpa.Es10b.LoadCrlAsync(crl));
    }

    [Test]
    public async Task CancelSession()
    {
        // Recorded: download-bad#3.
        const string Command = "BF4115801094ECBFFBB07A45C39B868DB0E1559C1C810100";
        TransactionId id = TransactionId.Parse("94ECBFFBB07A45C39B868DB0E1559C1C");
        // The signed part holds transactionId, smdpOid 2.999.10 and reason.
        string ok = "BF4161A05F301A801094ECBFFBB07A45C39B868DB0E1559C1C810388370A8201005F3740" + new string('5', 128);
        Signed<CancelSessionResponse> answer = await Call(Command, ok, lpa => lpa.Es10b.CancelSessionAsync(id, CancelSessionReason.EndUserRejection));
        Assert.That(answer.Encoded.ToString(), Is.EqualTo(ok));
        await Refused(
            "CancelSession", 5, "invalidTransactionId", Command, "BF4103810105",
            async lpa => await lpa.Es10b.CancelSessionAsync(id, CancelSessionReason.EndUserRejection));
    }

    [Test]
    public async Task AuthenticateServer_keeps_the_octets_both_ways()
    {
        Octets request = Observed.Der(Observed.Es10, "observed:profile-download#2");
        Octets response = Observed.Der(Observed.Es10, "observed:profile-download#2:response");
        Signed<AuthenticateServerResponse> answer = await Call(
            request.ToString(), response.ToString(), lpa => lpa.Es10b.AuthenticateServerAsync(Asn1Codec.Decode<AuthenticateServerRequest>(request)));
        Assert.That(answer.Encoded, Is.EqualTo(response));
        await Refused(
            "AuthenticateServer",
            6,
            "euiccChallengeMismatch",
            request.ToString(),
            "BF3808A106800199020106",
            async lpa => await lpa.Es10b.AuthenticateServerAsync(Asn1Codec.Decode<AuthenticateServerRequest>(request)));
    }

    [Test]
    public async Task PrepareDownload_keeps_the_octets()
    {
        Octets response = Observed.Der(Observed.Es10, "observed:profile-download#3:response");
        string signature = new('7', 128);
        string command = $"BF214D30068001990101005F3740{signature}3000";
        PrepareDownloadRequest request = new()
        {
            SmdpSigned2 = Signed<SmdpSigned2>.Of(new() { TransactionId = TransactionId.Parse("99"), CcRequiredFlag = false }),
            SmdpSignature2 = Octets.FromHex(signature),
            SmdpCertificate = new(Octets.FromHex("3000")),
        };
        Signed<PrepareDownloadResponse> answer = await Call(command, response.ToString(), lpa => lpa.Es10b.PrepareDownloadAsync(request));
        Assert.That(answer.Encoded, Is.EqualTo(response));
        await Refused(
            "PrepareDownload", 4, "noSessionContext", command, "BF2108A106800199020104",
            async lpa => await lpa.Es10b.PrepareDownloadAsync(request));
    }

    private static async Task<T> Call<T>(string command, string answer, Func<LpaClient, ValueTask<T>> call)
    {
        ScriptedCard card = new ScriptedCard().Answers(answer, to: command);
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        T result = await call(lpa);
        Assert.That(card.Unused, Is.Zero);
        return result;
    }

    private static async Task Call(string command, string answer, Func<LpaClient, ValueTask> call)
    {
        ScriptedCard card = new ScriptedCard().Answers(answer, to: command);
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        await call(lpa);
        Assert.That(card.Unused, Is.Zero);
    }

    private static async Task Refused(string function, int code, string name, string command, string answer, Func<LpaClient, ValueTask> call)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(new ScriptedCard().Answers(answer, to: command));
        EuiccFunctionException refusal = (await Assert.ThrowsAsync<EuiccFunctionException>(async () => await call(lpa)))!;
        Assert.That((refusal.Function, refusal.Code, refusal.Name), Is.EqualTo((function, code, name)));
        Assert.That(refusal.Message, Does.Contain(name).And.Contain(refusal.Meaning));
    }
}

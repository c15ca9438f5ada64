using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Tests;

/// <summary>A card can answer anything; the caller sees a result, "no", or one of the documented exceptions.</summary>
internal sealed class MalformedAnswerTests
{
    private static readonly Iccid Profile = Iccid.FromEf(Octets.FromHex("989444999999990940F9"));
    private static readonly TransactionId Id = TransactionId.Parse("01");

    private static readonly Dictionary<string, Func<LpaClient, Task>> Functions = new()
    {
        ["BF3E125A1089049032123451234512345678901235"] = async lpa => await lpa.Es10c.GetEidAsync(),
        ["BF3C0D800161810872672E78792E7A7A"] = async lpa => await lpa.Es10a.GetEuiccConfiguredAddressesAsync(),
        ["BF3F03800100"] = async lpa => await lpa.Es10a.SetDefaultDpAddressAsync("x"),
        ["BF200D8203020500A9040402AABBAA00"] = async lpa => await lpa.Es10b.GetEuiccInfo1Async(),
        ["BF2E1280101B61B89DA47BDAE7B18A02B19D39327E"] = async lpa => await lpa.Es10b.GetEuiccChallengeAsync(),
        ["BF2D17A015E3135A0A989444999999990940F99F700100950102"] = async lpa => await lpa.Es10c.GetProfilesInfoAsync(),
        ["BF3103800100"] = async lpa => await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Profile)),
        ["BF3203800100"] = async lpa => await lpa.Es10c.DisableProfileAsync(new ProfileIdentifier.Iccid(Profile)),
        ["BF3303800100"] = async lpa => await lpa.Es10c.DeleteProfileAsync(new ProfileIdentifier.Iccid(Profile)),
        ["BF2903800100"] = async lpa => await lpa.Es10c.SetNicknameAsync(Profile, "n"),
        ["BF2810A00EBF2F0B800101810207800C026162"] = async lpa => await lpa.Es10b.ListNotificationAsync(),
        ["BF2B02A000"] = async lpa => await lpa.Es10b.RetrieveNotificationsListAsync(),
        ["BF3003800100"] = async lpa => await lpa.Es10b.RemoveNotificationFromListAsync(1),
        ["BF3403800100"] = async lpa => await lpa.Es10c.EuiccMemoryResetAsync(ResetOptions.DeleteOperationalProfiles),
        ["BF4319A017301580020560A10B30098003EEEEEE8100820082020780"] = async lpa => await lpa.Es10b.GetRatAsync(),
        ["BF350AA008A006020102020103"] = async lpa => await lpa.Es10b.LoadCrlAsync(new(Octets.FromHex("3000"))),
        ["BF4103810105"] = async lpa => await lpa.Es10b.CancelSessionAsync(Id, CancelSessionReason.Timeout),
        [Download.DownloadScene.Failed] = async lpa => await lpa.Es10b.LoadBoundProfilePackageAsync(Octets.FromHex(Download.DownloadScene.Bpp(Download.DownloadScene.Metadata))),
    };

    [TestCaseSource(nameof(Answers))]
    public async Task Any_change_of_one_octet_is_borne(string answer)
    {
        byte[] good = Convert.FromHexString(answer);
        for (int i = 0; i < good.Length; i++)
        {
            foreach (byte change in new byte[] { 0x01, 0x20, 0x80, 0xFF })
            {
                byte[] changed = (byte[])good.Clone();
                changed[i] ^= change;
                await Bears(answer, changed);
            }
        }
    }

    [TestCaseSource(nameof(Answers))]
    public async Task An_answer_cut_short_or_too_long_is_malformed(string answer)
    {
        byte[] good = Convert.FromHexString(answer);
        for (int length = 0; length < good.Length; length++)
        {
            // A package's segments are answered without data; only data can be malformed.
            if (length == 0 && answer == Download.DownloadScene.Failed) continue;
            Assert.That(await Bears(answer, good[..length]), Is.TypeOf<MalformedResponseException>(), $"{length} octets");
        }
        Assert.That(await Bears(answer, [.. good, 0]), Is.TypeOf<MalformedResponseException>());
    }

    [TestCaseSource(nameof(Answers))]
    public async Task The_answer_to_another_function_is_malformed(string answer)
    {
        string other = answer == "BF3103800100" ? "BF3203800100" : "BF3103800100";
        Assert.That(await Bears(answer, Convert.FromHexString(other)), Is.TypeOf<MalformedResponseException>());
    }

    private static IEnumerable<string> Answers => Functions.Keys;

    private static async Task<Exception?> Bears(string function, byte[] answer)
    {
        ScriptedCard card = new() { SegmentsUntilResult = 1, BppResult = Convert.ToHexString(answer) };
        card.Answers(Convert.ToHexString(answer));
        await using LpaClient lpa = await LpaClient.OpenAsync(card);
        try
        {
            await Functions[function](lpa);
            return null;
        }
        catch (Exception fault) when (fault is MalformedResponseException or EuiccFunctionException)
        {
            return fault;
        }
    }
}

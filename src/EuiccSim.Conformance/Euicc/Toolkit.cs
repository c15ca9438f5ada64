using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Conformance.Euicc;

/// <summary>The Device's side of a REFRESH, in raw APDUs. SGP.22 v2.5 §3.2.1; TS 102 223 §6.</summary>
internal static class Toolkit
{
    /// <summary>Resets the card and tells it that the Device performs REFRESH, and nothing else.</summary>
    internal static Task PowerOnAsync(this EuiccBench bench) => bench.ArrangeAsync("the card is reset, and told that the Device performs REFRESH", async () =>
    {
        await bench.ResetAsync();
        ResponseApdu answer = await bench.SendAsync(new(0x80, 0x10, 0x00, 0x00, s_profile), ChannelNumber.Basic);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        ProactiveCommand? asked = answer.Status.Sw1 == Announcement ? await bench.ServeAsync(answer.Status) : null;
        bench.Expect(asked is null, "no REFRESH before one is asked for", asked?.ToString());
    });

    /// <summary>EnableProfile with refreshFlag: 'ok', and a proactive command is announced.</summary>
    /// <returns>The announcement.</returns>
    internal static async Task<StatusWord> BeginEnableAsync(this EuiccBench bench, ProfileIdentifier profile)
    {
        ResponseApdu answer = await bench.StoreDataAsync(Asn1Codec.Encode(new EnableProfileRequest { ProfileIdentifier = profile, RefreshFlag = true }));
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        EnableProfileResponse response = EuiccBench.Decode<EnableProfileResponse>(answer.Data, nameof(EnableProfileResponse)).Value;
        bench.ExpectCode(response.EnableResult, EnableResult.Ok, "enableResult");
        return await bench.AnnouncedAsync(answer.Status);
    }

    /// <summary>DisableProfile with refreshFlag, as <see cref="BeginEnableAsync"/>.</summary>
    internal static async Task<StatusWord> BeginDisableAsync(this EuiccBench bench, ProfileIdentifier profile)
    {
        ResponseApdu answer = await bench.StoreDataAsync(Asn1Codec.Encode(new DisableProfileRequest { ProfileIdentifier = profile, RefreshFlag = true }));
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        DisableProfileResponse response = EuiccBench.Decode<DisableProfileResponse>(answer.Data, nameof(DisableProfileResponse)).Value;
        bench.ExpectCode(response.DisableResult, DisableResult.Ok, "disableResult");
        return await bench.AnnouncedAsync(answer.Status);
    }

    /// <summary>Fetches the REFRESH that was announced: "UICC reset", or "eUICC profile state change".</summary>
    internal static async Task<ProactiveCommand> FetchRefreshAsync(this EuiccBench bench, StatusWord announcement)
    {
        ProactiveCommand? refresh = await bench.ServeAsync(announcement);
        bench.Expect(refresh is { ResetsCard: true }, "a REFRESH with 'UICC reset' or 'eUICC profile state change'", refresh?.ToString() ?? "none");
        return refresh!;
    }

    /// <summary>A Profile is about to be enabled: the REFRESH for it is fetched, and not answered.</summary>
    internal static Task AwaitedAsync(this EuiccBench bench, TestProfile profile) => bench.ArrangeAsync(
        $"{profile.Iccid} is enabled with refreshFlag, and the REFRESH fetched", async () => await bench.FetchRefreshAsync(await bench.BeginEnableAsync(profile.ById)));

    /// <summary>TERMINAL RESPONSE, which the card must take.</summary>
    internal static async Task AnswerAsync(this EuiccBench bench, ProactiveCommand command, TerminalResponse response)
    {
        ResponseApdu answer = await bench.SendAsync(response.To(command), ChannelNumber.Basic);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
    }

    /// <summary>Expects '91XX', with the answer or when the Device polls. TS 102 221 §14.6.2.</summary>
    internal static async Task<StatusWord> AnnouncedAsync(this EuiccBench bench, StatusWord status)
    {
        if (status.Sw1 != Announcement) status = (await bench.SendAsync(s_status, ChannelNumber.Basic)).Status;
        bench.ExpectStatus(status, "91XX");
        return status;
    }

    /// <summary>Fetches what is announced. What is no REFRESH is beyond this Device's capabilities.</summary>
    /// <returns>The REFRESH; null if there is none.</returns>
    private static async Task<ProactiveCommand?> ServeAsync(this EuiccBench bench, StatusWord announcement)
    {
        for (int served = 0; served < MostCommands && announcement.Sw1 == Announcement; served++)
        {
            ResponseApdu fetched = await bench.SendAsync(new(0x80, 0x12, 0x00, 0x00, ne: announcement.Sw2 == 0 ? 0x100 : announcement.Sw2), ChannelNumber.Basic);
            bench.ExpectStatus(fetched.Status, "9000", "91XX");
            bench.ExpectEqual(fetched.Data.Length & 0xFF, announcement.Sw2, "the length of what '91XX' announced");
            ProactiveCommand command = EuiccBench.Read(fetched.Data, "a proactive command", static octets => ProactiveCommand.TryRead(octets) ?? throw new Asn1ContentException($"'{octets}'"));
            if (command.Type == ProactiveCommand.Refresh) return command;
            announcement = (await bench.SendAsync(TerminalResponse.BeyondCapabilities.To(command), ChannelNumber.Basic)).Status;
        }
        return null;
    }

    private const byte Announcement = 0x91;
    private const int MostCommands = 16;

    // Profile download; REFRESH. TS 102 223 §5.2.
    private static readonly Octets s_profile = Octets.FromHex("010080");

    private static readonly CommandApdu s_status = new(0x80, 0xF2, 0x00, 0x0C);
}

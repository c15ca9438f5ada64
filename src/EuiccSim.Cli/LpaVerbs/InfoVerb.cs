using System.CommandLine;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using Spectre.Console;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa info</c>.</summary>
internal static class InfoVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target) => new Command("info", "Tells what the eUICC is and can do.")
        .Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ChipInfo chip = await ChipInfo.AskAsync(lpa, call.Ct);
            GivenNumber.Tell(at.Error, chip.Eid);
            return chip;
        }));
}

/// <summary>What an eUICC says of itself.</summary>
internal sealed record ChipInfo(Eid Eid, EuiccConfiguredAddressesResponse Addresses, EuiccInfo2 Info) : VerbResult
{
    internal static async Task<ChipInfo> AskAsync(LpaClient lpa, CancellationToken cancellationToken) =>
        new(await lpa.Es10c.GetEidAsync(cancellationToken), await lpa.Es10a.GetEuiccConfiguredAddressesAsync(cancellationToken), await lpa.Es10b.GetEuiccInfo2Async(cancellationToken));

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("eid", Eid.Digits);
        json.WriteString("defaultDp", Addresses.DefaultDpAddress);
        json.WriteString("rootDs", Addresses.RootDsAddress);
        EuiccInfo2Json.Write(json, "euiccInfo2", Info);
    }

    internal override void Show(IAnsiConsole console)
    {
        CardResources? resources = CardResources.TryRead(Info.ExtCardResource);
        Table table = Tables.OfFacts(
            ("EID", Eid.Digits),
            ("default SM-DP+", Addresses.DefaultDpAddress ?? "none"),
            ("root SM-DS", Addresses.RootDsAddress),
            ("SGP.22", Info.Svn.ToString()),
            ("profile packages", Info.ProfileVersion.ToString()),
            ("firmware", Info.EuiccFirmwareVer.ToString()),
            ("category", Info.EuiccCategory is { } category ? StandardName.Of(category) : null),
            ("free memory", resources is null ? Info.ExtCardResource.ToString() : $"{resources.FreeNonVolatileMemory} octets"));
        AddLines(table, "trusts the CIs", Info.EuiccCiPKIdListForVerification.Select(key => key.ToString()));
        AddLines(table, "UICC", StandardName.OfBits(Info.UiccCapability));
        AddLines(table, "RSP", StandardName.OfBits(Info.RspCapability));
        console.Write(table);
    }

    private static void AddLines(Table table, string name, IEnumerable<string> values)
    {
        foreach (string value in values.DefaultIfEmpty(""))
        {
            table.Row(name, value);
            name = "";
        }
    }
}

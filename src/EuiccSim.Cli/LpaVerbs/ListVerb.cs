using System.CommandLine;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using Spectre.Console;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa list</c>.</summary>
internal static class ListVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target) => new Command("list", "Lists the profiles.")
        .Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ProfileList list = new(await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: call.Ct));
            foreach (ProfileInfo profile in list.Profiles) GivenNumber.Tell(at.Error, profile.Iccid);
            return list;
        }));
}

/// <summary>The profiles on a card.</summary>
internal sealed record ProfileList(SequenceOf<ProfileInfo> Profiles) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("profiles", Profiles, profile =>
    {
        json.WriteString("iccid", profile.Iccid?.Digits);
        json.WriteString("aid", profile.IsdpAid?.ToString());
        json.WriteString("state", State(profile));
        json.WriteString("nickname", profile.ProfileNickname);
        json.WriteString("serviceProvider", profile.ServiceProviderName);
        json.WriteString("name", profile.ProfileName);
        json.WriteString("class", Class(profile));
    });

    internal override void Show(IAnsiConsole console)
    {
        if (Profiles.Count == 0) console.Line("There is no profile.");
        else console.Write(Tables.Of("ICCID", "state", "nickname", "service provider", "name", "class").Rows(Profiles, profile =>
            [profile.Iccid?.Digits, State(profile), profile.ProfileNickname, profile.ServiceProviderName, profile.ProfileName, Class(profile)]));
    }

    private static string? State(ProfileInfo profile) => profile.ProfileState is { } state ? StandardName.Of(state) : null;

    private static string Class(ProfileInfo profile) => StandardName.Of(profile.ProfileClass ?? ProfileClass.Operational);
}

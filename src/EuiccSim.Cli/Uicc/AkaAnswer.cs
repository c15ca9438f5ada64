using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;
using Spectre.Console;

namespace EuiccSim.Cli.Uicc;

/// <summary>The answer to AUTHENTICATE in the 3G context.</summary>
internal sealed record AkaAnswer(AuthenticateAnswer Answer) : VerbResult
{
    /// <summary>A used sequence number is a "no", with the token by which the network can catch up.</summary>
    internal override CommandFailure? Failure => Answer is AuthenticateAnswer.SynchronisationFailure { Auts: var auts }
        ? new(ExitCode.SaidNo, "AUTHENTICATE", "synchronisationFailure", $"The SIM has seen this sequence number; AUTS {auts}.", "DC")
        : null;

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach ((string name, Octets value) in Fields) json.WriteString(name, value.ToString());
    }

    internal override void Show(IAnsiConsole console)
    {
        foreach ((string name, Octets value) in Fields) console.Line($"{name.ToUpperInvariant(),-4} {value}");
    }

    private (string Name, Octets Value)[] Fields => Answer switch
    {
        AuthenticateAnswer.SynchronisationFailure no => [("auts", no.Auts)],
        AuthenticateAnswer.Success { Kc.IsEmpty: true } yes => [("res", yes.Res), ("ck", yes.Ck), ("ik", yes.Ik)],
        AuthenticateAnswer.Success yes => [("res", yes.Res), ("ck", yes.Ck), ("ik", yes.Ik), ("kc", yes.Kc)],
        _ => [],
    };
}

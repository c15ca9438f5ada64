using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using Spectre.Console;

namespace EuiccSim.Cli.Profiles;

/// <summary>The rules that a package breaks.</summary>
internal sealed record PackageFaults(SequenceOf<ProfileFault> Faults) : VerbResult
{
    internal override CommandFailure? Failure => Faults.Count == 0
        ? null
        : new(ExitCode.SaidNo, "check", "rulesBroken", $"The package breaks {Faults.Count} rule{(Faults.Count == 1 ? "" : "s")}.");

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartArray("faults");
        foreach (ProfileFault fault in Faults)
        {
            json.WriteStartObject();
            json.WriteString("status", StandardName.Of(fault.Status.Status));
            if (fault.Status.Identification is { } identification) json.WriteNumber("identification", identification);
            json.WriteString("rule", fault.Rule);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal override void Show(IAnsiConsole console)
    {
        if (Faults.Count == 0)
        {
            console.Line("In order.");
            return;
        }
        Table table = Tables.Of("element", "status", "rule that is broken");
        foreach (ProfileFault fault in Faults)
            table.Row(fault.Status.Identification?.ToString(CultureInfo.InvariantCulture), StandardName.Of(fault.Status.Status), fault.Rule);
        console.Write(table);
    }
}

using System.Globalization;
using System.Text.Json;
using EuiccSim.Card;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using Spectre.Console;

namespace EuiccSim.Cli.Profiles;

/// <summary>What a card says to a package, and what else is odd in it.</summary>
/// <param name="Fault">Why the card would not install it; null: it would.</param>
/// <param name="Warnings">What makes no difference to this card.</param>
internal sealed record PackageFaults(InstallationFault? Fault, SequenceOf<ProfileFault> Warnings) : VerbResult
{
    internal override CommandFailure? Failure => Fault is null
        ? null
        : new(ExitCode.SaidNo, "check", StandardName.Of(Fault.Reason), $"A card would not install the package{Because}.", ((int)Fault.Reason).ToString(CultureInfo.InvariantCulture));

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartArray("faults");
        if (Fault is not null) Write(json, Fault.Element, StandardName.Of(Fault.Reason));
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (ProfileFault warning in Warnings) Write(json, warning, null);
        json.WriteEndArray();
    }

    internal override void Show(IAnsiConsole console)
    {
        if (Fault is null) console.Line("In order.");
        else if (Fault.Element is { } fault) console.Write(TableOf("status", [(fault, $"{StandardName.OfHyphenated(fault.Status.Status)} ({(int)fault.Status.Status})")], "rule that is broken"));
        if (Warnings.Count > 0) console.Write(TableOf("", [.. Warnings.Select(warning => (warning, "warning"))], "rule that this card does not insist on"));
    }

    private string Because => Fault?.Element is { } fault ? $": {Where(fault)}{StandardName.OfHyphenated(fault.Status.Status)}, as this does not hold: {fault.Rule}" : "";

    private static string Where(ProfileFault fault) =>
        fault.Number is { } number ? $"element {number}{(fault.Kind is { } kind ? $" ({StandardName.Of(kind)})" : "")}: " : "";

    private static Table TableOf(string second, (ProfileFault Fault, string Status)[] rows, string last)
    {
        Table table = Tables.Of("element", "kind", "identification", second, last);
        foreach ((ProfileFault fault, string status) in rows)
            table.Row(Text(fault.Number), fault.Kind is { } kind ? StandardName.Of(kind) : null, Text(fault.Status.Identification), status, fault.Rule);
        return table;
    }

    private static void Write(Utf8JsonWriter json, ProfileFault? fault, string? reason)
    {
        json.WriteStartObject();
        if (reason is not null) json.WriteString("reason", reason);
        if (fault is not null)
        {
            if (reason is not null) json.WriteString("status", StandardName.OfHyphenated(fault.Status.Status));
            if (fault.Number is { } number) json.WriteNumber("number", number);
            if (fault.Kind is { } kind) json.WriteString("kind", StandardName.Of(kind));
            if (fault.Status.Identification is { } identification) json.WriteNumber("identification", identification);
            json.WriteString("rule", fault.Rule);
        }
        json.WriteEndObject();
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

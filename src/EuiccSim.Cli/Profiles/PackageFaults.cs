using EuiccSim.Card;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary>What a card says to a package, and what else is odd in it.</summary>
/// <param name="Fault">Why the card would not install it; null: it would.</param>
/// <param name="Warnings">What makes no difference to this card.</param>
internal sealed record PackageFaults(InstallationFault? Fault, SequenceOf<ProfileFault> Warnings) : VerbResult
{
    internal override CommandFailure? Failure => Fault is null
        ? null
        : new(ExitCode.SaidNo, "check", Fault.ReasonName, $"A card would not install the package{(Fault.Element is null ? "" : $": {Fault.Explanation}")}.", Fault.ReasonNumber.ToString(CultureInfo.InvariantCulture));

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteObjects("faults", Fault is null ? [] : new[] { Fault }, fault => fault.WriteMembers(json));
        json.WriteObjects("warnings", Warnings, warning => warning.WriteMembers(json));
    }

    internal override void Show(IAnsiConsole console)
    {
        if (Fault is null) console.Line("In order.");
        else if (Fault.Element is { } fault) console.Write(TableOf("status", [(fault, $"{fault.StatusName} ({fault.StatusNumber})")], "rule that is broken"));
        if (Warnings.Count > 0) console.Write(TableOf("", [.. Warnings.Select(warning => (warning, "warning"))], "rule that this card does not insist on"));
    }

    private static Table TableOf(string second, (ProfileFault Fault, string Status)[] rows, string last)
    {
        Table table = Tables.Of("element", "kind", "identification", second, last);
        foreach ((ProfileFault fault, string status) in rows)
            table.Row(Text(fault.Number), fault.Kind is { } kind ? StandardName.Of(kind) : null, Text(fault.Identification), status, fault.Rule);
        return table;
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

using EuiccSim.Conformance;
using EuiccSim.Conformance.Cases;

namespace EuiccSim.Cli.Suite;

/// <summary><c>euiccsim conformance list</c>: the catalogue.</summary>
internal static class ListVerb
{
    internal static Command Build(Surroundings at)
    {
        Option<Side?> side = new("--side") { Description = "Only the cases of one side." };
        Option<bool> absent = new("--absent") { Description = "Lists the cases of SGP.23 that no run decides, with the reason." };
        return new Command("list", "Lists the cases.") { side, absent }.Does(at, VerbResult (call) =>
        {
            Side? wanted = call.Parsed.GetValue(side);
            return call.Parsed.GetValue(absent)
                ? new AbsentList([.. ConformanceSuite.Absent.Where(one => wanted is null || one.Side == wanted)])
                : new CaseList([.. ConformanceSuite.Cases.Where(one => wanted is null || one.Side == wanted)]);
        });
    }

    private sealed record CaseList(IReadOnlyList<ConformanceCase> Cases) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("cases", Cases, one =>
        {
            json.WriteString("id", one.Id);
            json.WriteString("side", StandardName.Of(one.Side));
            json.WriteString("title", one.Title);
            json.WriteString("section", one.Section);
            json.WriteString("effect", StandardName.Of(one.Effect));
            json.WriteStrings("needs", one.Needs);
        });

        internal override void Show(IAnsiConsole console) => console.Write(Tables.Of("Case", "Side", "What", "Section", "Effect", "Needs")
            .Rows(Cases, one => [one.Id, StandardName.Of(one.Side), one.Title, one.Section, StandardName.Of(one.Effect), string.Join(", ", one.Needs)]));
    }

    private sealed record AbsentList(IReadOnlyList<AbsentCase> Cases) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("absent", Cases, one =>
        {
            json.WriteString("id", one.Id);
            json.WriteString("side", StandardName.Of(one.Side));
            json.WriteString("title", one.Title);
            json.WriteString("reason", one.Reason);
        });

        internal override void Show(IAnsiConsole console) =>
            console.Write(Tables.Of("Case", "Side", "What", "Why not").Rows(Cases, one => [one.Id, StandardName.Of(one.Side), one.Title, one.Reason]));
    }
}

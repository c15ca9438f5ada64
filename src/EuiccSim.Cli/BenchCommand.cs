using EuiccSim.Bench;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli;

/// <summary><c>euiccsim bench</c>: the project's own performance table, each figure beside its floor, measured now.</summary>
internal static class BenchCommand
{
    internal static Command Build(Surroundings at)
    {
        Option<FileInfo?> profile = new("--profile") { Description = "An unprotected profile package to install; without it, one is built." };
        Command command = new("bench", "Measures downloads, commands and memory, each beside its floor.") { profile };
        return command.Does(at, call => Measure(call, call.Parsed.GetValue(profile)));
    }

    private static FigureTable Measure(VerbCall call, FileInfo? profile)
    {
        string name = profile?.Name ?? "built";
        List<Figure> figures = [];
        try
        {
            Octets package = profile is null ? Demonstration.BuildPackage(RandomSource.System) : PackageSource.ReadPackage(call.At, profile);
            foreach (Figure figure in Figures.Measure(package, name => Begins(call, name))) figures.Add(figure);
        }
        catch (AbsentFigureException e)
        {
            TellAbsent(call, e.Message);
        }
        catch (Exception e) when (Failures.Of(e) is { } failure)
        {
            return new([], name, failure);
        }
        return new(figures, name, null);
    }

    private static void Begins(VerbCall call, string figure)
    {
        if (call.Json) JsonLine.Write(call.At.Output, "progress", json => json.WriteString("figure", figure));
        else call.Say($"{figure} …");
    }

    private static void TellAbsent(VerbCall call, string reason)
    {
        if (!call.Json) call.Say($"{VpcdWorkload.Name} is not measured: {reason}");
        else JsonLine.Write(call.At.Output, "progress", json =>
        {
            json.WriteString("figure", VpcdWorkload.Name);
            json.WriteString("absent", reason);
        });
    }

    private sealed record FigureTable(IReadOnlyList<Figure> Figures, string Profile, CommandFailure? Fault) : VerbResult
    {
        internal override CommandFailure? Failure => Fault;

        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteString("profile", Profile);
            json.WriteObjects("figures", Figures, figure => figure.WriteMembers(json));
        }

        internal override void Show(IAnsiConsole console)
        {
            if (Fault is not null) return;
            console.Write(Tables.Of("figure", "value", "unit", "floor", "ratio").RightAligned("value", "floor", "ratio").Rows(Figures, figure =>
                [figure.Name, Number(figure, figure.Value), figure.Unit, Number(figure, figure.Floor), figure.Ratio.ToString("F2", CultureInfo.InvariantCulture)]));
            console.Line($"profile {Profile}");
        }

        private static string Number(Figure figure, double value) => value.ToString(figure.Unit == "1/s" ? "N0" : "F3", CultureInfo.InvariantCulture);
    }
}

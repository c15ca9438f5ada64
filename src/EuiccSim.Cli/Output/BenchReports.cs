using System.Globalization;
using EuiccSim.Cli.Bench;
using Spectre.Console;

namespace EuiccSim.Cli.Output;

/// <summary>How measurements are shown: to a person, or to a program.</summary>
internal interface IBenchReport
{
    /// <summary>One more figure is there.</summary>
    void Measured(Figure figure);

    /// <summary>A figure that this machine cannot give, and why.</summary>
    void Absent(string name, string reason);

    /// <summary>All are there, or something went wrong.</summary>
    void End(IReadOnlyList<Figure> figures, string profile, CommandFailure? failure);
}

/// <summary>Progress lines, then the result line.</summary>
internal sealed class JsonBenchReport(TextWriter output) : IBenchReport
{
    public void Measured(Figure figure) => JsonLine.Write(output, "progress", json => json.WriteString("figure", figure.Name));

    public void Absent(string name, string reason) => JsonLine.Write(output, "progress", json =>
    {
        json.WriteString("figure", name);
        json.WriteString("absent", reason);
    });

    public void End(IReadOnlyList<Figure> figures, string profile, CommandFailure? failure) => JsonLine.WriteResult(output, failure, json =>
    {
        json.WriteString("profile", profile);
        json.WriteStartArray("figures");
        foreach (Figure figure in figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteNumber("value", Math.Round(figure.Value, 3));
            json.WriteString("unit", figure.Unit);
            json.WriteNumber("floor", Math.Round(figure.Floor, 3));
            json.WriteNumber("ratio", Math.Round(figure.Ratio, 3));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}

/// <summary>A table for a person.</summary>
internal sealed class TextBenchReport(Surroundings at) : IBenchReport
{
    public void Measured(Figure figure)
    {
    }

    public void Absent(string name, string reason) => at.Error.WriteLine($"{name} is not measured: {reason}");

    public void End(IReadOnlyList<Figure> figures, string profile, CommandFailure? failure)
    {
        if (failure is not null)
        {
            at.Error.WriteLine(failure.Text);
            return;
        }
        Table table = new Table().RoundedBorder().AddColumn("figure").AddColumn(new TableColumn("value").RightAligned()).AddColumn("unit")
            .AddColumn(new TableColumn("floor").RightAligned()).AddColumn(new TableColumn("ratio").RightAligned());
        foreach (Figure figure in figures) table.AddRow(figure.Name, Number(figure, figure.Value), figure.Unit, Number(figure, figure.Floor), $"{figure.Ratio:F2}");
        at.Console.Write(table);
        at.Console.Line($"profile {profile}");
    }

    private static string Number(Figure figure, double value) => value.ToString(figure.Unit == "1/s" ? "N0" : "F3", CultureInfo.InvariantCulture);
}

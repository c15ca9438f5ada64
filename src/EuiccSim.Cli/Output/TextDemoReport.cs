using System.Globalization;
using EuiccSim.Cli.Demo;
using Spectre.Console;

namespace EuiccSim.Cli.Output;

/// <summary>A short table for a person.</summary>
internal sealed class TextDemoReport(Surroundings at) : IDemoReport
{
    public void Begin(string step)
    {
    }

    public void End(DemoResult result)
    {
        Table table = new Table().RoundedBorder().AddColumn("step").AddColumn(new TableColumn("ms").RightAligned());
        foreach (StepLog.Step step in result.Steps) table.AddRow(step.Name, step.Time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture));
        at.Console.Write(table);
        if (result.Failure is { } failure)
        {
            at.Error.WriteLine(failure.Text);
            return;
        }
        at.Console.Line($"EID {result.Eid}   ICCID {result.Iccid}   IMSI {result.Imsi}   curve {result.Curve}   profile {result.Profile}");
        at.Console.Line($"All {result.Steps.Count} steps held: installed, enabled, used as a SIM, disabled, deleted, notifications delivered.");
    }
}

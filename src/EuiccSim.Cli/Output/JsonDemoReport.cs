using System.Text.Json;
using EuiccSim.Cli.Demo;

namespace EuiccSim.Cli.Output;

/// <summary>Progress lines, then the result line.</summary>
internal sealed class JsonDemoReport(TextWriter output) : IDemoReport
{
    public void Begin(string step) => JsonLine.Write(output, "progress", json => json.WriteString("step", step));

    public void End(DemoResult result) => JsonLine.WriteResult(output, result.Failure, json =>
    {
        json.WriteString("eid", result.Eid);
        json.WriteString("iccid", result.Iccid);
        json.WriteString("imsi", result.Imsi);
        json.WriteString("curve", result.Curve);
        json.WriteString("profile", result.Profile);
        json.WriteStartArray("steps");
        foreach (StepLog.Step step in result.Steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteNumber("ms", Math.Round(step.Time.TotalMilliseconds, 3));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}

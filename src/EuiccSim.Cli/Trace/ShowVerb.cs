using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace show FILE</c>: a recorded trace, decoded. Of a damaged one, what stands before the damage.</summary>
internal sealed class ShowVerb
{
    private readonly TraceInput _input = new();
    private readonly Option<bool> _octets = new("--octets") { Description = "Show the octets as well." };
    private readonly Option<bool> _secrets = new("--secrets") { Description = "Show PINs and keys; without it they are masked." };

    private ShowVerb()
    {
    }

    internal static Command Build(Surroundings at)
    {
        ShowVerb verb = new();
        Command show = new("show", "Decodes a recorded trace: ES10 messages field by field, SIM commands with the names of files.");
        verb._input.AddTo(show);
        show.Add(verb._octets);
        show.Add(verb._secrets);
        return show.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        TraceContent content = await _input.ReadAsync(call);
        await using TraceScreen screen = new(
            call, new() { ShowOctets = call.Parsed.GetValue(_octets), ShowSecrets = call.Parsed.GetValue(_secrets), FieldLength = int.MaxValue / 2 });
        if (content.Log is { } log) await screen.ShowAsync(log);
        else foreach (TraceEvent record in content.Records) await screen.ShowAsync(record);
        return new Shown(content);
    }

    /// <summary>The records stand above already; what is left out comes last.</summary>
    private sealed record Shown(TraceContent Content) : VerbResult
    {
        internal override CommandFailure? Failure => Content.Fault;

        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteNumber("records", Content.Records.Count);
            json.WriteObjects("leftOut", Content.LeftOut, one => one.WriteMembers(json));
            if (Content.Log is { } log) PastedLogJson.Write(json, "log", log);
        }

        internal override void Show(IAnsiConsole console)
        {
            if (Content is { Records.Count: 0, Fault: null, Log: null }) console.Line("There is nothing of a card in it.");
            foreach (LeftOut one in Content.LeftOut) console.Line(one.ToString());
            foreach (string line in Content.Log?.Summary() ?? []) console.Line(line);
        }
    }
}

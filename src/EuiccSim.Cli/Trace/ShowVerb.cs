using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace show FILE</c>: a recorded trace, decoded. Of a damaged one, what stands before the damage.</summary>
internal static class ShowVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> file = TraceCommand.File();
        Option<bool> octets = new("--octets") { Description = "Show the octets as well." };
        Option<bool> secrets = new("--secrets") { Description = "Show PINs and keys; without it they are masked." };
        Command show = new("show", "Decodes a recorded trace: ES10 messages field by field, SIM commands with the names of files.") { file, octets, secrets };
        return show.Does(at, call => ShowAsync(
            call.Parsed.GetRequiredValue(file),
            new() { ShowOctets = call.Parsed.GetValue(octets), ShowSecrets = call.Parsed.GetValue(secrets), FieldLength = int.MaxValue / 2 },
            call));
    }

    private static async Task<VerbResult> ShowAsync(FileInfo file, TextTraceOptions options, VerbCall call)
    {
        var (records, fault) = await TraceCommand.ReadAsync(file, call.Ct);
        if (call.Json) WriteJson(records, options, call.At.Output);
        else await WriteTextAsync(records, options, call);
        return new Shown(records.Count, fault);
    }

    private static async Task WriteTextAsync(IReadOnlyList<TraceEvent> records, TextTraceOptions options, VerbCall call)
    {
        await using TextTraceSink text = new(call.At.Output, options);
        foreach (TraceEvent record in records) await text.WriteAsync(record, call.Ct);
    }

    private static void WriteJson(IReadOnlyList<TraceEvent> records, TextTraceOptions options, TextWriter output)
    {
        TraceDecoder decoder = new(options.ShowSecrets);
        foreach (TraceEvent record in records)
            JsonLine.Write(output, TraceJson.EventOf(record), json => TraceJson.WriteMembers(json, decoder.Decode(record), options));
    }

    /// <summary>The records stand above already.</summary>
    private sealed record Shown(int Records, CommandFailure? Fault) : VerbResult
    {
        internal override CommandFailure? Failure => Fault;

        internal override void WriteMembers(Utf8JsonWriter json) => json.WriteNumber("records", Records);

        internal override void Show(IAnsiConsole console)
        {
            if (Records == 0 && Fault is null) console.Line("There is nothing of a card in it.");
        }
    }
}

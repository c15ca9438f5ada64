using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace show FILE</c>: a recorded trace, decoded.</summary>
internal static class TraceCommand
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> file = new("FILE") { Description = "What --trace FILE.jsonl or FILE.pcapng recorded, or a pcapng file with GSMTAP from elsewhere." };
        Option<bool> octets = new("--octets") { Description = "Show the octets as well." };
        Option<bool> secrets = new("--secrets") { Description = "Show PINs and keys; without it they are masked." };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        Command show = new("show", "Decodes a recorded trace: ES10 messages field by field, SIM commands with the names of files.") { file, octets, secrets, json };
        show.SetAction((parsed, ct) => ShowAsync(
            parsed.GetRequiredValue(file),
            new() { ShowOctets = parsed.GetValue(octets), ShowSecrets = parsed.GetValue(secrets), FieldLength = int.MaxValue / 2 },
            parsed.GetValue(json),
            at,
            ct));
        return new("trace", "Recorded traces of what crossed between a terminal and a card.") { show };
    }

    private static async Task<int> ShowAsync(FileInfo file, TextTraceOptions options, bool asJson, Surroundings at, CancellationToken ct)
    {
        try
        {
            IReadOnlyList<TraceRecord> records = await ReadAsync(file, ct);
            if (asJson) WriteJson(records, options, at.Output);
            else await WriteTextAsync(records, options, at.Output, ct);
            return ExitCode.Done;
        }
        catch (CommandFailure failure)
        {
            if (asJson) JsonLine.WriteResult(at.Output, failure, _ => { });
            else await at.Error.WriteLineAsync(failure.Text);
            return failure.ExitCode;
        }
    }

    private static async Task<IReadOnlyList<TraceRecord>> ReadAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            await using FileStream input = file.OpenRead();
            return await TraceFile.ReadAsync(input, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("trace", e.Message, e);
        }
        catch (TraceFormatException e)
        {
            throw CommandFailure.Missing("malformed", $"{file.Name}: {e.Message}", e);
        }
    }

    private static async Task WriteTextAsync(IReadOnlyList<TraceRecord> records, TextTraceOptions options, TextWriter output, CancellationToken ct)
    {
        await using TextTraceSink text = new(output, options);
        foreach (TraceRecord record in records) await text.WriteAsync(record, ct);
    }

    private static void WriteJson(IReadOnlyList<TraceRecord> records, TextTraceOptions options, TextWriter output)
    {
        TraceDecoder decoder = new(options.ShowSecrets);
        foreach (TraceRecord record in records) TraceJson.Write(output, decoder.Decode(record), options);
        JsonLine.WriteResult(output, null, line => line.WriteNumber("records", records.Count));
    }
}

using EuiccSim.Clinic.Logs;
using EuiccSim.Tests;

namespace EuiccSim.Clinic.Tests.Logs;

/// <summary>The logs that properties are tried on, as lines.</summary>
internal sealed record SampleLog(string Name, byte[] Octets)
{
    internal static IEnumerable<SampleLog> All => SharedData.Files("field/logs", "*.expected.json").Concat(Directory.GetFiles(OwnLogTests.Folder, "*.expected.json"))
        .Select(one => one[..^".expected.json".Length]).Order(StringComparer.Ordinal).Select(one => new SampleLog(Path.GetFileName(one), File.ReadAllBytes(one)));

    /// <summary>Those whose lines stand in one code and end as others do; the rest is wrapped already in what is tried.</summary>
    internal static IEnumerable<SampleLog> Plain => All.Where(one => one.Octets[0] < 0x80);

    internal string[] Lines => System.Text.Encoding.UTF8.GetString(Octets).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    internal PastedLog Read() => PastedLogReader.Read(Octets);

    public override string ToString() => Name;
}

/// <summary>What is in a log, as texts to compare, with the lines where they stand in it.</summary>
internal static class Facts
{
    internal static IEnumerable<(LineRange Lines, string Text)> Of(PastedLog log)
    {
        foreach (LogExchange one in log.Exchanges) yield return (one.Lines, $"{one.Channel} {one.Command} {one.Response}");
        foreach (LogEvent one in log.Events) yield return (one.Lines, (one with { Lines = default, Time = null }).ToString()!);
        foreach (LogHttp one in log.Http) yield return (one.Lines, $"{one.Url} {one.Status} {Squeezed(one.Request)} {Squeezed(one.Response)}");
        foreach (Unrecoverable one in log.Unrecoverable)
            yield return (one.Lines, $"{one.Command} {one.CommandData} {one.CommandStart} {one.Response} {one.ResponseStart} {one.ResponseEnd} {one.StatusWord} {one.Record} {one.MissingOctets}");
    }

    /// <summary>What is whole, and ends where it ends: a command without an answer goes on until another comes.</summary>
    internal static IEnumerable<(LineRange Lines, string Text)> OfExchanges(PastedLog log) => Of(log with { Exchanges = [.. log.Exchanges.Where(one => one.Note?.Contains("sent again", StringComparison.Ordinal) != true)], Events = [], Http = [], Unrecoverable = [] });

    internal static int CountOf(PastedLog log) => log.Exchanges.Count + log.Unrecoverable.Count;

    private static string? Squeezed(string? body) => body is null ? null : string.Concat(body.Where(one => !char.IsWhiteSpace(one)));
}

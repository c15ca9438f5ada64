using System.Globalization;
using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Explaining;

/// <summary>Tells what was done: each function once, whatever number of commands carried it.</summary>
internal static class Narrator
{
    internal static IEnumerable<ToldStep> Tell(IReadOnlyList<LogStep> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            int first = i;
            while (i + 1 < steps.Count && Continues(steps[i], steps[i + 1])) i++;
            yield return new(new(steps[first].Entry.Lines.First, steps[i].Entry.Lines.Last), Sentence(steps[first], steps[i], i - first + 1));
        }
    }

    /// <summary>An answer that is fetched, a chain of STORE DATA, and the blocks of a package are one step.</summary>
    private static bool Continues(LogStep step, LogStep next)
    {
        if (next.Decoded is null || step.Decoded is null) return false;
        if (step.Status?.Sw1 is 0x61 or 0x6C) return true;
        if (!step.IsStoreData || !next.IsStoreData || step.Status is not { IsOk: true }) return false;
        return step.Command is { P1: MoreBlocks } || (IsOfPackage(step) && IsOfPackage(next));
    }

    private static bool IsOfPackage(LogStep step) => step.Answer.IsEmpty && step.Command is { } command
        && (command.P1 == MoreBlocks || (step.Decoded?.Title.Contains("LoadBoundProfilePackage", StringComparison.Ordinal) ?? false) || !command.Data.IsEmpty && command.Data[0] is >= 0x86 and <= 0x88 or >= 0xA0 and <= 0xA3);

    private static string Sentence(LogStep first, LogStep last, int commands)
    {
        if (last.Decoded is not { } decoded) return PastedTrace.Describe(last.Entry);
        string title = decoded.Title.Replace("GET RESPONSE to ", "", StringComparison.Ordinal);
        int function = title.IndexOf("last: ", StringComparison.Ordinal);
        if (function >= 0) title = title[(function + "last: ".Length)..];
        string count = commands > 2 ? string.Create(CultureInfo.InvariantCulture, $" ({commands} commands)") : "";
        string said = last.Status is { IsOk: true } ? "" : last.Status is { } status ? $": {status} {decoded.StatusMeaning}" : "";
        string[] fields = [.. Answers(decoded.Details).Take(Shown).Select(part => $"{part.Name} {Cut(part.Text!)}")];
        return $"{title}{count}{said}{(fields.Length == 0 ? "" : $": {string.Join(", ", fields)}")}";
    }

    private static IEnumerable<Asn1Description> Answers(SequenceOf<Asn1Description> details) =>
        LogStep.Leaves(details.Where(part => part.Name != "request")).Where(part => part.Name.Length > 0 && part.Text!.Length > 0);

    private static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";

    private const byte MoreBlocks = 0x11;
    private const int Shown = 3;
    private const int Longest = 48;
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At.Server;

/// <summary>Lines that belong to no answer, in turn: with one command before its answer, with the next one inside it.</summary>
internal sealed class UnsolicitedLines(SequenceOf<string> lines)
{
    private int _commands;

    /// <summary>The line before the answer to the next command; null for none.</summary>
    internal string? Before() => ++_commands % 2 == 1 ? Next() : null;

    /// <summary>The line between the lines of that answer and its result; null for none.</summary>
    internal string? Inside() => _commands % 2 == 0 ? Next() : null;

    private string? Next() => lines.Count == 0 ? null : lines[(_commands - 1) % lines.Count];
}

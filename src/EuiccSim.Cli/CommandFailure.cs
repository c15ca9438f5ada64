namespace EuiccSim.Cli;

/// <summary>A verb that did not do what it should, with what a person and a script need to know.</summary>
internal sealed class CommandFailure(int exitCode, string function, string name, string message, string? code = null, Exception? inner = null)
    : Exception(FaultWords.Sentence(message), inner)
{
    /// <summary>1: somebody said no. 2: nobody could be asked.</summary>
    internal int ExitCode { get; } = exitCode;

    /// <summary>What was being done: an ES10 or ES9+ function, or a step.</summary>
    internal string Function { get; } = function;

    /// <summary>The code as the standard writes it, where there is one.</summary>
    internal string? Code { get; } = code;

    /// <summary>The code's name, or a name of ours.</summary>
    internal string Name { get; } = name;

    /// <summary>Writes what a program may want to know beside that, as members of the object that is open; null for nothing.</summary>
    internal Action<Utf8JsonWriter>? WriteMore { get; init; }

    /// <summary>One line for a person.</summary>
    internal string Text => $"{Function}: {Name}{(Code is null ? "" : $" ({Code})")}: {Message}";

    /// <summary>Something that is not as it should be, although everybody answered.</summary>
    internal static CommandFailure Wrong(string function, string what) => new(Cli.ExitCode.SaidNo, function, "unexpectedResult", what);

    /// <summary>Something that must be there first is not.</summary>
    internal static CommandFailure Missing(string name, string what, Exception? inner = null) =>
        new(Cli.ExitCode.CouldNotAsk, "prepare", name, what, inner: inner);
}

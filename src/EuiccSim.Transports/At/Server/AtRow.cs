namespace EuiccSim.Transports.At.Server;

/// <summary>A command that the modem knows: what it does in each form. A form without a delegate is an error.</summary>
/// <param name="Name">In capitals.</param>
internal sealed record AtRow(string Name)
{
    /// <summary>Runs one form of a command.</summary>
    internal delegate ValueTask<AtResult> Handler(AtCommand command, CancellationToken cancellationToken);

    internal Handler? Execute { get; init; }

    internal Handler? Set { get; init; }

    internal Handler? Read { get; init; }

    /// <summary>What "=?" answers behind the name; empty for just "OK"; null if that form is an error.</summary>
    internal string? Test { get; init; } = "";

    /// <summary>True if the card must have power.</summary>
    internal bool UsesCard { get; init; }

    /// <summary>True if it lets a program reach the card.</summary>
    internal bool ReachesCard { get; init; }

    /// <summary>True if it tells who the card's subscriber is.</summary>
    internal bool TellsIdentity { get; init; }

    internal ValueTask<AtResult> RunAsync(AtCommand command, CancellationToken cancellationToken)
    {
        if (command.Form == AtForm.Test)
            return new(Test is null ? AtResult.Error : Test.Length == 0 ? AtResult.Ok : AtResult.Line($"{Name}: {Test}"));
        Handler? handler = command.Form switch
        {
            AtForm.Set => Set,
            AtForm.Read => Read,
            _ => Execute,
        };
        return handler is null ? new(AtResult.Error) : handler(command, cancellationToken);
    }

    /// <summary>A handler that needs no card.</summary>
    internal static Handler Now(Func<AtCommand, AtResult> handle) => (command, _) => new(handle(command));

    /// <summary>A handler that always answers these lines.</summary>
    internal static Handler Says(params string[] lines) => (_, _) => new(AtResult.Line(lines));
}

namespace EuiccSim.Transports.LpacStdio;

/// <summary>How to talk to a program that has a card.</summary>
public sealed record LpacStdioOptions
{
    /// <summary>How long an answer may take.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a program that was started may take to end, once its input is closed, before it is killed.</summary>
    public TimeSpan ExitTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Given each line of the program that is not about APDUs.</summary>
    public Action<string>? OtherLine { get; init; }

    /// <summary>The clock of the time limit.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

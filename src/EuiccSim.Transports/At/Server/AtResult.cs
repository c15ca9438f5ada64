namespace EuiccSim.Transports.At.Server;

/// <summary>The lines that a command answers, and how it ended.</summary>
/// <param name="IsOk">True for "OK".</param>
/// <param name="Code">The number of the error; null for a plain "ERROR".</param>
/// <param name="Lines">What stands before the result.</param>
internal sealed record AtResult(bool IsOk, int? Code, string[] Lines)
{
    internal static AtResult Ok { get; } = new(true, null, []);

    /// <summary>The command is not known, or not in this form.</summary>
    internal static AtResult Error { get; } = new(false, null, []);

    internal static AtResult Line(params string[] lines) => new(true, null, lines);

    internal static AtResult Cme(int code) => new(false, code, []);
}

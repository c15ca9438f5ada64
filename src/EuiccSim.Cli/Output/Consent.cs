namespace EuiccSim.Cli.Output;

/// <summary>A person is asked before something that nobody can take back. Where there is no person, who called it has decided.</summary>
internal sealed class Consent
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Deletes without asking." };

    internal Option Option => _yes;

    /// <param name="call">Who asks.</param>
    /// <param name="function">What is about to be done.</param>
    /// <param name="consequence">What that means, in a sentence.</param>
    /// <exception cref="CommandFailure">The person does not want it.</exception>
    internal async Task RequireAsync(VerbCall call, string function, Func<Task<string>> consequence)
    {
        if (call.Parsed.GetValue(_yes) || call.Json || call.At.Person is not { } person) return;
        if (!await call.AgreesAsync(person, $"{await consequence()} Go on? [y/N] "))
            throw new CommandFailure(ExitCode.SaidNo, function, "rejectedByUser", "Nothing was deleted.");
    }
}

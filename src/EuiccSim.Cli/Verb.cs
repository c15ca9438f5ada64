namespace EuiccSim.Cli;

/// <summary>One run of a verb.</summary>
/// <param name="Parsed">The arguments.</param>
/// <param name="At">The world outside.</param>
/// <param name="Json">True if a program reads the output.</param>
/// <param name="Ct">Gives up.</param>
internal sealed record VerbCall(ParseResult Parsed, Surroundings At, bool Json, CancellationToken Ct)
{
    /// <summary>Something that a person wants to know meanwhile.</summary>
    internal void Say(string message) => At.Error.WriteLine(message);

    /// <summary>Asks the person.</summary>
    /// <returns>What was typed; null at the end of the input.</returns>
    /// <exception cref="OperationCanceledException">The person gave up.</exception>
    internal async Task<string?> AskAsync(TextReader person, string question)
    {
        At.Error.Write(question);
        At.Error.Flush();
        // To read from a terminal blocks, whatever token it is given.
        return await Task.Run(person.ReadLine, CancellationToken.None).WaitAsync(Ct);
    }

    /// <summary>Asks the person whether to go on.</summary>
    internal async Task<bool> AgreesAsync(TextReader person, string question) => (await AskAsync(person, question))?.Trim() is "y" or "Y" or "yes";

    /// <summary>A step begins: a line for programs among the results, or one for a person among the messages.</summary>
    /// <param name="step">"authenticate-server".</param>
    internal void Progress(string step)
    {
        if (Json) JsonLine.Write(At.Output, "progress", json => json.WriteString("step", step));
        else At.Error.WriteLine($"{step.Replace('-', ' ')} …");
    }

    /// <summary>The same for a step that takes long only with a large package.</summary>
    internal void Progress(string step, Octets package)
    {
        if (package.Length >= LargePackage) Progress(step);
    }

    // Octets that take more than a moment to read, check or send.
    private const int LargePackage = 0x40000;
}

/// <summary>Makes verbs of commands: one result, shown as a table or as one line of JSON, and the exit code that goes with it.</summary>
internal static class Verb
{
    internal const string JsonOption = "--json";

    /// <summary>Gives a command the option --json, and what to do.</summary>
    /// <param name="command">The command.</param>
    /// <param name="at">The world outside.</param>
    /// <param name="run">What to do.</param>
    /// <param name="toEnd">How long it may take to end when it is interrupted, where that is longer than for others.</param>
    internal static Command Does(this Command command, Surroundings at, Func<VerbCall, Task<VerbResult>> run, TimeSpan toEnd = default)
    {
        Option<bool> json = new(JsonOption) { Description = "One JSON object a line." };
        command.Add(json);
        command.SetAction((parsed, cancellationToken) => RunAsync(new(parsed, at, parsed.GetValue(json), cancellationToken), run, toEnd));
        return command;
    }

    /// <summary>The same for what needs no waiting.</summary>
    internal static Command Does(this Command command, Surroundings at, Func<VerbCall, VerbResult> run) =>
        command.Does(at, call => Task.FromResult(run(call)));

    private static async Task<int> RunAsync(VerbCall call, Func<VerbCall, Task<VerbResult>> run, TimeSpan toEnd)
    {
        try
        {
            VerbResult result = await ListenAsync(call, run, toEnd);
            Show(call, result, result.Failure);
            return result.Failure?.ExitCode ?? ExitCode.Done;
        }
        catch (Exception e) when (Failures.Of(e) is { } failure)
        {
            Show(call, null, failure);
            return failure.ExitCode;
        }
    }

    /// <summary>A verb that is interrupted has a moment to leave things in order; one that does not listen (to a reader that never answers) is left.</summary>
    private static async Task<VerbResult> ListenAsync(VerbCall call, Func<VerbCall, Task<VerbResult>> run, TimeSpan toEnd)
    {
        // Not on this thread: a verb that blocks (on a pipe where nobody writes) would make it deaf.
        Task<VerbResult> running = Task.Run(() => run(call), CancellationToken.None);
        TaskCompletionSource interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (call.Ct.Register(interrupted.SetResult))
        {
            if (await Task.WhenAny(running, interrupted.Task) != running)
            {
                bool isLonger = call.At.MomentToEnd != Timeout.InfiniteTimeSpan && call.At.MomentToEnd < toEnd;
                await Task.WhenAny(running, Task.Delay(isLonger ? toEnd : call.At.MomentToEnd, TimeProvider.System, CancellationToken.None));
            }
        }
        return running.IsCompleted ? await running : throw new OperationCanceledException(call.Ct);
    }

    private static void Show(VerbCall call, VerbResult? result, CommandFailure? failure)
    {
        if (call.Json)
        {
            JsonLine.WriteResult(call.At.Output, failure, json => result?.WriteMembers(json));
            return;
        }
        result?.Show(call.At.Console);
        if (failure is not null) call.At.Error.WriteLine(failure.Text);
    }
}

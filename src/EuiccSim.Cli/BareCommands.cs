namespace EuiccSim.Cli;

/// <summary>A family of verbs without the verb: what there is, instead of a complaint. Nothing was done: it is exit code 2, and nothing for a program that reads the output.</summary>
internal static class BareCommands
{
    internal static void PrintHelp(Command root, Surroundings at) => PrintHelp(root, root, at);

    private static void PrintHelp(Command root, Command command, Surroundings at)
    {
        if (command.Action is null && command.Subcommands.Count > 0)
        {
            Option<bool> json = new(Verb.JsonOption) { Hidden = true };
            command.Add(json);
            command.SetAction(parsed =>
            {
                if (parsed.GetValue(json)) JsonLine.WriteResult(at.Output, CommandFailure.Missing("arguments", $"'{command.FullName()}' takes a verb"), _ => { });
                else root.Parse([.. command.FullName().Split(' ').Skip(1), "--help"]).Invoke(new() { Output = at.Error, Error = at.Error, EnableDefaultExceptionHandler = false });
                return ExitCode.CouldNotAsk;
            });
        }
        foreach (Command child in command.Subcommands) PrintHelp(root, child, at);
    }

    /// <summary>"euiccsim lpa list"</summary>
    internal static string FullName(this Command command)
    {
        return command.Parents.OfType<Command>().FirstOrDefault() is { } family ? $"{family.FullName()} {command.Name}" : command.Name;
    }
}

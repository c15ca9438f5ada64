using System.CommandLine;
using EuiccSim.Cli.Output;

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card serve</c>: a card for other programs.</summary>
internal static class ServeVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> file = CardCommand.File();
        Option<string?> vpcd = new("--vpcd") { Description = "As a PC/SC reader, through vpcd.", HelpName = "HOST:PORT", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> pty = new("--pty") { Description = "As a modem with AT commands on a pseudo-terminal." };
        Option<int?> tcp = new("--tcp") { Description = "As a socket for raw APDUs.", HelpName = "PORT" };
        Command command = new Command("serve", "Lets other programs use a card.") { file, vpcd, pty, tcp }.Does(at, Refuse);
        command.Validators.Add(result =>
        {
            int chosen = new Option[] { vpcd, pty, tcp }.Count(option => result.GetResult(option) is not null);
            if (chosen != 1) result.AddError("One of --vpcd, --pty and --tcp says how.");
        });
        return command;
    }

    private static VerbResult Refuse(VerbCall call) => throw CommandFailure.Missing("notBuilt", "Serving a card is not built yet.");
}

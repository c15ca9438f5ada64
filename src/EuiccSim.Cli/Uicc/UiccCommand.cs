using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Cli.Uicc;

/// <summary><c>euiccsim uicc</c>: the enabled profile as a file system.</summary>
internal sealed class UiccCommand
{
    private readonly CardTargetOptions _target = new();
    private readonly Option<string?> _pin = new("--pin") { Description = "PIN 1, to be verified first.", Recursive = true };

    private UiccCommand()
    {
    }

    internal static Command Build(Surroundings at)
    {
        UiccCommand family = new();
        Argument<string> path = new("PATH") { Description = "3F00/2FE2, USIM/6F07 or EF.IMSI." };
        Argument<string> rand = new("RAND") { Description = "16 octets." };
        Argument<string> autn = new("AUTN") { Description = "16 octets." };
        Command command = new("uicc", "The enabled profile as a file system.")
        {
            new Command("files", "Lists the files that the standards know and that are there.").Does(at, family.FilesAsync),
            new Command("read", "Reads a file.") { path }.Does(at, call => family.ReadAsync(call, File(call.Parsed.GetRequiredValue(path)))),
            new Command("authenticate", "Answers a network's challenge (TS 31.102 §7.1).") { rand, autn }.Does(at, call => family.AuthenticateAsync(
                call, Challenge("RAND", call.Parsed.GetRequiredValue(rand)), Challenge("AUTN", call.Parsed.GetRequiredValue(autn)))),
        };
        family._target.AddTo(command);
        command.Add(family._pin);
        return command;
    }

    private Task<VerbResult> FilesAsync(VerbCall call) => WithCardAsync(
        call, Aid.Usim, async (card, pin) => new FileListing(await Sim.ListAllFilesAsync(card.Channels, pin, call.Ct)));

    private Task<VerbResult> ReadAsync(VerbCall call, FileAddress file) => WithSimAsync(call, file.Application, async sim =>
    {
        SimFileContent content = await sim.TryReadFileAsync(file, call.Ct)
            ?? throw new CommandFailure(ExitCode.SaidNo, "SELECT", "fileNotFound", $"There is no file {file}.", "6A82");
        return content.IsReadable
            ? new FileContents(content)
            : throw CommandFailure.Missing("fileType", $"{file} is a {content.TypeName}; transparent files and records can be read.");
    });

    private Task<VerbResult> AuthenticateAsync(VerbCall call, Octets rand, Octets autn) =>
        WithSimAsync(call, Aid.Usim, async sim => new AkaAnswer(await sim.AuthenticateAsync(rand, autn, call.Ct)));

    private Task<VerbResult> WithSimAsync(VerbCall call, Aid aid, Func<Sim, Task<VerbResult>> use) => WithCardAsync(call, aid, async (card, pin) =>
    {
        await using Sim sim = await Sim.OpenAsync(card.Channels, aid, pin, call.Ct);
        return await use(sim);
    });

    private async Task<VerbResult> WithCardAsync(VerbCall call, Aid aid, Func<OpenCard, string?, Task<VerbResult>> use)
    {
        await using OpenCard card = await _target.OpenAsync(call);
        string? pin = call.Parsed.GetValue(_pin);
        if (pin is not null && PinDigits.TryWrite(pin) is null) throw CommandFailure.Missing("arguments", "A PIN has 4 to 8 digits.");
        try
        {
            return await use(card, pin);
        }
        catch (CardException e) when (e is not SimException && e.Status == StatusWord.FileNotFound)
        {
            throw new CommandFailure(ExitCode.SaidNo, "SELECT", "noApplication", $"The card has no application {aid}: is a profile enabled?", e.Status.ToString(), e);
        }
    }

    private static FileAddress File(string text)
    {
        try
        {
            return FileAddress.Parse(text);
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("arguments", FaultWords.Of(e), e);
        }
    }

    private static Octets Challenge(string name, string hex) => hex.Length == 32 && hex.All(char.IsAsciiHexDigit)
        ? Octets.FromHex(hex)
        : throw CommandFailure.Missing("arguments", $"{name} has 32 hexadecimal digits, not '{hex}'.");
}

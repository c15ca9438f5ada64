using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Templates;
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

    private async Task<VerbResult> FilesAsync(VerbCall call)
    {
        await using OpenCard card = await _target.OpenAsync(call);
        List<PresentFile> files = [];
        foreach ((string root, Aid aid) in UiccApplication.All)
        {
            if (await TryOpenAsync(card, aid, root, call) is not { } sim) continue;
            await using (sim)
            {
                if (root == "USIM") files.AddRange(await sim.ListFilesAsync("MF", call.Ct));
                files.AddRange(await sim.ListFilesAsync(root, call.Ct));
            }
        }
        return new FileListing(files);
    }

    /// <summary>The applications after the USIM may be absent.</summary>
    private async Task<Sim?> TryOpenAsync(OpenCard card, Aid aid, string root, VerbCall call)
    {
        try
        {
            return await OpenAsync(card, aid, call);
        }
        catch (CommandFailure failure) when (root != "USIM" && failure.Name == "noApplication")
        {
            return null;
        }
    }

    private async Task<VerbResult> ReadAsync(VerbCall call, FileAddress file)
    {
        await using OpenCard card = await _target.OpenAsync(call);
        await using Sim sim = await OpenAsync(card, file.Application, call);
        FileControlParameters control = await sim.TrySelectAsync(file, call.Ct)
            ?? throw new CommandFailure(ExitCode.SaidNo, "SELECT", "fileNotFound", $"There is no file {file}.", "6A82");
        if (control.Type is not (FileType.Transparent or FileType.LinearFixed or FileType.Cyclic))
            throw CommandFailure.Missing("fileType", $"{file} is a {StandardName.Of(control.Type)}; transparent files and records can be read.");
        return new FileContents(file, control, await sim.ReadContentAsync(control, call.Ct));
    }

    private async Task<VerbResult> AuthenticateAsync(VerbCall call, Octets rand, Octets autn)
    {
        await using OpenCard card = await _target.OpenAsync(call);
        await using Sim sim = await OpenAsync(card, Aid.Usim, call);
        return new AkaAnswer(await sim.AuthenticateAsync(rand, autn, call.Ct));
    }

    private async Task<Sim> OpenAsync(OpenCard card, Aid aid, VerbCall call)
    {
        string? pin = call.Parsed.GetValue(_pin);
        if (pin is not null && PinDigits.TryWrite(pin) is null) throw CommandFailure.Missing("arguments", "A PIN has 4 to 8 digits.");
        Sim sim;
        try
        {
            sim = await Sim.OpenAsync(card.Channels, aid, call.Ct);
        }
        catch (CardException e) when (e.Status == StatusWord.FileNotFound)
        {
            throw new CommandFailure(ExitCode.SaidNo, "SELECT", "noApplication", $"The card has no application {aid}: is a profile enabled?", e.Status.ToString(), e);
        }
        if (pin is null) return sim;
        try
        {
            await sim.VerifyPinAsync(pin, call.Ct);
            return sim;
        }
        catch
        {
            await sim.DisposeAsync();
            throw;
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
            throw CommandFailure.Missing("arguments", e.Message, e);
        }
    }

    private static Octets Challenge(string name, string hex) => hex.Length == 32 && hex.All(char.IsAsciiHexDigit)
        ? Octets.FromHex(hex)
        : throw CommandFailure.Missing("arguments", $"{name} has 32 hexadecimal digits, not '{hex}'.");
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Cli.Uicc;

/// <summary><c>euiccsim uicc</c>: the enabled profile as a file system.</summary>
internal sealed class UiccCommand
{
    private readonly CardTargetOptions _target = new();
    private readonly KeyOptions _keys = new();
    private readonly Argument<string> _path = new("PATH") { Description = "3F00/2FE2, USIM/6F07 or EF.IMSI." };
    private readonly Option<int?> _record = new("--record") { Description = "The number of one record, the first being 1.", HelpName = "N" };
    private readonly Option<int?> _offset = new("--offset") { Description = "The first octet that is written in a transparent file.", HelpName = "N" };
    private readonly Option<bool> _secrets = new("--keys") { Description = "Shows what is in files with keys, too." };
    private readonly Option<bool> _raw = new("--raw") { Description = "Octets only, not decoded." };

    private UiccCommand()
    {
    }

    internal static Command Build(Surroundings at)
    {
        UiccCommand family = new();
        Argument<string> rand = new("RAND") { Description = "16 octets." };
        Argument<string> autn = new("AUTN") { Description = "16 octets." };
        Argument<string> content = new("HEX") { Description = "The octets; of a file with records all of one record." };
        family._record.Between(1, 0xFF);
        family._offset.Between(0, 0x7FFF);
        Command command = new("uicc", "The enabled profile as a file system.")
        {
            new Command("files", "Lists the files that the standards know and that are there.").Does(at, family.FilesAsync),
            new Command("read", "Reads a file, and tells what it means.") { family._path, family._record, family._raw, family._secrets }.Does(at, family.ReadAsync),
            new Command("update", "Writes octets of a file, or a record.") { family._path, content, family._offset, family._record }.Does(
                at, call => family.UpdateAsync(call, Content(call.Parsed.GetRequiredValue(content)))),
            new Command("authenticate", "Answers a network's challenge (TS 31.102 §7.1).") { rand, autn }.Does(at, call => family.AuthenticateAsync(
                call, Challenge("RAND", call.Parsed.GetRequiredValue(rand)), Challenge("AUTN", call.Parsed.GetRequiredValue(autn)))),
        };
        family._target.AddTo(command);
        family._keys.AddTo(command);
        return command;
    }

    private Task<VerbResult> FilesAsync(VerbCall call) => WithCardAsync(
        call, Aid.Usim, async (card, keys) => new FileListing(await Sim.ListAllFilesAsync(card.Channels, keys, call.Ct)));

    private Task<VerbResult> ReadAsync(VerbCall call) => WithFileAsync(
        call, async (sim, file) => await sim.TryReadFileAsync(file, call.Parsed.GetValue(_record), call.Ct), content => new FileContents(content, call.Parsed.GetValue(_raw), call.Parsed.GetValue(_secrets)));

    private Task<VerbResult> UpdateAsync(VerbCall call, Octets content) => WithFileAsync(
        call,
        async (sim, file) => await sim.TryUpdateFileAsync(file, content, call.Parsed.GetValue(_offset), call.Parsed.GetValue(_record), call.Ct),
        written => new FileWritten(written));

    private Task<VerbResult> AuthenticateAsync(VerbCall call, Octets rand, Octets autn) =>
        WithSimAsync(call, Aid.Usim, async sim => new AkaAnswer(await sim.AuthenticateAsync(rand, autn, call.Ct)));

    private Task<VerbResult> WithFileAsync(VerbCall call, Func<Sim, FileAddress, Task<SimFileContent?>> use, Func<SimFileContent, VerbResult> result)
    {
        FileAddress file = File(call.Parsed.GetRequiredValue(_path));
        return WithSimAsync(call, file.Application, async sim =>
        {
            SimFileContent content = await use(sim, file) ?? throw new CommandFailure(ExitCode.SaidNo, "SELECT", "fileNotFound", $"There is no file {file.NameOrPath}: 'euiccsim uicc files' lists those that are there.", "6A82");
            return content.Unfit is { } unfit ? throw CommandFailure.Missing(unfit.Name, $"{unfit.Message} {AdviceOn(unfit, call)}") : result(content);
        });
    }

    private Task<VerbResult> WithSimAsync(VerbCall call, Aid aid, Func<Sim, Task<VerbResult>> use) => WithCardAsync(call, aid, async (card, keys) =>
    {
        await using Sim sim = await Sim.OpenAsync(card.Channels, aid, keys, call.Ct);
        return await use(sim);
    });

    private async Task<VerbResult> WithCardAsync(VerbCall call, Aid aid, Func<OpenCard, IReadOnlyList<SimKey>, Task<VerbResult>> use)
    {
        IReadOnlyList<SimKey> keys = _keys.Read(call.Parsed);
        await using OpenCard card = await _target.OpenAsync(call);
        try
        {
            return await use(card, keys);
        }
        catch (SimException e) when (e.AccessCondition is { } wanted)
        {
            throw new CommandFailure(ExitCode.SaidNo, e.Function, "rejected", e.Meaning + KeyOptions.AdviceOn(wanted), e.Status.ToString(), e);
        }
        catch (CardException e) when (e is not SimException && e.Status == StatusWord.FileNotFound)
        {
            throw new CommandFailure(ExitCode.SaidNo, "SELECT", "noApplication", $"The card has no application {aid}: is a profile enabled? 'euiccsim lpa enable ID' enables one.", e.Status.ToString(), e);
        }
    }

    private string AdviceOn(SimUnfit unfit, VerbCall call) =>
        unfit.Name == "record" && call.Parsed.GetValue(_record) is null ? "--record N says which." : Advice.On(unfit.Name);

    private static FileAddress File(string text)
    {
        try
        {
            return FileAddress.Parse(text);
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("arguments", FaultWords.Sentence(e), e);
        }
    }

    private static Octets Content(string hex) => Octets.TryParse(hex) is { IsEmpty: false } octets
        ? octets
        : throw CommandFailure.Missing("arguments", $"The content is an even number of hexadecimal digits, and not a text of {hex.Length} characters.");

    private static Octets Challenge(string name, string hex) => Octets.TryParse(hex) is { Length: 16 } octets
        ? octets
        : throw CommandFailure.Missing("arguments", $"{name} has 32 hexadecimal digits, and is not a text of {hex.Length} characters.");
}

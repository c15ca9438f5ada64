using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card create</c>.</summary>
internal sealed class CreateVerb
{
    private readonly Argument<FileInfo> _file = CardCommand.File();
    private readonly Option<string?> _eid = new("--eid") { Description = "32 digits; without it, one that is drawn, or with --pki that of the PKI's chip." };
    private readonly Option<bool> _force = GivenNumber.Force();
    private readonly Option<string> _curve = new("--curve") { Description = "nist, brainpool or both.", DefaultValueFactory = _ => "nist" };
    private readonly Option<string> _personality = new("--personality")
    {
        Description = $"How the card differs from others: {string.Join(", ", Personality.Names)}, or a description of your own.",
        HelpName = "NAME|FILE.json",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<DirectoryInfo?> _pki = new("--pki") { Description = "Certificates and keys in the SGP.26 folder layout; without it, your own test PKI." };

    private readonly Option<string[]> _without = new("--without")
    {
        Description = $"What the card shall not announce, and refuse: {string.Join(", ", EuiccAnnouncements.Names)}.",
        AllowMultipleArgumentsPerToken = false,
    };

    private CreateVerb()
    {
        _without.AcceptOnlyFromAmong([.. EuiccAnnouncements.Names]);
        _curve.AcceptOnlyFromAmong("nist", "brainpool", "both");
    }

    internal static Command Build(Surroundings at)
    {
        CreateVerb verb = new();
        return new Command("create", "Makes a card, as it leaves the factory.") { verb._file, verb._eid, verb._force, verb._curve, verb._personality, verb._pki, verb._without }.Does(at, verb.Run);
    }

    private VerbResult Run(VerbCall call)
    {
        string path = call.Parsed.GetRequiredValue(_file).FullName;
        string? pki = call.Parsed.GetValue(_pki)?.FullName;
        CardOrder order = new CardOrder()
        {
            Eid = call.Parsed.GetValue(_eid) is { } digits ? ReadEid(digits, call.Parsed.GetValue(_force)) : null,
            DrawsEid = pki is null,
        }.Without(call.Parsed.GetValue(_without) ?? []);
        order = ReadPersonality(call.Parsed.GetRequiredValue(_personality), order);
        if (File.Exists(path)) throw CommandFailure.Missing("exists", $"{path} is there already; 'euiccsim card reset {Shell.Quote(path)}' makes it new.");
        if (pki is null) UserKeys.CreateFolder(call.At.DataFolder);
        CardState state = CardImages.Make(order, Curves(call.Parsed.GetRequiredValue(_curve)), pki, call.At);
        using FileCardStore store = FileCardStore.Open(path);
        if (store.Exists) throw CommandFailure.Missing("exists", $"{path} is there already.");
        store.Save(state);
        return new Done($"Made {path} with the EID {state.Eid.Digits}.", ("file", path), ("eid", state.Eid.Digits));
    }

    private static Eid ReadEid(string digits, bool force)
    {
        try
        {
            return GivenNumber.Eid(digits, force);
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("eid", $"--eid: {FaultWords.Of(e)}.", e);
        }
    }

    private static CardOrder ReadPersonality(string name, CardOrder order)
    {
        if (Personality.Find(name) is not null) return order with { Personality = name };
        if (!Path.Exists(name))
            throw CommandFailure.Missing("personality", $"There is neither a personality '{name}' nor a file of this name.{NearWords.Question(NearWords.Of(name, Personality.Names))}");
        try
        {
            return order with { OwnPersonality = Failures.OfFiles("personality", () => Personality.Read(InputFile.Read(name))) };
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("personality", $"The file {name} describes no personality: {FaultWords.Of(fault)}.", fault);
        }
    }

    private static EcCurve[] Curves(string name) => name switch
    {
        "nist" => [EcCurve.NistP256],
        "brainpool" => [EcCurve.BrainpoolP256r1],
        _ => [EcCurve.NistP256, EcCurve.BrainpoolP256r1],
    };
}

using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Lpas.Commands;

namespace EuiccSim.Cli.Suite;

/// <summary>The option that names an LPA to be judged: a program by a description, or a person who is asked.</summary>
internal sealed class JudgedLpa
{
    private readonly Option<string?> _lpa = new("--lpa")
    {
        Description = $"An LPA: {string.Join(", ", LpaDescription.Names)}, a description of your own, or {string.Join(", ", s_persons.Keys)} to be asked yourself.",
        HelpName = "NAME|FILE.json",
    };

    private static readonly Dictionary<string, LpaCardWay> s_persons = new(StringComparer.Ordinal)
    {
        ["person-tcp"] = LpaCardWay.Tcp,
        ["person-modem"] = LpaCardWay.Pty,
        ["person-reader"] = LpaCardWay.Vpcd,
    };

    internal void AddTo(Command verb) => verb.Add(_lpa);

    internal bool IsNamed(VerbCall call) => call.Parsed.GetValue(_lpa) is not null;

    /// <summary>True for a person, who takes longer than a program.</summary>
    internal bool IsPerson(VerbCall call) => call.Parsed.GetValue(_lpa) is { } name && s_persons.ContainsKey(name);

    /// <summary>Judges it.</summary>
    internal async Task<T> UseAsync<T>(VerbCall call, Func<LpaTarget, Task<T>> judge)
    {
        await using ILpaUnderTest lpa = Open(call, call.Parsed.GetRequiredValue(_lpa)!);
        await using LpaTarget target = LpaTarget.Of(lpa);
        return await judge(target);
    }

    private static ILpaUnderTest Open(VerbCall call, string name)
    {
        if (s_persons.TryGetValue(name, out LpaCardWay way))
            return new AskedPerson(call.At.Person ?? throw CommandFailure.Missing("arguments", $"There is nobody to be asked: '{name}' wants a terminal."), call.At.Error, way);
        if (LpaDescription.Find(name) is { } known) return new CommandLpa(known);
        if (!Path.Exists(name)) throw CommandFailure.Missing("lpa", $"There is neither a description '{name}' nor a file of this name: {string.Join(", ", LpaDescription.Names)} come with the tool.");
        try
        {
            return new CommandLpa(Failures.OfFiles("lpa", () => LpaDescription.Read(InputFile.Read(name))));
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("lpa", $"The file {name} describes no LPA: {FaultWords.Of(fault)}.", fault);
        }
    }
}

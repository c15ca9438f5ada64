namespace EuiccSim.Cli.Profiles;

/// <summary>What <c>extract</c> and <c>remove</c> are about: elements, files, applications.</summary>
internal sealed class PackageParts
{
    private readonly Option<string[]> _elements = new("--element") { Description = "An element, by its place from 1 on or its name (usim, \"usim 2\").", HelpName = "N" };
    private readonly Option<string[]> _files = new("--file") { Description = "A file by its path, ADF.USIM/EF.SPN.", HelpName = "PATH" };
    private readonly Option<string[]> _applications = new("--app") { Description = "An application by its AID.", HelpName = "AID" };

    internal void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _elements, _files, _applications }) command.Add(option);
    }

    /// <summary>What was named; something must be.</summary>
    internal (string[] Elements, string[] Files, Octets[] Applications) Of(VerbCall call)
    {
        string[] elements = call.Parsed.GetValue(_elements) ?? [], files = call.Parsed.GetValue(_files) ?? [], applications = call.Parsed.GetValue(_applications) ?? [];
        if (elements.Length + files.Length + applications.Length == 0) throw CommandFailure.Missing("arguments", "Say what: --element N, --file PATH or --app AID.");
        return (elements, files, [.. applications.Select(text => GivenNumber.Aid(_applications.Name, text))]);
    }
}

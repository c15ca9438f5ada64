using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Cli.Uicc;

/// <summary>The files that are there.</summary>
internal sealed record FileListing(IReadOnlyList<PresentFile> Files) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("files", Files, file => file.WriteMembers(json));

    internal override void Show(IAnsiConsole console) => console.Write(Tables.Of("path", "name", "type", "size").Rows(Files, file =>
        [file.File.Address.ToString(), file.File.Name, file.TypeName, file.SizeText]));
}

/// <summary>What is in a file; of one with keys only to who asks for them.</summary>
internal sealed record FileContents(SimFileContent Content, bool IsRaw, bool HasKeys) : VerbResult
{
    private bool IsMasked => !HasKeys && Content.File.Name is { } name && SecretContents.IsFile(name);

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        Content.WriteMembers(json, !IsRaw, !IsMasked);
        if (IsMasked) json.WriteBoolean("masked", true);
    }

    internal override void Show(IAnsiConsole console)
    {
        if (IsMasked)
        {
            console.Line(SecretContents.Masked(Content.Parts.Sum(part => part.Length)));
            return;
        }
        foreach (string line in IsRaw ? Content.RawLines : Content.Lines) console.Line(line);
    }
}

/// <summary>What was written into a file.</summary>
internal sealed record FileWritten(SimFileContent Content) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => Content.WriteMembers(json, false);

    internal override void Show(IAnsiConsole console) => console.Line(string.Create(
        CultureInfo.InvariantCulture,
        $"{(Content.Parts[0].Length == 1 ? "1 octet is" : $"{Content.Parts[0].Length} octets are")} written into {(Content.Record is { } record ? $"record {record} of " : "")}{Content.File.NameOrPath}."));
}

/// <summary>The answer to AUTHENTICATE in the 3G context.</summary>
internal sealed record AkaAnswer(AuthenticateAnswer Answer) : VerbResult
{
    /// <summary>A used sequence number is a "no", with the token by which the network can catch up.</summary>
    internal override CommandFailure? Failure => Answer is AuthenticateAnswer.SynchronisationFailure { Auts: var auts }
        ? new(ExitCode.SaidNo, "AUTHENTICATE", "synchronisationFailure", $"The SIM does not take this sequence number: it is none that is new, or too far ahead. The network catches up with AUTS {auts}.", "DC")
        : null;

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach ((string name, Octets value) in Answer.NamedFields) json.WriteString(name, value.ToString());
    }

    internal override void Show(IAnsiConsole console)
    {
        foreach ((string name, Octets value) in Answer.NamedFields) console.Line($"{name.ToUpperInvariant(),-4} {value}");
    }
}

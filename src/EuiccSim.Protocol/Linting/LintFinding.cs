using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Linting;

/// <summary>A rule that a package breaks, and where.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Message">The rule with what was found, in one sentence without a full stop.</param>
public sealed record LintFinding(ProfileRule Rule, string Message)
{
    /// <summary>The position of the element, from 1 on; null where no element is to blame.</summary>
    public int? Number { get; init; }

    /// <summary>What element it is; null where that cannot be told.</summary>
    public PeKind? Kind { get; init; }

    /// <summary>The identification of the element, if it has one.</summary>
    public int? Identification { get; init; }

    /// <summary>The file, "ADF.USIM/EF.IMSI"; null where no file is to blame.</summary>
    public string? File { get; init; }

    /// <summary>How bad it is.</summary>
    public RuleSeverity Severity => Rule.Severity;

    /// <summary>"usim"; empty where no element is to blame.</summary>
    public string KindName => Kind is { } kind ? StandardName.Of(kind) : "";

    /// <summary>In one line: "warning acc-imsi: element 7 (usim), ADF.USIM/EF.ACC: …".</summary>
    public override string ToString()
    {
        StringBuilder text = new($"{StandardName.Of(Severity)} {Rule.Id}: ");
        if (Number is { } number) text.Append(CultureInfo.InvariantCulture, $"element {number} ({KindName})").Append(File is null ? ": " : ", ");
        if (File is not null) text.Append(File).Append(": ");
        return text.Append(Message).ToString();
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("id", Rule.Id);
        json.WriteString("severity", StandardName.Of(Severity));
        if (Number is { } number) json.WriteNumber("number", number);
        if (Kind is { } kind) json.WriteString("kind", StandardName.Of(kind));
        if (Identification is { } identification) json.WriteNumber("identification", identification);
        if (File is not null) json.WriteString("file", File);
        json.WriteString("rule", Message);
    }
}

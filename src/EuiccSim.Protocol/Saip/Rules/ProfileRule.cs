namespace EuiccSim.Protocol.Saip;

/// <summary>A rule for profile packages: what a person can look up, switch off and quote.</summary>
/// <param name="Id">Its name for programs, which does not change: "order-header-first".</param>
/// <param name="Severity">How bad it is to break it.</param>
/// <param name="Section">Where it is from: "SAIP §8.1", "TS 31.102 §4.2.2"; empty for what is only wise.</param>
/// <param name="Statement">The rule in one sentence, without a full stop.</param>
/// <param name="Help">Why, and what to do.</param>
public sealed record ProfileRule(string Id, RuleSeverity Severity, string Section, string Statement, string Help)
{
    /// <summary>What an eUICC answers to a package that breaks it; null where it takes the package all the same.</summary>
    public PeStatusCode? Status { get; init; }

    /// <summary>True where it can be told with a card only: what it supports, how much memory it has.</summary>
    public bool NeedsCard { get; init; }

    /// <summary>The identifier and the rule.</summary>
    public override string ToString() => $"{Id}: {Statement}";

    /// <summary>The same rule, as one that can be told with a card only.</summary>
    internal ProfileRule OfCard => this with { NeedsCard = true };

    /// <summary>What an eUICC refuses.</summary>
    internal static ProfileRule Refused(PeStatusCode status, string id, string section, string statement, string help) =>
        new(id, RuleSeverity.Error, section, statement, help) { Status = status };

    /// <summary>What an eUICC takes, and what then does not work.</summary>
    internal static ProfileRule Error(string id, string section, string statement, string help) => new(id, RuleSeverity.Error, section, statement, help);

    /// <summary>Where some eUICC, reader or phone will stumble.</summary>
    internal static ProfileRule Warning(string id, string section, string statement, string help) => new(id, RuleSeverity.Warning, section, statement, help);

    /// <summary>What is odd.</summary>
    internal static ProfileRule Note(string id, string section, string statement, string help) => new(id, RuleSeverity.Note, section, statement, help);
}

/// <summary>How bad it is to break a rule.</summary>
public enum RuleSeverity
{
    /// <summary>Odd, and perhaps meant.</summary>
    Note,

    /// <summary>Some eUICCs, readers or phones will stumble.</summary>
    Warning,

    /// <summary>An eUICC that conforms refuses the package, or the SIM cannot work.</summary>
    Error,
}

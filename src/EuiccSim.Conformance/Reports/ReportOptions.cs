namespace EuiccSim.Conformance.Reports;

/// <summary>How a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>Whether what names a person's card or subscription (EID, ICCIDs, IMSIs, keys, signatures and certificates) is left out, so that the report can be published.</summary>
    public bool IsMasked { get; init; }

    /// <summary>Whether the exchange of cases that passed is written, too.</summary>
    public bool HasPassedExchange { get; init; } = true;
}

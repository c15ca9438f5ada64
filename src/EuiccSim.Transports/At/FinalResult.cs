namespace EuiccSim.Transports.At;

/// <summary>The line that ends an answer. ITU-T V.250 §5.7.1, TS 27.007 §9.2, TS 27.005 §3.2.5.</summary>
internal readonly record struct FinalResult(bool IsOk, CmeError? Error)
{
    internal static FinalResult? TryParse(string line)
    {
        line = line.Trim();
        if (line.Equals("OK", StringComparison.OrdinalIgnoreCase)) return new(true, null);
        if (line.Equals("ERROR", StringComparison.OrdinalIgnoreCase)) return new(false, null);
        if (line.StartsWith(CmePrefix, StringComparison.OrdinalIgnoreCase)) return new(false, CmeError.Parse(line[CmePrefix.Length..]));
        if (line.StartsWith(CmsPrefix, StringComparison.OrdinalIgnoreCase))
            return new(false, new(null, "of the message service, " + line[CmsPrefix.Length..].Trim()));
        return line.StartsWith("COMMAND NOT SUPPORT", StringComparison.OrdinalIgnoreCase)
            ? new(false, CmeError.Of(CmeError.OperationNotSupported))
            : null;
    }

    private const string CmePrefix = "+CME ERROR:";
    private const string CmsPrefix = "+CMS ERROR:";
}

using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Reports;

/// <summary>A report that was written as JSON, as much of it as another run needs.</summary>
/// <param name="Target">Who was judged.</param>
/// <param name="Cases">The verdict of each case, by its id.</param>
public sealed record SavedReport(string Target, IReadOnlyDictionary<string, SavedVerdict> Cases)
{
    /// <summary>The ids of the cases that failed, were inconclusive or erred.</summary>
    public IEnumerable<string> NotPassed => Cases.Where(one => one.Value.Verdict is "fail" or "inconclusive" or "error").Select(one => one.Key);

    /// <summary>Reads a report.</summary>
    /// <param name="json">What <see cref="ReportJson.Write"/> wrote.</param>
    /// <exception cref="FormatException">It is no such report; the message says what is the matter.</exception>
    public static SavedReport Read(Octets json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.Memory);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement format) || format.GetString() != ReportJson.Format)
                throw new FormatException($"it is no report of a conformance run: it does not say \"format\": \"{ReportJson.Format}\"");
            Dictionary<string, SavedVerdict> cases = new(StringComparer.OrdinalIgnoreCase);
            foreach (JsonElement one in root.GetProperty("cases").EnumerateArray())
                cases[one.GetProperty("id").GetString()!] = new(one.GetProperty("verdict").GetString()!, one.GetProperty("why").GetString());
            return new(root.GetProperty("target").GetString()!, cases);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new FormatException("it is no whole report of a conformance run", fault);
        }
    }
}

/// <summary>What came of a case, as a report has it.</summary>
/// <param name="Verdict">"pass", "fail", "inconclusive", "notApplicable", "error".</param>
/// <param name="Why">Why it is not a pass.</param>
public sealed record SavedVerdict(string Verdict, string? Why);

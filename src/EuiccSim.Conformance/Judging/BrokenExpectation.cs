using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Judging;

/// <summary>What was expected, and what came instead.</summary>
/// <param name="Expectation">What was expected, in words: "enableResult is ok (0)".</param>
/// <param name="Found">What came, in words; null where the octets say it.</param>
/// <param name="Expected">The octets that were expected, where they are known.</param>
/// <param name="Actual">The octets that came, where there are any.</param>
public sealed record BrokenExpectation(string Expectation, string? Found, Octets? Expected = null, Octets? Actual = null)
{
    /// <summary>The first octet in which the two differ, from 0; the length of the shorter one where it is the beginning of the other. Null without both.</summary>
    public int? FirstDifference => Expected is { } expected && Actual is { } actual ? expected.Span.CommonPrefixLength(actual.Span) : null;

    /// <summary>"expected: enableResult is ok (0); came: profileNotInDisabledState (2)".</summary>
    public override string ToString()
    {
        string text = $"expected: {Expectation}; came: {Found ?? (Actual is { } actual ? Shown(actual) : "nothing")}";
        return FirstDifference is { } at ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{text}; octet {at} is the first that differs") : text;
    }

    /// <summary>Octets in a sentence: of many, the beginning. All of them are beside it.</summary>
    internal static string Shown(Octets octets) => octets.Length <= MostShown
        ? octets.ToString()
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{octets.Slice(0, MostShown)}… ({octets.Length} octets)");

    private const int MostShown = 40;
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>
/// An Activation Code as people get it: in a link of a phone's maker, percent-encoded, in quotes, with blanks and line breaks, among labels, or
/// without what stands before the address. <see cref="ActivationCode.Parse"/> takes the standard's form only (SGP.22 v2.5 §4.1).
/// </summary>
public static partial class ActivationCodeText
{
    /// <summary>Finds the Activation Code in a text.</summary>
    /// <exception cref="FormatException">There is none; the message tells what the text is instead, and what to do.</exception>
    public static ActivationCode Read(string text) =>
        TryRead(text, out ActivationCode? code) ? code : throw new FormatException(ActivationCodeFaults.Explain(PastedText.Clean(text)));

    /// <summary>Finds the Activation Code in a text; false if there is none.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out ActivationCode? code)
    {
        code = null;
        if (text is null || text.Length > LongestText) return false;
        // What is right as it stands is not looked at for what it might mean.
        if (ActivationCode.TryParse(text.Trim(), out code)) return true;
        string clean = PastedText.Clean(text);
        code = InLink(clean) ?? InText(PastedText.Decode(clean)) ?? OfLabels(PastedText.Decode(clean));
        return code is not null;
    }

    /// <summary>The parts of a link are taken apart before they are decoded: what was encoded in them separates nothing.</summary>
    private static ActivationCode? InLink(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal) && !text.Contains("carddata=", StringComparison.OrdinalIgnoreCase)) return null;
        foreach (string part in text.Split(['?', '&', '#', ';', ' ', '<', '>', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            string value = PastedText.Decode(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (InText(value) is { } code) return code;
        }
        return null;
    }

    private static ActivationCode? InText(string text)
    {
        if (Codes().Match(text) is { Success: true } whole)
        {
            // What ends a sentence or a bracket around it ends no code that was not right as it stood.
            string found = "1$" + whole.Groups["code"].Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '}', '>');
            string rest = text[(whole.Index + whole.Length)..].Trim();
            // A line that was broken: within the address, or in a token, whose other half is no word.
            bool isBroken = rest.Length > 0 && (found.Count(c => c == '$') < 2 || Continued().IsMatch(rest));
            return (isBroken ? Parse(found + rest.Replace(" ", "", StringComparison.Ordinal)) : null) ?? Parse(found);
        }
        // The address and the token alone.
        return AddressAndToken().Match(text) is { Success: true } alone ? Parse($"1${alone.Value}") : null;
    }

    /// <summary>"SM-DP+ address: x  Activation code: y", in whatever language.</summary>
    private static ActivationCode? OfLabels(string text)
    {
        string? address = null, token = null;
        bool isConfirmed = false;
        if (!Labels().IsMatch(text)) return null;
        foreach (Match pair in Labelled().Matches(text))
        {
            string label = pair.Groups["label"].Value, value = PastedText.WithoutScheme(pair.Groups["value"].Value);
            if (Secrets().IsMatch(label)) isConfirmed = true;
            else if (address is null && Address().IsMatch(value)) address = value;
            else if (ActivationCode.IsMatchingId(value)) token ??= value;
        }
        // Labels without a colon, each above what it is of.
        string[] words = text.Split(' ');
        address ??= words.FirstOrDefault(word => Address().IsMatch(PastedText.WithoutScheme(word)));
        token ??= words.LastOrDefault(word => word != address && TokenAlone().IsMatch(word));
        return address is null || token is null ? null : Parse($"1${address}${token}{(isConfirmed ? "$$1" : "")}");
    }

    private static ActivationCode? Parse(string code)
    {
        string[] fields = code.Split('$');
        if (fields.Length > 1) fields[1] = PastedText.WithoutScheme(fields[1]);
        return ActivationCode.TryParse(string.Join('$', fields), out ActivationCode? read) ? read : null;
    }

    [GeneratedRegex("(LPA\\W{0,4}|(?<![\\w.-]))1\\$(?<code>[!-~]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Codes();

    [GeneratedRegex("^[$A-Z0-9-]*[$A-Z-][$A-Z0-9-]*$")]
    private static partial Regex Continued();

    [GeneratedRegex("(?<=^\\$?|^LPA:\\$?|[\\s:=])(https?://)?(localhost|([\\w-]+\\.)+[\\w-]+)(:\\d+)?/?\\$[!-#%-~]+(\\$[!-~]*)?(?=\\s|$)")]
    private static partial Regex AddressAndToken();

    [GeneratedRegex("(?<label>[^:=\\s][^:=]{0,60}?) ?[:=] ?(?<value>[!-~]+)")]
    private static partial Regex Labelled();

    [GeneratedRegex("sm-?dp|activation|code|token|matching|激活|啟用|地址", RegexOptions.IgnoreCase)]
    private static partial Regex Labels();

    [GeneratedRegex("^(?=.*[0-9])[A-Z0-9-]{4,}$")]
    private static partial Regex TokenAlone();

    [GeneratedRegex("confirm|\\bpin\\b|bestätig|确认|確認", RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();

    [GeneratedRegex("^([A-Za-z0-9_-]+\\.)+[A-Za-z0-9-]+(:\\d+)?$|^localhost(:\\d+)?$")]
    private static partial Regex Address();

    // Mails and pages are longer, and nobody means all of one.
    private const int LongestText = 20_000;
}

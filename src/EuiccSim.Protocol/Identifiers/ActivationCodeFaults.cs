using System.Text.RegularExpressions;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>What a text is that holds no Activation Code, and what to do.</summary>
internal static partial class ActivationCodeFaults
{
    internal static string Explain(string text)
    {
        if (text.Length == 0) return "there is nothing in it";
        bool hasPrefix = text.StartsWith("LPA:", StringComparison.OrdinalIgnoreCase);
        // "LPA:1.example.com-1" is what a shell makes of LPA:1$smdp.example.com$TOKEN-1.
        if (!text.Contains('$', StringComparison.Ordinal) && (hasPrefix || ShellLeft().IsMatch(text)))
            return "the '$' are missing, as when a shell takes them for variables: write the code in single quotes, 'LPA:1$SERVER$TOKEN'";
        if (Host().IsMatch(text)) return $"it is the address of a server, and lacks the token: 'LPA:1${text}$TOKEN'; 'LPA:1${text}$' where there is none";
        if (text.Contains("://", StringComparison.Ordinal)) return "it is a link without an Activation Code: open it, and take the code that the page shows";
        if (Token().IsMatch(text)) return $"it is a token at most, and lacks the server: 'LPA:1$SERVER${text}'";
        string code = text.IndexOf("1$", StringComparison.Ordinal) is var begin and > 0 ? text[begin..] : text;
        try
        {
            ActivationCode.Parse(code);
            return "it is no Activation Code";
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    [GeneratedRegex("^1([.-]|$)")]
    private static partial Regex ShellLeft();

    [GeneratedRegex("^([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}(:\\d+)?$")]
    private static partial Regex Host();

    [GeneratedRegex("^[A-Za-z0-9-]{4,}$")]
    private static partial Regex Token();
}

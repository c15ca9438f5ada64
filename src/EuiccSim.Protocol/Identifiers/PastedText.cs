using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>Text as it comes from mails, pages and chats, made plain.</summary>
internal static partial class PastedText
{
    /// <summary>Without quotation marks and what cannot be seen; one blank for each gap; wide and typographic characters as plain ones.</summary>
    internal static string Clean(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char one in text.Replace("\\$", "$", StringComparison.Ordinal).Replace("&#36;", "$", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase))
        {
            char c = one is >= '\uFF01' and <= '\uFF5E' ? (char)(one - Wide) : one;
            if (char.IsWhiteSpace(c)) plain.Append(' ');
            else if (Dashes.Contains(c, StringComparison.Ordinal)) plain.Append('-');
            else if (!QuotationMarks.Contains(c, StringComparison.Ordinal) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control)) plain.Append(c);
        }
        return Tight().Replace(Gaps().Replace(plain.ToString(), " "), "$1").Trim();
    }

    /// <summary>Without percent encoding, as often as it was encoded.</summary>
    internal static string Decode(string text)
    {
        for (int i = 0; i < MostEncodings && Encoded().IsMatch(text); i++) text = Uri.UnescapeDataString(text);
        return Tight().Replace(text, "$1");
    }

    /// <summary>An address as host: "https://smdp.example.com/" is taken for one.</summary>
    internal static string WithoutScheme(string address)
    {
        int scheme = address.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? address : address[(scheme + 3)..]).TrimEnd('/', ',', ';');
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Encoded();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gaps();

    [GeneratedRegex(" ?(\\$) ?")]
    private static partial Regex Tight();

    private const string QuotationMarks = "\"'`\u201C\u201D\u201E\u201F\u2018\u2019\u201A\u201B\u00AB\u00BB\u2039\u203A\u300C\u300D\u300E\u300F\u00B4\u2032\u2033";
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE63";
    private const int Wide = 0xFEE0;
    private const int MostEncodings = 3;
}

using System.Globalization;
using System.Text;

namespace EuiccSim.Protocol.Asn1;

/// <summary>Words of another side (a server's, a client's, a card's) as one line that may stand in a log, in an answer and in an exception.</summary>
internal static class OneLine
{
    /// <summary>
    /// White space and control characters become one space, what turns the direction of writing or cannot be seen is left out, and what is too
    /// long is cut.
    /// </summary>
    /// <param name="text">The words.</param>
    /// <param name="maximum">The characters that may stay.</param>
    /// <returns>The line; empty if nothing of it can be seen.</returns>
    internal static string Of(string text, int maximum = UsualLength)
    {
        StringBuilder line = new();
        bool isGap = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                isGap = line.Length > 0;
                continue;
            }
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) continue;
            if (line.Length >= maximum) return line.Append('…').ToString();
            if (isGap) line.Append(' ');
            isGap = false;
            line.Append(rune.ToString());
        }
        return line.ToString();
    }

    private const int UsualLength = 300;
}

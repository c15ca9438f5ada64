using System.Globalization;
using System.Text.RegularExpressions;

namespace EuiccSim.Conformance.Reports;

/// <summary>Takes out of texts what names a card or a subscription.</summary>
internal static partial class ReportMask
{
    /// <summary>The same text: instead of numbers there are words, and of long octets how many there were.</summary>
    internal static string Of(string text)
    {
        text = Eid().Replace(text, "(EID)");
        text = SwappedIccid().Replace(text, "(ICCID)");
        text = Iccid().Replace(text, "(ICCID)");
        text = LongOctets().Replace(text, match => string.Create(CultureInfo.InvariantCulture, $"({match.Length / 2} octets)"));
        return Imsi().Replace(text, "(IMSI)");
    }

    // ITU-T E.118: an EID and an ICCID begin with 89.
    [GeneratedRegex("89[0-9]{30}")]
    private static partial Regex Eid();

    [GeneratedRegex("98[0-9A-Fa-f]{16,18}")]
    private static partial Regex SwappedIccid();

    [GeneratedRegex("89[0-9]{16,18}[0-9Ff]?")]
    private static partial Regex Iccid();

    // Keys have 16 octets at least, signatures 64, certificates more.
    [GeneratedRegex("[0-9A-Fa-f]{32,}")]
    private static partial Regex LongOctets();

    [GeneratedRegex("(?<![0-9A-Fa-f])[0-9]{14,15}(?![0-9A-Fa-f])")]
    private static partial Regex Imsi();
}

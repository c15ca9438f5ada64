using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Reports;

/// <summary>Takes out of texts what names a card or a subscription.</summary>
internal static partial class ReportMask
{
    /// <summary>The same text: instead of numbers there are words, and of long octets how many there were.</summary>
    internal static string Of(string text)
    {
        // A long run of digits first, and as a whole: an ICCID may stand in a signature by chance, and a part of one tells the rest.
        text = LongBase64().Replace(text, match => IsTlv(match.Value) ? "(octets in base64)" : match.Value);
        text = LongOctets().Replace(text, match => Eid().IsMatch(match.ValueSpan) ? "(EID)" : string.Create(CultureInfo.InvariantCulture, $"({match.Length / 2} octets)"));
        text = SwappedIccid().Replace(text, "(ICCID)");
        text = Iccid().Replace(text, "(ICCID)");
        return Imsi().Replace(text, "(IMSI)");
    }

    /// <summary>The same of a field, whose name tells what its value is where the value does not.</summary>
    internal static string OfField(string name, string value) => s_personal.Contains(name) ? $"({name})" : Of(value);

    /// <summary>What stands in a JSON body in base64 is DER, SGP.22 v2.5 §6.5; a path or a long name is not.</summary>
    private static bool IsTlv(string base64)
    {
        byte[] octets = new byte[base64.Length];
        string whole = base64[..(base64.Length / 4 * 4)]; // it may be cut short
        return Convert.TryFromBase64String(whole, octets, out int length)
            && BerTlv.TryHeader(Octets.Of(octets.AsSpan(0, length)), out TlvHeader header)
            && (header.TotalLength == length || (base64.Length >= SurelyNoName && header.TotalLength > length));
    }

    private const int SurelyNoName = 64;

    private static readonly FrozenSet<string> s_personal = FrozenSet.Create("confirmationCode", "eid", "defaultDpAddress", "hashCc", "iccid", "imei", "imsi", "matchingId", "msisdn", "notificationAddress", "profileNickname");

    // ITU-T E.118: an EID and an ICCID begin with 89.
    [GeneratedRegex("^89[0-9]{30}$")]
    private static partial Regex Eid();

    [GeneratedRegex("98[0-9A-Fa-f]{16,18}")]
    private static partial Regex SwappedIccid();

    [GeneratedRegex("89[0-9]{16,18}[0-9Ff]?")]
    private static partial Regex Iccid();

    // Keys have 16 octets at least, signatures 64, certificates more.
    [GeneratedRegex("[0-9A-Fa-f]{32,}")]
    private static partial Regex LongOctets();

    [GeneratedRegex("[0-9A-Za-z+/]{20,}={0,2}")]
    private static partial Regex LongBase64();

    [GeneratedRegex("(?<![0-9A-Fa-f])[0-9]{14,15}(?![0-9A-Fa-f])")]
    private static partial Regex Imsi();
}

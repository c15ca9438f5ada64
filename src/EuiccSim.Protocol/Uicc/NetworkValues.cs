using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files about networks, made of what a person writes: the way back from <see cref="NetworkContents"/>. TS 31.102 §4.2.</summary>
internal static class NetworkValues
{
    /// <summary>§4.2.16, §4.2.84: "26201 310260".</summary>
    internal static Octets Plmns(FileWish wish) => wish.List(Networks(wish), s_noPlmn);

    /// <summary>§4.2.5, §4.2.53, §4.2.54: "26201:lte,nr 310260"; without technologies the four usual ones.</summary>
    internal static Octets PlmnsWithTechnologies(FileWish wish) => wish.List(wish.Entries().Select(PlmnWithTechnologies), Octets.FromHex("FFFFFF0000"));

    /// <summary>§4.2.66: a list as in EF.EHPLMN, in two data objects.</summary>
    internal static Octets ProviderDisplay(FileWish wish) => wish.Fill(FileOctets.Tlv(0xA3, FileOctets.Tlv(0x80, Octets.Concat([.. Networks(wish)]))));

    /// <summary>§4.2.6: minutes in steps of six, or "never".</summary>
    internal static Octets SearchPeriod(FileWish wish)
    {
        string text = wish.Text.EndsWith("min", StringComparison.Ordinal) ? wish.Text[..^3].TrimEnd() : wish.Text;
        if (text == "never") return wish.Fill(Octets.Of([0]));
        int minutes = FileWish.Number(text, 6, 480);
        return minutes % 6 == 0 ? wish.Fill(Octets.Of([(byte)(minutes / 6)])) : throw new FormatException($"{minutes} minutes are no steps of 6");
    }

    /// <summary>§4.2.58: the full name, or "full|short", or both by name.</summary>
    internal static Octets NetworkName(FileWish wish)
    {
        string? full, brief;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("fullName", "shortName");
            (full, brief) = (fields.Text("fullName"), fields.Text("shortName"));
        }
        else
        {
            string[] parts = wish.Text.Split('|', 2, StringSplitOptions.TrimEntries);
            (full, brief) = (parts[0], parts.ElementAtOrDefault(1));
        }
        if (string.IsNullOrEmpty(full)) throw new FormatException("a network has a full name");
        return wish.Fill(FileOctets.NetworkName(full, brief));
    }

    /// <summary>§4.2.59: "26201:0000-FFFE:1", the network, its areas, and the record of EF.PNN.</summary>
    internal static Octets OperatorList(FileWish wish) => OperatorEntry(wish, 2);

    /// <summary>§4.4.11.9, with areas of three octets.</summary>
    internal static Octets OperatorList5g(FileWish wish) => OperatorEntry(wish, 3);

    /// <summary>"26201", "262-01"; in EF.OPL 'D' for any digit.</summary>
    private static Plmn Network(string text, bool isPattern = false)
    {
        string digits = text.Length > 4 && text[3] is '-' or '/' ? text.Remove(3, 1) : text;
        bool isNetwork = digits.Length is 5 or 6 && digits.All(digit => char.IsAsciiDigit(digit) || (isPattern && digit == 'D'));
        return isNetwork ? new(digits[..3], digits[3..]) : throw new FormatException($"'{text}' is no network: three digits of the country and two or three of the network, as \"26201\"");
    }

    private static IEnumerable<Octets> Networks(FileWish wish) => wish.Entries(',').Select(entry => Network(FileWish.TextOf(entry)).Encoded);

    private static Octets PlmnWithTechnologies(Asn1Description entry)
    {
        string plmn;
        string? technologies;
        if (entry.Text is { } text)
        {
            string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
            (plmn, technologies) = (parts[0], parts.ElementAtOrDefault(1));
        }
        else
        {
            FileFields fields = new(entry, ["plmn", "accessTechnologies"]);
            (plmn, technologies) = (fields.Require("plmn"), fields.Text("accessTechnologies"));
        }
        int identifier = technologies is null ? AccessTechnologies.Usual : AccessTechnologies.Parse(technologies);
        return Octets.Concat(Network(plmn).Encoded, Octets.Of([(byte)(identifier >> 8), (byte)(identifier & 0xFF)]));
    }

    private static Octets OperatorEntry(FileWish wish, int area)
    {
        string plmn, from, to, record;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("plmn", "from", "to", "pnnRecord");
            (plmn, from, to, record) = (fields.Require("plmn"), fields.Require("from"), fields.Require("to"), fields.Require("pnnRecord"));
        }
        else
        {
            string[] parts = wish.Text.Split([':', '-'], StringSplitOptions.TrimEntries);
            if (parts.Length != 4) throw new FormatException($"'{wish.Text}' is no network with its areas and the record of EF.PNN, as \"26201:{new string('0', 2 * area)}-{new string('F', (2 * area) - 1)}E:1\"");
            (plmn, from, to, record) = (parts[0], parts[1], parts[2], parts[3]);
        }
        Octets number = Octets.Of([(byte)FileWish.Number(record, 0, 254)]);
        return wish.Fill(Octets.Concat(Network(plmn, isPattern: true).Encoded, FileWish.Hex(from, area), FileWish.Hex(to, area), number));
    }

    private static readonly Octets s_noPlmn = Octets.FromHex("FFFFFF");
}

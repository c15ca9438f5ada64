using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files about the subscriber, made of what a person writes: the way back from <see cref="SubscriberContents"/>.</summary>
internal static class SubscriberValues
{
    internal static Octets IccidFile(FileWish wish) => wish.Fill(Iccid.FromDigits(wish.Text).Ef);

    internal static Octets ImsiFile(FileWish wish) => wish.Fill(Imsi.FromDigits(wish.Text).Ef);

    /// <summary>TS 31.102 §4.2.18: the digits of the MNC alone, an operation mode alone, or all by name.</summary>
    internal static Octets AdministrativeData(FileWish wish)
    {
        bool hasContent = wish.Current.Length >= 3 && wish.Current[0] != 0xFF;
        byte[] data = hasContent ? wish.Current.ToArray() : new byte[Math.Max(wish.Length, 3)];
        string? mode, mnc;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("ueOperationMode", "additionalInformation", "lengthOfMnc");
            (mode, mnc) = (fields.Text("ueOperationMode"), fields.Text("lengthOfMnc"));
            fields.Hex("additionalInformation", 2)?.Span.CopyTo(data.AsSpan(1));
        }
        else (mode, mnc) = wish.Text.Length == 1 ? ((string?)null, wish.Text) : (wish.Text, null);
        if (mode is not null) data[0] = OperationMode(mode);
        if (mnc is not null)
        {
            if (wish.Length < 4) throw new FormatException("it has 3 octets, and no place for the length of the MNC");
            data[3] = mnc is "2" or "3" ? (byte)(mnc[0] - '0') : throw new FormatException($"a mobile network code has 2 or 3 digits, not {mnc}");
        }
        return wish.Fill(Octets.Wrap(data), 0);
    }

    /// <summary>TS 31.102 §4.2.12: a name keeps the display condition that stands there.</summary>
    internal static Octets ServiceProviderName(FileWish wish)
    {
        int condition = wish.Current.IsEmpty || wish.Current[0] == 0xFF ? 0 : wish.Current[0];
        string name;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("showsPlmnAtHome", "showsNameAbroad", "serviceProviderName");
            if (fields.Flag("showsPlmnAtHome") is { } home) condition = (condition & ~1) | (home ? 1 : 0);
            if (fields.Flag("showsNameAbroad") is { } abroad) condition = (condition & ~2) | (abroad ? 0 : 2);
            name = fields.Text("serviceProviderName") ?? SimText.Read(wish.Current.Slice(1));
        }
        else name = wish.Text;
        return Octets.Concat(Octets.Of([(byte)condition]), FileWish.Name(name, wish.Length - 1));
    }

    /// <summary>TS 31.102 §4.2.15: classes 0 to 9 and 11 to 15.</summary>
    internal static Octets AccessClasses(FileWish wish)
    {
        int bits = 0;
        foreach (Asn1Description entry in wish.Entries(','))
        {
            int number = FileWish.Number(FileWish.TextOf(entry), 0, 15);
            bits |= number == 10 ? throw new FormatException("there is no access class 10") : 1 << number;
        }
        return wish.Fill(Octets.Of([(byte)(bits >> 8), (byte)(bits & 0xFF)]));
    }

    /// <summary>TS 102 221 §13.1: "AID:label".</summary>
    internal static Octets DirectoryEntry(FileWish wish)
    {
        string aid;
        string? label;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("aid", "label");
            (aid, label) = (fields.Require("aid"), fields.Text("label"));
        }
        else
        {
            string[] parts = wish.Text.Split(':', 2, StringSplitOptions.TrimEntries);
            (aid, label) = (parts[0], parts.Length > 1 ? parts[1] : null);
        }
        Octets octets = FileWish.Hex(aid);
        return octets.Length is >= 5 and <= 16 ? wish.Fill(FileOctets.DirectoryEntry(octets, label)) : throw new FormatException($"an AID has 5 to 16 octets, not {octets.Length}");
    }

    /// <summary>TS 102 221 §13.3: "de en".</summary>
    internal static Octets Languages(FileWish wish) => wish.List(wish.Entries(',').Select(FileWish.TextOf).Select(Language), Octets.Of([0xFF, 0xFF]));

    /// <summary>TS 31.102 §4.2.10: octets if they are pairs of hexadecimal digits, else the characters of a text.</summary>
    internal static Octets GroupIdentifier(FileWish wish)
    {
        string text = wish.Text;
        bool isHex = text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
        if (isHex) return wish.Fill(Octets.FromHex(text));
        return text.All(char.IsAscii) ? wish.Fill(FileOctets.Text(text)) : throw new FormatException($"'{text}' is neither hexadecimal digits nor ASCII");
    }

    // What is no language is told as its two octets.
    private static Octets Language(string code) => code.Length == 2 && code.All(char.IsAsciiLetter)
        ? FileOctets.Text(code.ToLowerInvariant())
        : code.Length == 4 && code.All(char.IsAsciiHexDigit)
        ? Octets.FromHex(code)
        : throw new FormatException($"'{code}' is no language: two letters, as \"en\" (ISO 639)");

    private static byte OperationMode(string mode) => mode.ToUpperInvariant() switch
    {
        "NORMAL" or "NORMAL OPERATION" => 0x00,
        "TYPE APPROVAL OPERATIONS" => 0x80,
        "NORMAL OPERATION + SPECIFIC FACILITIES" => 0x01,
        "TYPE APPROVAL OPERATIONS + SPECIFIC FACILITIES" => 0x81,
        "MAINTENANCE (OFF LINE)" => 0x02,
        "CELL TEST OPERATION" => 0x04,
        var octet when octet.Length == 2 && byte.TryParse(octet, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte number) => number,
        _ => throw new FormatException($"'{mode}' is neither 2 or 3, the digits of the MNC, nor a mode of operation, as \"normal operation\""),
    };
}

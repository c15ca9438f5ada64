using System.Globalization;
using System.Net;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files of DF.5GS and of the ISIM, made of what a person writes. TS 31.102 §4.4.11, TS 31.103 §4.2.</summary>
internal static class FiveGValues
{
    /// <summary>TS 31.102 §4.4.11.8: schemes in their order with the place of their key in the list, then the keys.</summary>
    internal static Octets SuciCalculation(FileWish wish)
    {
        FileFields fields = wish.Fields("protectionSchemes", "homeNetworkPublicKeys");
        IReadOnlyList<Asn1Description> schemes = fields.List("protectionSchemes"), keys = fields.List("homeNetworkPublicKeys");
        if (schemes.Count == 0 && keys.Count == 0) return wish.Fill(Octets.Empty);
        Octets schemeList = Octets.Concat([.. schemes.Select(scheme => Scheme(scheme, keys.Count))]), keyList = Octets.Concat([.. keys.Select(Key)]);
        return wish.Fill(Octets.Concat(FileOctets.Tlv(0xA0, schemeList), keys.Count == 0 ? Octets.Empty : FileOctets.Tlv(0xA1, keyList)));
    }

    /// <summary>TS 31.102 §4.4.11.11: one to four digits. The octets behind them stay.</summary>
    internal static Octets RoutingIndicator(FileWish wish) => wish.Text.Length is >= 1 and <= 4 && wish.Text.All(char.IsAsciiDigit)
        ? wish.Overwrite(DiallingNumber.WriteDigits(wish.Text, 2))
        : throw new FormatException($"a routing indicator has 1 to 4 digits, not '{wish.Text}'");

    /// <summary>TS 31.102 §4.4.11.7: "1 2".</summary>
    internal static Octets AccessIdentities(FileWish wish) =>
        wish.Fill(FileOctets.Services(1, wish.Entries(',').Select(entry => FileWish.Number(FileWish.TextOf(entry), 1, 2))), 0);

    /// <summary>TS 31.102 §4.4.11.10: a network specific identifier, or others by name.</summary>
    internal static Octets SupiNai(FileWish wish)
    {
        if (!wish.HasFields) return wish.Fill(FileOctets.Uri(wish.Text));
        FileFields fields = wish.Fields("networkSpecificIdentifier", "globalLineIdentifier", "globalCableIdentifier");
        Octets Part(int tag, string name) => fields.Text(name) is { } text ? FileOctets.Tlv(tag, FileOctets.Text(text)) : Octets.Empty;
        return wish.Fill(Octets.Concat(Part(0x80, "networkSpecificIdentifier"), Part(0x81, "globalLineIdentifier"), Part(0x82, "globalCableIdentifier")));
    }

    /// <summary>TS 31.103 §4.2.2 to §4.2.4: a text in a data object.</summary>
    internal static Octets Identity(FileWish wish) => wish.Fill(FileOctets.Uri(wish.Text));

    /// <summary>TS 31.103 §4.2.8: a name ('00'), an address of IPv4 ('01') or IPv6 ('02').</summary>
    internal static Octets Pcscf(FileWish wish)
    {
        string text = wish.Text;
        bool isAddress = IPAddress.TryParse(text, out IPAddress? address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(one => one == '.') == 3);
        Octets value = isAddress ? Octets.Wrap(address!.GetAddressBytes()) : FileOctets.Text(text);
        byte type = !isAddress ? (byte)0 : value.Length == 4 ? (byte)1 : (byte)2;
        return wish.Fill(FileOctets.Tlv(0x80, Octets.Concat(Octets.Of([type]), value)));
    }

    private static Octets Scheme(Asn1Description value, int keys)
    {
        FileFields scheme = new(value, ["scheme", "keyIndex"]);
        int identifier = SchemeOf(scheme.Require("scheme")), key = FileWish.Number(scheme.Text("keyIndex") ?? "0", 0, byte.MaxValue);
        if (key > keys) throw new FormatException($"the key {key} of a protection scheme is not in the list of {keys}");
        if (identifier != 0 && key == 0) throw new FormatException($"the protection scheme \"{scheme.Require("scheme")}\" has no \"keyIndex\"");
        return Octets.Of([(byte)identifier, (byte)key]);
    }

    private static Octets Key(Asn1Description value)
    {
        FileFields key = new(value, ["keyIdentifier", "publicKey"]);
        int identifier = FileWish.Number(key.Require("keyIdentifier"), 0, byte.MaxValue);
        return Octets.Concat(FileOctets.Tlv(0x80, Octets.Of([(byte)identifier])), FileOctets.Tlv(0x81, FileWish.Hex(key.Require("publicKey"))));
    }

    /// <summary>TS 33.501 annex C.1.</summary>
    private static int SchemeOf(string name) => name.ToUpperInvariant() switch
    {
        "NULL" or "NULL SCHEME" => 0,
        "A" or "PROFILE A" => 1,
        "B" or "PROFILE B" => 2,
        _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 15
            ? number
            : throw new FormatException($"'{name}' is no protection scheme: null scheme, profile A, profile B or a number up to 15"),
    };
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Records with telephone numbers, made of what a person writes. TS 31.102 §4.2.</summary>
internal static class NumberValues
{
    /// <summary>§4.2.26, §4.4.2.3: "+491701234567" or "+491701234567:Name". The two references at the end stay.</summary>
    internal static Octets NumberRecord(FileWish wish)
    {
        int alpha = AlphaLength(wish, 14);
        string? name, number;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("alphaIdentifier", "number");
            (name, number) = (fields.Text("alphaIdentifier"), fields.Text("number"));
        }
        else (number, name) = Split(wish.Text);
        Octets digits = string.IsNullOrEmpty(number) ? s_noNumber : Address(number, length => 1 + ((length + 1) / 2));
        return Octets.Concat(FileWish.Name(name ?? "", alpha), digits, wish.Current.Slice(alpha + 12));
    }

    /// <summary>§4.2.21: "112", "112:police,ambulance", "112:any:Name".</summary>
    internal static Octets EmergencyNumber(FileWish wish)
    {
        int alpha = AlphaLength(wish, 4);
        string number;
        string? name, category;
        if (wish.HasFields)
        {
            FileFields fields = wish.Fields("number", "alphaIdentifier", "serviceCategory");
            (number, name, category) = (fields.Require("number"), fields.Text("alphaIdentifier"), fields.Text("serviceCategory"));
        }
        else
        {
            string[] parts = wish.Text.Split(':', 3, StringSplitOptions.TrimEntries);
            (number, category, name) = (parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        }
        return Octets.Concat(DiallingNumber.WriteDigits(number, 3), FileWish.Name(name ?? "", alpha), Octets.Of([Category(category)]));
    }

    /// <summary>§4.2.27: the service centre alone, which leaves the other parameters, or all by name.</summary>
    internal static Octets ShortMessageParameters(FileWish wish)
    {
        int alpha = AlphaLength(wish, 28);
        if (!wish.HasFields)
        {
            byte[] kept = wish.Current.ToArray();
            kept[alpha] &= 0xFD;
            ServiceCentre(wish.Text).Span.CopyTo(kept.AsSpan(alpha + 13));
            return Octets.Wrap(kept);
        }
        FileFields fields = wish.Fields("alphaIdentifier", "destinationAddress", "serviceCentreAddress", "protocolIdentifier", "dataCodingScheme", "validityPeriod");
        Octets?[] parameters =
        [
            // TS 23.040 §9.1.2.5 counts the digits of a destination, TS 24.011 §8.2.5.2 the octets of a service centre.
            fields.Text("destinationAddress") is { } destination ? Address(destination, length => length) : null,
            fields.Text("serviceCentreAddress") is { } centre ? ServiceCentre(centre) : null,
            fields.Hex("protocolIdentifier", 1),
            fields.Hex("dataCodingScheme", 1),
            fields.Hex("validityPeriod", 1),
        ];
        int indicator = 0xFF;
        for (int i = 0; i < parameters.Length; i++) if (parameters[i] is not null) indicator &= ~(1 << i);
        Octets[] values = [.. parameters.Select((parameter, i) => parameter ?? (i < 2 ? s_noNumber : Octets.Of([0xFF])))];
        return Octets.Concat([FileWish.Name(fields.Text("alphaIdentifier") ?? "", alpha), Octets.Of([(byte)indicator]), .. values]);
    }

    private static Octets ServiceCentre(string number) => Address(number, length => 1 + ((length + 1) / 2));

    /// <summary>Length, type of number and 10 octets of digits; "+" for an international number.</summary>
    private static Octets Address(string number, Func<int, int> lengthOf)
    {
        string digits = number.TrimStart('+');
        bool isInternational = number.Length == digits.Length + 1;
        if (!isInternational && number.Length != digits.Length) throw new FormatException($"'{number}' is no telephone number");
        return Octets.Concat(Octets.Of([(byte)lengthOf(digits.Length), isInternational ? International : Unknown]), DiallingNumber.WriteDigits(digits, 10));
    }

    private static (string Number, string? Name) Split(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.ElementAtOrDefault(1));
    }

    private static int AlphaLength(FileWish wish, int others) =>
        wish.Length >= others ? wish.Length - others : throw new FormatException($"a record has {others} octets at least, and this one {wish.Length}");

    private static byte Category(string? category)
    {
        if (category is null or "" or "any") return 0;
        int bits = 0;
        foreach (string one in category.Split(',', StringSplitOptions.TrimEntries))
        {
            int bit = Array.FindIndex(SubscriberContents.EmergencyCategories, name => string.Equals(name, one, StringComparison.OrdinalIgnoreCase));
            bits |= bit >= 0 ? 1 << bit : throw new FormatException($"'{one}' is no kind of emergency; there are any, {string.Join(", ", SubscriberContents.EmergencyCategories)}");
        }
        return (byte)bits;
    }

    private const byte International = 0x91;
    private const byte Unknown = 0x81;
    private static readonly Octets s_noNumber = Octets.FromHex("FFFFFFFFFFFFFFFFFFFFFFFF");
}

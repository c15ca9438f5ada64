using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files about the subscriber and his numbers. TS 102 221 §13, TS 31.102 §4.2.</summary>
internal static class SubscriberContents
{
    internal static Asn1Description IccidFile(Octets content) => Asn1Description.Of("iccid", Iccid.FromEf(Need(content, 10).Slice(0, 10)).Digits);

    internal static Asn1Description ImsiFile(Octets content) => Imsi.TryFromEf(content, out Imsi? imsi)
        ? Asn1Description.Of("imsi", imsi.Value.Digits)
        : throw new Asn1ContentException($"no IMSI in '{content}'");

    /// <summary>§4.2.18.</summary>
    internal static Asn1Description AdministrativeData(Octets content)
    {
        Need(content, 3);
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("ueOperationMode", content[0] switch
        {
            0x00 => "normal operation",
            0x80 => "type approval operations",
            0x01 => "normal operation + specific facilities",
            0x81 => "type approval operations + specific facilities",
            0x02 => "maintenance (off line)",
            0x04 => "cell test operation",
            _ => content.Slice(0, 1).ToString(),
        }));
        fields.Add(Asn1Description.Of("additionalInformation", content.Slice(1, 2)));
        if (content.Length > 3) fields.Add(Asn1Description.Of("lengthOfMnc", content[3] & 0xF));
        return fields.Under("administrativeData");
    }

    /// <summary>§4.2.12: bit 1 wants the network's name at home beside this one, bit 2 clear wants this one abroad beside the network's.</summary>
    internal static Asn1Description ServiceProviderName(Octets content)
    {
        Need(content, 2);
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("showsPlmnAtHome", (content[0] & 1) != 0));
        fields.Add(Asn1Description.Of("showsNameAbroad", (content[0] & 2) == 0));
        fields.Add(Asn1Description.Of("serviceProviderName", SimText.Read(content.Slice(1))));
        return fields.Under("serviceProviderName");
    }

    /// <summary>§4.2.15: class n is bit n of the two octets.</summary>
    internal static Asn1Description AccessClasses(Octets content)
    {
        int bits = (Need(content, 2)[0] << 8) | content[1];
        return Asn1Description.Of("accessControlClasses", string.Join(' ', Enumerable.Range(0, 16).Where(n => (bits >> n & 1) != 0)));
    }

    /// <summary>Services by their numbers, coded as those of the USIM.</summary>
    internal static Asn1Description Services(Octets content) => Asn1Description.OfList(
        "services", SequenceOf.From(UsimServices.Numbers(content)), number => Asn1Description.Of("", number));

    /// <summary>§4.2.21: a number, a text, and the category of the call; null for an empty record.</summary>
    internal static Asn1Description? EmergencyNumber(Octets record)
    {
        string number = DiallingNumber.ReadDigits(Need(record, 4).Slice(0, 3));
        if (number.Length == 0) return null;
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("number", number));
        if (record.Length > 4) fields.Add(Asn1Description.Of("alphaIdentifier", SimText.Read(record.Slice(3, record.Length - 4))));
        fields.Add(Asn1Description.Of("serviceCategory", Categories(record[record.Length - 1])));
        return fields.Under("emergencyNumber");
    }

    /// <summary>§4.2.26 and §4.4.2.3: a name, then 14 octets; null for an empty record.</summary>
    internal static Asn1Description? NumberRecord(Octets record)
    {
        int alpha = Need(record, 14).Length - 14;
        int length = record[alpha];
        string name = SimText.Read(record.Slice(0, alpha));
        bool hasNumber = length is >= 1 and <= 11;
        if (!hasNumber && name.Length == 0) return null;
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("alphaIdentifier", name));
        if (hasNumber) fields.Add(Asn1Description.Of("number", DiallingNumber.Read(record[alpha + 1], record.Slice(alpha + 2, length - 1))));
        return fields.Under("number");
    }

    /// <summary>§4.2.27: a bit of the indicator that is clear says that the parameter is there; null for an empty record.</summary>
    internal static Asn1Description? ShortMessageParameters(Octets record)
    {
        int alpha = Need(record, 28).Length - 28;
        byte indicator = record[alpha];
        if ((indicator & 0x1F) == 0x1F) return null;
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("alphaIdentifier", SimText.Read(record.Slice(0, alpha))));
        // TS 23.040 §9.1.2.5 counts the digits of a destination, TS 24.011 §8.2.5.2 the octets of a service centre.
        Octets destination = record.Slice(alpha + 1, 12), centre = record.Slice(alpha + 13, 12);
        if ((indicator & 1) == 0) fields.Add(Asn1Description.Of("destinationAddress", DiallingNumber.Read(destination[1], destination.Slice(2, Math.Min((destination[0] + 1) / 2, 10)))));
        if ((indicator & 2) == 0) fields.Add(Asn1Description.Of("serviceCentreAddress", DiallingNumber.Read(centre[1], centre.Slice(2, Math.Clamp(centre[0] - 1, 0, 10)))));
        if ((indicator & 4) == 0) fields.Add(Asn1Description.Of("protocolIdentifier", record.Slice(alpha + 25, 1)));
        if ((indicator & 8) == 0) fields.Add(Asn1Description.Of("dataCodingScheme", record.Slice(alpha + 26, 1)));
        if ((indicator & 16) == 0) fields.Add(Asn1Description.Of("validityPeriod", record.Slice(alpha + 27, 1)));
        return fields.Under("shortMessageParameters");
    }

    /// <summary>TS 102 221 §13.1; null for an empty record.</summary>
    internal static Asn1Description? DirectoryEntry(Octets record)
    {
        if (BerTlv.ReadWhole(record) is not [{ Tag: 0x61 } entry, ..]) return null;
        Asn1Fields fields = new();
        foreach (BerTlv field in BerTlv.ReadAll(entry.Value))
        {
            if (field.Tag == 0x4F) fields.Add(Asn1Description.Of("aid", field.Value));
            if (field.Tag == 0x50) fields.Add(Asn1Description.Of("label", System.Text.Encoding.UTF8.GetString(field.Value.Span)));
        }
        return fields.Under("application");
    }

    /// <summary>TS 102 221 §13.3: two letters for each language, the most wanted first; an unused place is 'FFFF'.</summary>
    internal static Asn1Description PreferredLanguages(Octets content)
    {
        List<string> languages = [];
        for (int i = 0; i + 1 < Need(content, 2).Length; i += 2)
        {
            Octets code = content.Slice(i, 2);
            if (code[0] == 0xFF && code[1] == 0xFF) continue;
            bool isLetters = char.IsAsciiLetter((char)code[0]) && char.IsAsciiLetter((char)code[1]);
            languages.Add(isLetters ? SimText.Read(code) : code.ToString());
        }
        return Asn1Description.Of("languages", string.Join(' ', languages));
    }

    internal static Octets Need(Octets content, int octets) =>
        content.Length >= octets ? content : throw new Asn1ContentException(string.Create(CultureInfo.InvariantCulture, $"{content.Length} octets where {octets} are needed"));

    private static string Categories(byte category)
    {
        string[] set = [.. EmergencyCategories.Where((_, bit) => (category >> bit & 1) != 0)];
        return set.Length == 0 ? "any" : string.Join(", ", set);
    }

    /// <summary>Kinds of emergency, in the order of their bits. TS 22.101 §10.1 and TS 24.008 §10.5.4.33.</summary>
    internal static readonly string[] EmergencyCategories =
        ["police", "ambulance", "fire brigade", "marine guard", "mountain rescue", "manually initiated eCall", "automatically initiated eCall"];
}

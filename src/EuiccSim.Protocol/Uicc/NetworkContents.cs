using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files about networks: which are wanted, which forbidden, what they are called, and where the phone was. TS 31.102 §4.2.</summary>
internal static class NetworkContents
{
    /// <summary>§4.2.16, §4.2.84: networks of three octets. An empty place does not end the list.</summary>
    internal static Asn1Description Plmns(Octets content) => Asn1Description.OfList(
        "plmns", SequenceOf.From(Pieces(content, Plmn.Length).Select(Plmn.TryRead).OfType<Plmn>()), plmn => Asn1Description.Of("", plmn.ToString()));

    /// <summary>§4.2.5, §4.2.53, §4.2.54: networks with access technologies.</summary>
    internal static Asn1Description PlmnsWithTechnologies(Octets content)
    {
        Asn1Fields fields = new();
        foreach (Octets piece in Pieces(content, Plmn.Length + 2))
        {
            if (Plmn.TryRead(piece.Slice(0, Plmn.Length)) is not { } plmn) continue;
            Asn1Fields entry = new();
            entry.Add(Asn1Description.Of("plmn", plmn.ToString()));
            entry.Add(Asn1Description.Of("accessTechnologies", string.Join(", ", AccessTechnologies.Names((piece[3] << 8) | piece[4]))));
            fields.Add(entry.Under(""));
        }
        return fields.Under("plmns") with { IsList = true };
    }

    /// <summary>§4.2.6: steps of six minutes, '00' for never; beyond eight hours the default of an hour.</summary>
    internal static Asn1Description SearchPeriod(Octets content) => Asn1Description.Of("higherPriorityPlmnSearchPeriod", SubscriberContents.Need(content, 1)[0] switch
    {
        0 => "never",
        <= 0x50 and var steps => string.Create(CultureInfo.InvariantCulture, $"{6 * steps} min"),
        _ => "60 min",
    });

    /// <summary>§4.2.17.</summary>
    internal static Asn1Description Location(Octets content) => Place(SubscriberContents.Need(content, 11), "tmsi", 4, 2, "lac", content[10], "location area");

    /// <summary>§4.2.23.</summary>
    internal static Asn1Description PacketLocation(Octets content)
    {
        SubscriberContents.Need(content, 14);
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("pTmsi", content.Slice(0, 4)));
        fields.Add(Asn1Description.Of("pTmsiSignature", content.Slice(4, 3)));
        fields.Add(Asn1Description.Of("plmn", PlmnText(content.Slice(7, 3))));
        fields.Add(Asn1Description.Of("lac", content.Slice(10, 2)));
        fields.Add(Asn1Description.Of("rac", content.Slice(12, 1)));
        fields.Add(Asn1Description.Of("status", Status(content[13], "routing area")));
        return fields.Under("location");
    }

    /// <summary>§4.2.91: here the third status is "roaming not allowed".</summary>
    internal static Asn1Description EpsLocation(Octets content) => Place(SubscriberContents.Need(content, 18), "guti", 12, 2, "tac", content[17], null);

    /// <summary>§4.4.11.2, §4.4.11.3.</summary>
    internal static Asn1Description FiveGsLocation(Octets content) => Place(SubscriberContents.Need(content, 20), "5gGuti", 13, 3, "tac", content[19], null);

    /// <summary>§4.2.58: '43' is the full name, '45' the short one; null for an empty record.</summary>
    internal static Asn1Description? NetworkName(Octets record)
    {
        Asn1Fields fields = new();
        bool isEmpty = true;
        foreach (BerTlv field in BerTlv.ReadWhole(record))
        {
            if (field.Tag is not (0x43 or 0x45) || field.Value.IsEmpty) continue;
            fields.Add(Asn1Description.Of(field.Tag == 0x43 ? "fullName" : "shortName", NameText(field.Value)));
            isEmpty = false;
        }
        return isEmpty ? null : fields.Under("networkName");
    }

    /// <summary>§4.2.59: a network, from which area to which, and a record of EF.PNN, 0 for none; null for an empty record.</summary>
    internal static Asn1Description? OperatorList(Octets record) => OperatorEntry(record, 2);

    /// <summary>§4.4.11.9, with areas of three octets.</summary>
    internal static Asn1Description? OperatorList5g(Octets record) => OperatorEntry(record, 3);

    /// <summary>§4.2.66: networks whose name is the provider's too.</summary>
    internal static Asn1Description ProviderDisplay(Octets content)
    {
        Octets list = BerTlv.ReadWhole(content) is [{ Tag: 0xA3 } outer, ..] ? BerTlv.ReadAll(outer.Value).FirstOrDefault(field => field.Tag == 0x80).Value : default;
        return Plmns(list);
    }

    private static Asn1Description? OperatorEntry(Octets record, int area)
    {
        SubscriberContents.Need(record, Plmn.Length + (2 * area) + 1);
        if (Plmn.TryRead(record.Slice(0, Plmn.Length)) is not { } plmn) return null;
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("plmn", plmn.ToString()));
        fields.Add(Asn1Description.Of("from", record.Slice(Plmn.Length, area)));
        fields.Add(Asn1Description.Of("to", record.Slice(Plmn.Length + area, area)));
        fields.Add(Asn1Description.Of("pnnRecord", record[Plmn.Length + (2 * area)]));
        return fields.Under("operator");
    }

    private static Asn1Description Place(Octets content, string identity, int identityLength, int areaLength, string area, byte status, string? kind)
    {
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of(identity, content.Slice(0, identityLength)));
        fields.Add(Asn1Description.Of("plmn", PlmnText(content.Slice(identityLength, 3))));
        fields.Add(Asn1Description.Of(area, content.Slice(identityLength + 3, areaLength)));
        fields.Add(Asn1Description.Of("status", Status(status, kind)));
        return fields.Under("location");
    }

    private static string Status(byte status, string? kind) => (status & 0x07) switch
    {
        0 => "updated",
        1 => "not updated",
        2 => kind is null ? "roaming not allowed" : "PLMN not allowed",
        3 when kind is not null => $"{kind} not allowed",
        _ => "reserved",
    };

    private static string PlmnText(Octets octets) => Plmn.TryRead(octets)?.ToString() ?? "none";

    /// <summary>TS 24.008 §10.5.3.5a: coding and the number of spare bits at the end, then the text.</summary>
    private static string NameText(Octets value)
    {
        Octets text = value.Slice(1);
        bool isUcs2 = (value[0] & 0x70) == 0x10;
        return isUcs2 ? System.Text.Encoding.BigEndianUnicode.GetString(text.Span) : SimText.ReadPacked(text, Math.Max(0, ((8 * text.Length) - (value[0] & 0x07)) / 7));
    }

    private static IEnumerable<Octets> Pieces(Octets content, int length)
    {
        for (int at = 0; at + length <= content.Length; at += length) yield return content.Slice(at, length);
    }
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files of DF.5GS. TS 31.102 §4.4.11.</summary>
internal static class FiveGContents
{
    /// <summary>§4.4.11.8: schemes in their order with the number of their key, then the keys.</summary>
    internal static Asn1Description SuciCalculation(Octets content)
    {
        IReadOnlyList<BerTlv> fields = BerTlv.ReadWhole(content);
        Octets schemes = fields.FirstOrDefault(field => field.Tag == 0xA0).Value, keys = fields.FirstOrDefault(field => field.Tag == 0xA1).Value;
        Asn1Fields all = new(), schemeList = new(), keyList = new();
        for (int i = 0; i + 1 < schemes.Length; i += 2)
        {
            Asn1Fields scheme = new();
            scheme.Add(Asn1Description.Of("scheme", SchemeName(schemes[i])));
            scheme.Add(Asn1Description.Of("keyIndex", schemes[i + 1]));
            schemeList.Add(scheme.Under(""));
        }
        int identifier = -1;
        foreach (BerTlv field in BerTlv.ReadAll(keys))
        {
            if (field is { Tag: 0x80, Value.Length: 1 }) identifier = field.Value[0];
            if (field.Tag != 0x81) continue;
            Asn1Fields key = new();
            key.Add(Asn1Description.Of("keyIdentifier", identifier));
            key.Add(Asn1Description.Of("publicKey", field.Value));
            keyList.Add(key.Under(""));
        }
        all.Add(schemeList.Under("protectionSchemes") with { IsList = true });
        all.Add(keyList.Under("homeNetworkPublicKeys") with { IsList = true });
        return all.Under("suciCalculation");
    }

    /// <summary>§4.4.11.11: one to four digits, the first in the low half of the first octet.</summary>
    internal static Asn1Description RoutingIndicator(Octets content) =>
        Asn1Description.Of("routingIndicator", DiallingNumber.ReadDigits(SubscriberContents.Need(content, 2).Slice(0, 2)));

    /// <summary>§4.4.11.7: bit n of the first octet is access identity n (TS 22.261 §6.22.2).</summary>
    internal static Asn1Description AccessIdentities(Octets content)
    {
        byte bits = SubscriberContents.Need(content, 1)[0];
        return Asn1Description.Of("accessIdentities", string.Join(' ', Enumerable.Range(1, 2).Where(n => (bits >> (n - 1) & 1) != 0)));
    }

    /// <summary>§4.4.11.10: a network specific identifier, a GLI or a GCI.</summary>
    internal static Asn1Description SupiNai(Octets content)
    {
        Asn1Fields fields = new();
        foreach (BerTlv field in BerTlv.ReadWhole(content))
        {
            string? name = field.Tag switch { 0x80 => "networkSpecificIdentifier", 0x81 => "globalLineIdentifier", 0x82 => "globalCableIdentifier", _ => null };
            if (name is not null) fields.Add(Asn1Description.Of(name, System.Text.Encoding.UTF8.GetString(field.Value.Span)));
        }
        return fields.Under("supiNai");
    }

    /// <summary>TS 33.501 annex C.1.</summary>
    private static string SchemeName(byte scheme) => scheme switch
    {
        0 => "null scheme",
        1 => "profile A",
        2 => "profile B",
        _ => scheme.ToString(CultureInfo.InvariantCulture),
    };
}

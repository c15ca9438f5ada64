using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>A key of a security domain. SAIP §8.6.3, GlobalPlatform Card Specification §11.1.8 and §11.1.9.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="SecurityDomain">AID of the security domain.</param>
/// <param name="Key">What the element says of it.</param>
public sealed record DomainKey(int Element, Octets SecurityDomain, KeyObject Key)
{
    /// <summary>What it is for: "ENC", "MAC", "DEK" for the usual ones, and else the bits of the usage in words.</summary>
    public string Usage => Key.KeyUsageQualifier[0] switch
    {
        0x18 or 0x38 => "ENC (KIc)",
        0x14 or 0x34 => "MAC (KID)",
        0x48 or 0xC8 => "DEK (KIK)",
        var bits => string.Join(", ", s_usages.Where((_, bit) => (bits >> bit & 1) != 0)),
    };

    /// <summary>What kind a component of a key is, table 11-16: "DES", "AES".</summary>
    public static string TypeOf(KeyComponent component) => component.KeyType is not { Length: 1 } type ? component.KeyType.ToString() : type[0] switch
    {
        0x80 or 0x83 or 0x84 => component.KeyData.Length > 8 ? "3DES" : "DES",
        0x82 => "3DES (CBC)",
        0x85 => "PSK of TLS",
        0x88 => "AES",
        0x90 or 0x91 => "HMAC",
        >= 0xA0 and <= 0xA8 => "RSA",
        0xB0 => "public EC key",
        0xB1 => "private EC key",
        0xF0 => "curve",
        var other => string.Create(CultureInfo.InvariantCulture, $"type {other:X2}"),
    };

    internal static ViewSection Table(SequenceOf<DomainKey> keys)
    {
        SectionBuilder table = new("Keys of security domains", new("domain"), new("version", IsNumber: true), new("id", IsNumber: true), new("usage"), new("type"), new("value"), new("MAC", IsNumber: true), new("element", IsNumber: true));
        foreach (DomainKey one in keys)
        {
            foreach (KeyComponent part in one.Key.KeyComponents)
            {
                string usage = $"{one.Key.KeyUsageQualifier} {one.Usage}";
                if (one.Key.KeyCounterValue is { } counter) usage += $", counter {counter}";
                if (one.Key.KeyAccess[0] != 0) usage += $", access {one.Key.KeyAccess}";
                table.Row(0, one.SecurityDomain.ToString(), one.Key.KeyVersionNumber.ToString(), one.Key.KeyIdentifier.ToString(), usage,
                    string.Create(CultureInfo.InvariantCulture, $"{TypeOf(part)}, {8 * part.KeyData.Length} bits"), part.KeyData.ToString(), PinFacts.Invariant(part.MacLength), PinFacts.Invariant(one.Element));
            }
        }
        return table.Section;
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("securityDomain", SecurityDomain.ToString());
        json.WriteString("keyVersionNumber", Key.KeyVersionNumber.ToString());
        json.WriteString("keyIdentifier", Key.KeyIdentifier.ToString());
        json.WriteString("keyUsageQualifier", Key.KeyUsageQualifier.ToString());
        json.WriteString("usage", Usage);
        json.WriteString("keyAccess", Key.KeyAccess.ToString());
        if (Key.KeyCounterValue is { } counter) json.WriteString("keyCounterValue", counter.ToString());
        json.WriteObjects("keyComponents", Key.KeyComponents, part =>
        {
            json.WriteString("keyType", part.KeyType.ToString());
            json.WriteString("typeName", TypeOf(part));
            json.WriteString("keyData", part.KeyData.ToString());
            json.WriteNumber("macLength", part.MacLength);
        });
    }

    // GlobalPlatform Card Specification §11.1.9, from the lowest bit on.
    private static readonly string[] s_usages =
    [
        "authorization", "signature", "checksum", "confidentiality", "command", "response", "computation or decipherment", "verification or encipherment",
    ];
}

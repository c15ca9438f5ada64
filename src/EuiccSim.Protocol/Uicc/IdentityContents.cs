using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Files of the ISIM, and group identifiers. TS 31.103 §4.2, TS 31.102 §4.2.10.</summary>
internal static class IdentityContents
{
    /// <summary>TS 31.103 §4.2.2 to §4.2.4: a text of UTF-8 with the tag '80'; null for an empty record.</summary>
    internal static Func<Octets, Asn1Description?> Uri(string name) => content =>
    {
        if (IsFiller(content)) return null;
        return BerTlv.ReadWhole(content) is [{ Tag: 0x80 } uri, ..]
            ? Asn1Description.Of(name, Encoding.UTF8.GetString(uri.Value.Span))
            : throw new Asn1ContentException("no data object '80'");
    };

    /// <summary>§4.2.10, §4.2.11: what the octets mean is the operator's affair.</summary>
    internal static Func<Octets, Asn1Description?> GroupIdentifier(string name) => content =>
    {
        int end = content.Length;
        while (end > 0 && content[end - 1] == 0xFF) end--;
        return Asn1Description.Of(name, content.Slice(0, end));
    };

    /// <summary>TS 31.103 §4.2.8: a kind of address and the address, in the tag '80'; null for an empty record.</summary>
    internal static Asn1Description? ProxyAddress(Octets record)
    {
        if (IsFiller(record)) return null;
        if (BerTlv.ReadWhole(record) is not [{ Tag: 0x80, Value.Length: > 1 } address, ..]) throw new Asn1ContentException("no data object '80' with an address");
        Octets value = address.Value.Slice(1);
        return Asn1Description.Of("pcscfAddress", (address.Value[0], value.Length) switch
        {
            (0, _) => Encoding.UTF8.GetString(value.Span),
            (1, 4) or (2, 16) => new System.Net.IPAddress(value.Span).ToString(),
            _ => address.Value.ToString(),
        });
    }

    private static bool IsFiller(Octets octets) => !octets.Span.ContainsAnyExcept((byte)0xFF);
}

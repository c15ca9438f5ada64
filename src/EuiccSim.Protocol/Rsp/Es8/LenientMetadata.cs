using System.Formats.Asn1;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>Reads metadata that are there for a person to look at. <see cref="StoreMetadataRequest.ForDisplay"/> says what is forgiven.</summary>
internal static class LenientMetadata
{
    internal static StoreMetadataRequest Decode(Octets encoded)
    {
        try
        {
            return Asn1Codec.Decode<StoreMetadataRequest>(encoded);
        }
        catch (Asn1ContentException)
        {
            return DecodeParts(Cut(encoded));
        }
    }

    private static StoreMetadataRequest DecodeParts(Dictionary<int, Octets> parts)
    {
        if (!parts.TryGetValue(Iccid, out Octets iccid)) throw new Asn1ContentException("metadata without an ICCID");
        List<Octets> kept = [iccid, NoProviderName, NoProfileName];
        foreach (int tag in Others)
        {
            if (!parts.TryGetValue(tag, out Octets part)) continue;
            if (Deciding.Contains(tag) || IsReadable([iccid, NoProviderName, NoProfileName, part])) kept.Add(part);
        }
        return Asn1Codec.Decode<StoreMetadataRequest>(Join(kept)) with
        {
            ServiceProviderName = TextOf(parts, ServiceProviderName),
            ProfileName = TextOf(parts, ProfileName),
        };
    }

    private static bool IsReadable(List<Octets> parts)
    {
        try
        {
            Asn1Codec.Decode<StoreMetadataRequest>(Join(parts));
            return true;
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    private static Dictionary<int, Octets> Cut(Octets encoded)
    {
        TlvHeader whole = TlvHeader.Read(encoded.Span);
        if (whole.Tag != Metadata || whole.TotalLength != encoded.Length) throw new Asn1ContentException("not one TLV BF25");
        Dictionary<int, Octets> parts = [];
        for (Octets rest = encoded.Slice(whole.HeaderLength); !rest.IsEmpty;)
        {
            TlvHeader part = TlvHeader.Read(rest.Span);
            if (!parts.TryAdd(part.Tag, rest.Slice(0, part.TotalLength))) throw new Asn1ContentException($"the tag {part.Tag:X2} twice");
            rest = rest.Slice(part.TotalLength);
        }
        return parts;
    }

    private static Octets Join(List<Octets> parts)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, Metadata & 0x7F)))
            foreach (Octets part in parts) writer.WriteEncodedValue(part.Span);
        return Octets.Wrap(writer.Encode());
    }

    private static string TextOf(Dictionary<int, Octets> parts, int tag)
    {
        if (!parts.TryGetValue(tag, out Octets part)) return "(absent)";
        Octets value = part.Slice(TlvHeader.Read(part.Span).HeaderLength);
        try
        {
            return StrictUtf8.GetString(value.Span);
        }
        catch (DecoderFallbackException)
        {
            bool isLong = value.Length > LongestShown;
            return $"(not UTF-8: {(isLong ? value.Slice(0, LongestShown) : value)}{(isLong ? "…" : "")})";
        }
    }

    private const int Metadata = 0xBF25;
    private const int Iccid = 0x5A;
    private const int ServiceProviderName = 0x91;
    private const int ProfileName = 0x92;
    private const int ProfileOwner = 0xB7;
    private const int ProfilePolicyRules = 0x99;
    private const int LongestShown = 64;

    /// <summary>After the names, in the order in which they come.</summary>
    private static readonly int[] Others = [0x93, 0x94, 0x95, 0xB6, ProfileOwner, ProfilePolicyRules, 0xBF22, 0xBF23];
    private static readonly int[] Deciding = [ProfileOwner, ProfilePolicyRules];
    private static readonly Octets NoProviderName = Octets.Of([ServiceProviderName, 0]), NoProfileName = Octets.Of([ProfileName, 0]);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}

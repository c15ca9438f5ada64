using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Messages;

/// <summary>Parts of a Bound Profile Package by themselves, as they travel to the eUICC. SGP.22 v2.5 §2.5.5.</summary>
internal static class PackageParts
{
    /// <summary>What the octets are; null if they are no part.</summary>
    internal static DecodedMessage? TryDecode(Octets octets, TlvHeader header)
    {
        Octets value = octets.Slice(header.HeaderLength);
        BppGroup? group = BppGrammar.Groups.FirstOrDefault(one => one.Tag == header.Tag && (value.IsEmpty || value[0] == one.BlockTag));
        if (group is not null) return new($"{StandardName.Of(group.Command)} of a Bound Profile Package", Blocks(group, value));
        BppGroup[] holders = [.. BppGrammar.Groups.Where(one => one.BlockTag == header.Tag)];
        if (holders.Length == 0) return null;
        string commands = string.Join(" or ", holders.Select(one => StandardName.Of(one.Command)));
        return new($"block of a Bound Profile Package ({commands})", Block(holders[0], value));
    }

    /// <summary>What goes before all blocks, or before the blocks of one kind: a header whose value follows in other segments. SGP.22 v2.5 §2.5.5.</summary>
    internal static DecodedMessage? TrySegment(Octets octets, TlvHeader header)
    {
        if (header.TotalLength < octets.Length) return null;
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("octets", header.ValueLength));
        Octets value = octets.Slice(header.HeaderLength);
        if (header.Tag == BppGrammar.Package && BerTlv.TryHeader(value, out TlvHeader inner) && inner.Tag == BppGrammar.InitialiseSecureChannel && inner.TotalLength == value.Length)
        {
            fields.Add(Asn1Description.Of("initialiseSecureChannelRequest", Asn1Codec.Decode<InitialiseSecureChannelRequest>(value)));
            return new("first segment of a Bound Profile Package", fields.Under("segment"));
        }
        return value.IsEmpty && BppGrammar.Groups.FirstOrDefault(one => one.Tag == header.Tag) is { } group
            ? new($"header of {StandardName.Of(group.Command)} of a Bound Profile Package, whose blocks follow", fields.Under("segment"))
            : null;
    }

    private static Asn1Description Blocks(BppGroup group, Octets value)
    {
        IReadOnlyList<BerTlv> blocks = BerTlv.ReadWhole(value);
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("blocks", blocks.Count));
        fields.Add(Asn1Description.Of("octets", value.Length));
        if (group == BppGrammar.SequenceOf88) AddMetadata(fields, Octets.Concat([.. blocks.Select(block => WithoutMac(block.Value))]));
        return fields.Under("blocks");
    }

    private static Asn1Description Block(BppGroup group, Octets value)
    {
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("octets", value.Length));
        if (group == BppGrammar.SequenceOf88) AddMetadata(fields, WithoutMac(value));
        else fields.Add(Asn1Description.Of("encrypted", WithoutMac(value)));
        return fields.Under("block");
    }

    /// <summary>The metadata are the only part that is not encrypted.</summary>
    private static void AddMetadata(Asn1Fields fields, Octets metadata)
    {
        try
        {
            fields.Add(Asn1Description.Of("storeMetadataRequest", Asn1Codec.Decode<StoreMetadataRequest>(metadata)));
        }
        catch (Asn1ContentException)
        {
            // One block of several, or metadata that are wrong.
            fields.Add(Asn1Description.Of("metadata", metadata));
        }
    }

    private static Octets WithoutMac(Octets block) => block.Slice(0, Math.Max(block.Length - MacLength, 0));

    private const int MacLength = 8; // SGP.22 v2.5 §2.5.3
}

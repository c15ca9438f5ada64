using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>The segments in which a Bound Profile Package travels. SGP.22 v2.5 §2.5.5.</summary>
internal static class BppSegment
{
    /// <summary>What the segment is; null if it is none.</summary>
    internal static string? TryDescribe(Narration n, Octets segment, TlvHeader header)
    {
        switch (header.Tag)
        {
            case BppGrammar.Package:
                n.Details.Add(Es10Messages.Describe<InitialiseSecureChannelRequest>("initialiseSecureChannelRequest", segment.Slice(header.HeaderLength)));
                return Sized("initialiseSecureChannelRequest", "octets of package in all", header.TotalLength);
            case int tag when tag == BppGrammar.FirstSequenceOf87.Tag:
                return Sized("firstSequenceOf87 (ConfigureISDP)", "octets, encrypted", header.ValueLength);
            case int tag when tag == BppGrammar.SequenceOf88.Tag:
                n.Channel.StoreData.Metadata.Clear();
                return Sized("sequenceOf88 (StoreMetadata)", "octets follow", header.ValueLength);
            case int tag when tag == BppGrammar.SequenceOf88.BlockTag:
                AddMetadata(n, segment.Slice(header.HeaderLength));
                return Sized("block 88 (StoreMetadata)", "octets, MAC at the end", header.ValueLength);
            case int tag when tag == BppGrammar.SecondSequenceOf87.Tag:
                return Sized("secondSequenceOf87 (ReplaceSessionKeys)", "octets, encrypted", header.ValueLength);
            case int tag when tag == BppGrammar.SequenceOf86.Tag:
                return Sized("sequenceOf86 (LoadProfileElements)", "octets follow", header.ValueLength);
            case int tag when tag == BppGrammar.SequenceOf86.BlockTag:
                return Sized("block 86 (LoadProfileElements)", "octets, encrypted", header.ValueLength);
            case int tag when tag == BppGrammar.FirstSequenceOf87.BlockTag:
                return Sized("block 87", "octets, encrypted", header.ValueLength);
            default:
                return null;
        }
    }

    /// <summary>The only blocks that are not encrypted. The metadata may need several, each with a MAC of 8 octets at its end.</summary>
    private static void AddMetadata(Narration n, Octets block)
    {
        if (block.Length < MacLength) return;
        List<byte> metadata = n.Channel.StoreData.Metadata;
        if (metadata.Count > MaximumMetadata) metadata.Clear();
        metadata.AddRange(block.Span[..^MacLength]);
        Octets all = Octets.Of([.. metadata]);
        if (!BerTlv.TryHeader(all, out TlvHeader header) || header.TotalLength > all.Length) return;
        n.Details.Add(Es10Messages.DescribeFields<StoreMetadataRequest>("storeMetadataRequest", all));
        metadata.Clear();
    }

    private static string Sized(string name, string unit, int size) => string.Create(CultureInfo.InvariantCulture, $"{name}, {size} {unit}");

    private const int MacLength = 8; // SGP.22 v2.5 §2.5.3
    private const int MaximumMetadata = 1 << 16;
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Lpa.Es10;

/// <summary>
/// A Bound Profile Package cut for ES10b.LoadBoundProfilePackage, SGP.22 v2.5 §2.5.5. Every segment is a slice of the received octets:
/// nothing is encoded again.
/// </summary>
internal sealed class BppSegments
{
    private readonly List<Octets> _segments = [];
    private readonly List<Octets> _metadata = [];

    private BppSegments()
    {
    }

    /// <summary>What to send, each as an own chain of STORE DATA.</summary>
    internal IReadOnlyList<Octets> Segments => _segments;

    /// <summary>The StoreMetadata command 'BF25' out of the '88' blocks, which are not encrypted; without their MACs.</summary>
    internal Octets Metadata { get; private set; }

    /// <summary>Cuts a package.</summary>
    /// <param name="package">The whole TLV 'BF36'.</param>
    /// <exception cref="MalformedResponseException">Not a Bound Profile Package.</exception>
    internal static BppSegments Split(Octets package)
    {
        BppSegments cut = new();
        try
        {
            cut.Walk(package);
        }
        catch (Asn1ContentException fault)
        {
            throw new MalformedResponseException($"The Bound Profile Package cannot be cut into segments: {fault.Message}.", fault);
        }
        return cut;
    }

    /// <summary>What the package says about its profile, as far as it can be read: the eUICC reads it itself.</summary>
    /// <exception cref="MalformedResponseException">It cannot be understood.</exception>
    internal StoreMetadataRequest DecodeMetadata()
    {
        try
        {
            return StoreMetadataRequest.ForDisplay(Metadata);
        }
        catch (Asn1ContentException fault)
        {
            throw new MalformedResponseException($"The metadata in the Bound Profile Package cannot be read: {fault.Message}.", fault);
        }
    }

    private void Walk(Octets package)
    {
        TlvHeader all = Expect(package, BppGrammar.Package);
        if (all.TotalLength != package.Length) throw new Asn1ContentException("octets after the end of the package");
        Octets rest = package.Slice(all.HeaderLength);
        TlvHeader channel = Expect(rest, BppGrammar.InitialiseSecureChannel);
        Add(package.Slice(0, all.HeaderLength + channel.TotalLength));
        rest = rest.Slice(channel.TotalLength);
        foreach (BppGroup group in BppGrammar.Groups.Span)
        {
            if (group.IsOptional && (rest.IsEmpty || TlvHeader.Read(rest.Span).Tag != group.Tag)) continue;
            TlvHeader list = Expect(rest, group.Tag);
            AddList(rest.Slice(0, list.TotalLength), list, group);
            rest = rest.Slice(list.TotalLength);
        }
        Metadata = Octets.Concat([.. _metadata]);
        if (!rest.IsEmpty) throw new Asn1ContentException("octets after the last element");
    }

    private void AddList(Octets whole, TlvHeader list, BppGroup group)
    {
        Octets blocks = whole.Slice(list.HeaderLength);
        int first = group.Header switch
        {
            BppHeader.WithAllBlocks => blocks.Length,
            BppHeader.WithFirstBlock => Expect(blocks, group.BlockTag).TotalLength,
            _ => 0,
        };
        Add(whole.Slice(0, list.HeaderLength + first));
        AddBlocks(blocks.Slice(first), group);
    }

    private void AddBlocks(Octets blocks, BppGroup group)
    {
        while (!blocks.IsEmpty)
        {
            TlvHeader block = Expect(blocks, group.BlockTag);
            Add(blocks.Slice(0, block.TotalLength));
            if (group == BppGrammar.SequenceOf88) _metadata.Add(WithoutMac(blocks.Slice(block.HeaderLength, block.ValueLength)));
            blocks = blocks.Slice(block.TotalLength);
        }
    }

    private static Octets WithoutMac(Octets block) =>
        block.Length >= MacLength
            ? block.Slice(0, block.Length - MacLength)
            : throw new Asn1ContentException("a block shorter than its MAC");

    private void Add(Octets segment)
    {
        if (segment.Length > StoreDataBlocks.MaximumLength)
            throw new Asn1ContentException($"an element of {segment.Length} octets, more than STORE DATA can carry");
        _segments.Add(segment);
    }

    private static TlvHeader Expect(Octets at, int tag)
    {
        TlvHeader header = TlvHeader.Read(at.Span);
        return header.Tag == tag ? header : throw new Asn1ContentException($"the tag {header.Tag:X2} where {tag:X2} must be");
    }

    private const int MacLength = 8; // SGP.22 v2.5 §2.5.3
}

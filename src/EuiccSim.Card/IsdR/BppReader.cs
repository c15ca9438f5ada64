using System.Runtime.InteropServices;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.IsdR;

/// <summary>What the outer structure of a Bound Profile Package is made of.</summary>
internal enum BppPart
{
    /// <summary>More octets must arrive.</summary>
    Incomplete,

    /// <summary>The whole TLV 'BF23'.</summary>
    InitialiseSecureChannel,

    /// <summary>The TLV '87' in 'A0'.</summary>
    ConfigureIsdp,

    /// <summary>A TLV '88' in 'A1'.</summary>
    StoreMetadata,

    /// <summary>'A1' is complete.</summary>
    EndOfMetadata,

    /// <summary>The TLV '87' in 'A2'.</summary>
    ReplaceSessionKeys,

    /// <summary>A TLV '86' in 'A3'.</summary>
    ProfileElements,

    /// <summary>'A3', and with it 'BF36', is complete.</summary>
    EndOfPackage,
}

/// <summary>
/// Cuts a Bound Profile Package into its parts as octets arrive, in whatever portions; it holds only what is not yet a whole part. How a package
/// is built stands in <see cref="BppGrammar"/>.
/// </summary>
internal sealed class BppReader
{
    private readonly List<byte> _octets = [];
    private int _position;
    private Place _place = new() { Group = BeforePackage, PackageEnd = int.MaxValue, GroupEnd = int.MaxValue };
    private Place _boundary;

    /// <summary>True between two parts: what comes next may be a command of its own.</summary>
    public bool IsAtBoundary => _position == _octets.Count;

    /// <summary>True once a whole package was read.</summary>
    public bool IsComplete => _place.Group == BppGrammar.Groups.Count;

    /// <summary>The step that the octets to come belong to.</summary>
    public BppCommandId Command
    {
        get
        {
            if (_place.Group < 0) return BppCommandId.InitialiseSecureChannel;
            int group = Math.Min(_place.Group, BppGrammar.Groups.Count - 1);
            // Where a list may be left out, what comes next is taken for the one after it until it has begun.
            while (!_place.IsInside && BppGrammar.Groups[group].IsOptional) group++;
            return BppGrammar.Groups[group].Command;
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (IsAtBoundary) NoteBoundary();
        _octets.RemoveRange(0, _position);
        _position = 0;
        _octets.AddRange(octets);
    }

    /// <summary>True if a TLV with this tag may come next, be it a part or what parts are in.</summary>
    public bool Expects(int tag) => Inside(tag) is not null || PartOf(tag) is not null;

    /// <summary>Goes back to where the last whole part ended, or the last portion that ended between two parts.</summary>
    public void ForgetHalf()
    {
        if (IsAtBoundary) return;
        _octets.Clear();
        _position = 0;
        _place = _boundary;
    }

    /// <summary>The next part.</summary>
    /// <param name="tlv">The whole TLV of the part, where it is one.</param>
    /// <exception cref="Asn1ContentException">The package is not built as the standard says.</exception>
    public BppPart Next(out Octets tlv)
    {
        tlv = default;
        while (true)
        {
            if (IsComplete) return IsAtBoundary ? BppPart.Incomplete : throw new Asn1ContentException("octets after the package");
            if (EndGroup() is { } end) return end;
            ReadOnlySpan<byte> rest = CollectionsMarshal.AsSpan(_octets)[_position..];
            if (!TlvHeader.TryRead(rest, out TlvHeader header)) return BppPart.Incomplete;
            if (TryOpen(header)) continue;
            BppPart part = PartOf(header);
            if (rest.Length < header.TotalLength) return BppPart.Incomplete;
            tlv = Octets.Of(rest[..header.TotalLength]);
            Consume(header.TotalLength);
            if (_place.Group == InPackage) _place.Group = 0;
            else _place.Parts++;
            NoteBoundary();
            return part;
        }
    }

    private BppPart? EndGroup()
    {
        if (!_place.IsInside || _place.Consumed < _place.GroupEnd) return null;
        if (_place.Parts == 0) throw new Asn1ContentException($"no part in {Command}");
        BppGroup ended = BppGrammar.Groups[_place.Group++];
        _place.IsInside = false;
        if (IsComplete && _place.Consumed != _place.PackageEnd) throw new Asn1ContentException("the package does not end with its elements");
        return IsComplete ? BppPart.EndOfPackage : ended.Command == BppCommandId.StoreMetadata ? BppPart.EndOfMetadata : null;
    }

    private bool TryOpen(TlvHeader header)
    {
        if (Inside(header.Tag) is not { } group) return false;
        Consume(header.HeaderLength);
        int end = _place.Consumed + header.ValueLength;
        if (end > _place.PackageEnd) throw new Asn1ContentException($"tag '{header.Tag:X2}' is longer than the package");
        if (group == InPackage) _place.PackageEnd = end;
        else _place.GroupEnd = end;
        (_place.Group, _place.IsInside, _place.Parts) = (group, group != InPackage, 0);
        return true;
    }

    /// <summary>Where one is after the header of the package or of a list; null if the tag is neither, or not here.</summary>
    private int? Inside(int tag)
    {
        if (_place.Group == BeforePackage) return tag == BppGrammar.Package ? InPackage : null;
        if (_place.Group == InPackage || _place.IsInside) return null;
        for (int group = _place.Group; group < BppGrammar.Groups.Count; group++)
        {
            if (BppGrammar.Groups[group].Tag == tag) return group;
            if (!BppGrammar.Groups[group].IsOptional) break;
        }
        return null;
    }

    private BppPart? PartOf(int tag)
    {
        if (_place.Group == InPackage) return tag == BppGrammar.InitialiseSecureChannel ? BppPart.InitialiseSecureChannel : null;
        if (!_place.IsInside || BppGrammar.Groups[_place.Group] is not { } group || tag != group.BlockTag) return null;
        if (group.HasOneBlock && _place.Parts > 0) return null;
        return group.Command switch
        {
            BppCommandId.ConfigureIsdp => BppPart.ConfigureIsdp,
            BppCommandId.StoreMetadata => BppPart.StoreMetadata,
            BppCommandId.ReplaceSessionKeys => BppPart.ReplaceSessionKeys,
            _ => BppPart.ProfileElements,
        };
    }

    private BppPart PartOf(TlvHeader header)
    {
        if (PartOf(header.Tag) is not { } found) throw new Asn1ContentException($"tag '{header.Tag:X2}' is not expected in {Command}");
        int limit = Math.Min(_place.PackageEnd, _place.Group == InPackage ? int.MaxValue : _place.GroupEnd);
        int longest = header.Tag == Bsp.Tag88 ? Bsp.MaxTlvLength : Bsp.MaxReceivedTlvLength;
        if (header.TotalLength > longest || _place.Consumed + header.TotalLength > limit)
            throw new Asn1ContentException($"tag '{header.Tag:X2}' has {header.ValueLength} octets");
        return found;
    }

    private void NoteBoundary() => _boundary = _place;

    private void Consume(int count)
    {
        _position += count;
        _place.Consumed += count;
    }

    /// <summary>Before 'BF36'.</summary>
    private const int BeforePackage = -2;

    /// <summary>In 'BF36', before the lists.</summary>
    private const int InPackage = -1;

    /// <summary>How far one is in a package.</summary>
    private struct Place
    {
        /// <summary>The list that one is in or that comes next, by its number in the grammar; their count at the end.</summary>
        internal int Group;

        /// <summary>True behind the header of the list.</summary>
        internal bool IsInside;

        internal int PackageEnd;
        internal int GroupEnd;
        internal int Parts;
        internal int Consumed;
    }
}

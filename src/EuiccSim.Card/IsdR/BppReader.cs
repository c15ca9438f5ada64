using System.Runtime.InteropServices;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;

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
/// Cuts a Bound Profile Package into its parts as octets arrive, in whatever portions; it holds only what is not yet a whole part.
/// SGP.22 v2.5 §2.5.4: BF36 { BF23, A0 { 87 }, A1 { 88… }, [A2 { 87 }], A3 { 86… } }.
/// </summary>
internal sealed class BppReader
{
    private readonly List<byte> _octets = [];
    private int _position;
    private Step _step = Step.Package;
    private int _packageEnd = int.MaxValue;
    private int _groupEnd = int.MaxValue;
    private int _partsInGroup;
    private int _consumed;
    private (Step Step, int PackageEnd, int GroupEnd, int PartsInGroup, int Consumed) _boundary;

    /// <summary>True between two parts: what comes next may be a command of its own.</summary>
    public bool IsAtBoundary => _position == _octets.Count;

    /// <summary>True once a whole package was read.</summary>
    public bool IsComplete => _step == Step.Complete;

    /// <summary>The step that the octets to come belong to.</summary>
    public BppCommandId Command => _step switch
    {
        Step.Package or Step.InitialiseSecureChannel => BppCommandId.InitialiseSecureChannel,
        Step.ConfigureIsdpGroup or Step.ConfigureIsdp => BppCommandId.ConfigureIsdp,
        Step.StoreMetadataGroup or Step.StoreMetadata => BppCommandId.StoreMetadata,
        Step.ReplaceSessionKeys => BppCommandId.ReplaceSessionKeys,
        _ => BppCommandId.LoadProfileElements,
    };

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (IsAtBoundary) NoteBoundary();
        _octets.RemoveRange(0, _position);
        _position = 0;
        _octets.AddRange(octets);
    }

    /// <summary>True if a TLV with this tag may come next, be it a part or what parts are in.</summary>
    public bool Expects(int tag) => Inside(_step, tag) is not null || PartOf(tag) is not null;

    /// <summary>Goes back to where the last whole part ended, or the last portion that ended between two parts.</summary>
    public void ForgetHalf()
    {
        if (IsAtBoundary) return;
        _octets.Clear();
        _position = 0;
        (_step, _packageEnd, _groupEnd, _partsInGroup, _consumed) = _boundary;
    }

    /// <summary>The next part.</summary>
    /// <param name="tlv">The whole TLV of the part, where it is one.</param>
    /// <exception cref="Asn1ContentException">The package is not built as the standard says.</exception>
    public BppPart Next(out Octets tlv)
    {
        tlv = default;
        while (true)
        {
            if (_step == Step.Complete) return IsAtBoundary ? BppPart.Incomplete : throw new Asn1ContentException("octets after the package");
            if (EndGroup() is { } end) return end;
            ReadOnlySpan<byte> rest = CollectionsMarshal.AsSpan(_octets)[_position..];
            if (!TlvHeader.TryRead(rest, out TlvHeader header)) return BppPart.Incomplete;
            if (TryOpen(header)) continue;
            BppPart part = PartOf(header);
            if (rest.Length < header.TotalLength) return BppPart.Incomplete;
            tlv = Octets.Of(rest[..header.TotalLength]);
            Consume(header.TotalLength);
            if (_step == Step.InitialiseSecureChannel) _step = Step.ConfigureIsdpGroup;
            else _partsInGroup++;
            NoteBoundary();
            return part;
        }
    }

    private BppPart? EndGroup()
    {
        if (_consumed < _groupEnd || _step is not (Step.ConfigureIsdp or Step.StoreMetadata or Step.ReplaceSessionKeys or Step.ProfileElements))
            return null;
        if (_partsInGroup == 0) throw new Asn1ContentException($"no part in {_step}");
        Step ended = _step;
        _step = ended switch
        {
            Step.ConfigureIsdp => Step.StoreMetadataGroup,
            Step.StoreMetadata => Step.ReplaceOrElementsGroup,
            Step.ReplaceSessionKeys => Step.ElementsGroup,
            _ => Step.Complete,
        };
        if (_step == Step.Complete && _consumed != _packageEnd) throw new Asn1ContentException("the package does not end with its elements");
        return ended switch
        {
            Step.StoreMetadata => BppPart.EndOfMetadata,
            Step.ProfileElements => BppPart.EndOfPackage,
            _ => null,
        };
    }

    private bool TryOpen(TlvHeader header)
    {
        if (Inside(_step, header.Tag) is not { } step) return false;
        Consume(header.HeaderLength);
        int end = _consumed + header.ValueLength;
        if (end > _packageEnd) throw new Asn1ContentException($"{step} is longer than the package");
        if (_step == Step.Package) _packageEnd = end;
        else _groupEnd = end;
        _partsInGroup = 0;
        _step = step;
        return true;
    }

    private static Step? Inside(Step step, int tag) => (step, tag) switch
    {
        (Step.Package, 0xBF36) => Step.InitialiseSecureChannel,
        (Step.ConfigureIsdpGroup, 0xA0) => Step.ConfigureIsdp,
        (Step.StoreMetadataGroup, 0xA1) => Step.StoreMetadata,
        (Step.ReplaceOrElementsGroup, 0xA2) => Step.ReplaceSessionKeys,
        (Step.ReplaceOrElementsGroup or Step.ElementsGroup, 0xA3) => Step.ProfileElements,
        _ => null,
    };

    private BppPart? PartOf(int tag) => (_step, tag) switch
    {
        (Step.InitialiseSecureChannel, 0xBF23) => BppPart.InitialiseSecureChannel,
        (Step.ConfigureIsdp, Bsp.Tag87) when _partsInGroup == 0 => BppPart.ConfigureIsdp,
        (Step.StoreMetadata, Bsp.Tag88) => BppPart.StoreMetadata,
        (Step.ReplaceSessionKeys, Bsp.Tag87) when _partsInGroup == 0 => BppPart.ReplaceSessionKeys,
        (Step.ProfileElements, Bsp.Tag86) => BppPart.ProfileElements,
        _ => null,
    };

    private BppPart PartOf(TlvHeader header)
    {
        if (PartOf(header.Tag) is not { } found) throw new Asn1ContentException($"tag '{header.Tag:X2}' is not expected in {_step}");
        int limit = Math.Min(_packageEnd, _step == Step.InitialiseSecureChannel ? int.MaxValue : _groupEnd);
        int longest = header.Tag == Bsp.Tag88 ? Bsp.MaxTlvLength : Bsp.MaxReceivedTlvLength;
        if (header.TotalLength > longest || _consumed + header.TotalLength > limit)
            throw new Asn1ContentException($"tag '{header.Tag:X2}' has {header.ValueLength} octets");
        return found;
    }

    private void NoteBoundary() => _boundary = (_step, _packageEnd, _groupEnd, _partsInGroup, _consumed);

    private void Consume(int count)
    {
        _position += count;
        _consumed += count;
    }

    private enum Step
    {
        Package,
        InitialiseSecureChannel,
        ConfigureIsdpGroup,
        ConfigureIsdp,
        StoreMetadataGroup,
        StoreMetadata,
        ReplaceOrElementsGroup,
        ReplaceSessionKeys,
        ElementsGroup,
        ProfileElements,
        Complete,
    }
}

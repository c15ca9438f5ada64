using System.Collections.Immutable;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>
/// Builds the file system of a Profile, file by file. It does not judge: what a package may do is the installer's to check.
/// </summary>
internal sealed class FileTreeBuilder
{
    private readonly List<DraftFile> _drafts = [];
    private readonly List<DraftFile> _adfs = [];
    private readonly List<DraftFile> _contents = [];
    private readonly List<PinState> _pins = [];
    private readonly List<DraftFile> _pinDirectories = [];
    private readonly List<PukState> _puks = [];
    private readonly List<AkaRecord> _aka = [];

    /// <summary>Starts with an MF.</summary>
    internal FileTreeBuilder(FileParameters mf) => Mf = Add(new(mf, null, [], -1));

    internal DraftFile Mf { get; }

    /// <summary>The ADFs in the order of creation.</summary>
    internal IReadOnlyList<DraftFile> Adfs => _adfs;

    /// <summary>The number of files, the MF included.</summary>
    internal int Count => _drafts.Count;

    /// <summary>Adds a DF.</summary>
    internal DraftFile AddDf(DraftFile parent, FileParameters parameters)
    {
        DraftFile df = Add(new(parameters, parent, [], -1));
        parent.Children.Add(df);
        return df;
    }

    /// <summary>Adds an ADF; <see cref="FileParameters.Fid"/> is its temporary identifier.</summary>
    internal DraftFile AddAdf(FileParameters parameters)
    {
        DraftFile adf = Add(new(parameters, Mf, [], -1));
        _adfs.Add(adf);
        return adf;
    }

    /// <summary>Adds an EF filled with 'FF' (a BER-TLV file: empty). Write into <see cref="DraftFile.Content"/>.</summary>
    internal DraftFile AddEf(DraftFile parent, FileParameters parameters)
    {
        byte[] content = parameters.Kind == FileKind.BerTlv ? [] : new byte[parameters.Size];
        content.AsSpan().Fill(0xFF);
        DraftFile ef = Add(new(parameters, parent, content, _contents.Count));
        parent.Children.Add(ef);
        _contents.Add(ef);
        return ef;
    }

    /// <summary>Adds an EF with the content of another. TS 102 221 knows no links; the profile package does (SAIP §8.3.6).</summary>
    internal DraftFile AddLink(DraftFile parent, FileParameters parameters, DraftFile target)
    {
        DraftFile link = Add(new(parameters, parent, target.Content, target.ContentId));
        parent.Children.Add(link);
        return link;
    }

    /// <summary>The file at a path of identifiers below the MF, or null. The first one may be the temporary identifier of an ADF.</summary>
    internal DraftFile? Find(params ReadOnlySpan<ushort> path)
    {
        DraftFile? at = Mf;
        for (int i = 0; i < path.Length && at is not null; i++)
        {
            at = at.FindChild(path[i]) ?? (i == 0 ? FindAdf(path[0]) : null);
        }
        return at;
    }

    /// <summary>The ADF with a temporary identifier, or null.</summary>
    internal DraftFile? FindAdf(ushort temporaryFid)
    {
        foreach (DraftFile adf in _adfs)
        {
            if (adf.Parameters.Fid == temporaryFid) return adf;
        }
        return null;
    }

    /// <summary>Adds a PIN: a global one whatever the directory, a local one ('8X') to the directory.</summary>
    internal void AddPin(DraftFile directory, PinState pin)
    {
        DraftFile owner = PinReference.IsGlobal(pin.Reference) ? Mf : directory;
        owner.LocalPins.Add(new(pin.Reference, _pins.Count));
        _pins.Add(pin);
        _pinDirectories.Add(directory);
    }

    /// <summary>Adds a PUK, with the same rule.</summary>
    internal void AddPuk(DraftFile directory, PukState puk)
    {
        DraftFile owner = PinReference.IsGlobal(puk.Reference) ? Mf : directory;
        owner.LocalPuks.Add(new(puk.Reference, _puks.Count));
        _puks.Add(puk);
    }

    /// <summary>Gives an ADF its authentication key.</summary>
    internal void AddAka(DraftFile adf, AkaRecord aka)
    {
        adf.AkaSlot = _aka.Count;
        _aka.Add(aka);
    }

    /// <summary>The finished file system. The builder must not be used afterwards.</summary>
    internal UiccProfile Freeze()
    {
        Mf.Children.AddRange(_adfs);
        int nextId = 0;
        FileNode mf = new(Mf, null, ref nextId);
        mf.ResolveAccessRules();
        return new()
        {
            Files = new(mf, FrozenContents(), GlobalPins()),
            Pins = [.. _pins],
            Puks = [.. _puks],
            PukOfPin = PukOfPin(),
            Aka = [.. _aka],
        };
    }

    private Octets[] FrozenContents()
    {
        Octets[] contents = new Octets[_contents.Count];
        for (int i = 0; i < contents.Length; i++) contents[i] = Octets.Wrap(_contents[i].Content);
        return contents;
    }

    private short[] GlobalPins()
    {
        short[] slots = new short[0x80];
        slots.AsSpan().Fill(-1);
        foreach (PinBinding pin in Mf.LocalPins)
        {
            if (PinReference.IsGlobal(pin.Reference)) slots[pin.Reference] = (short)pin.Slot;
        }
        return slots;
    }

    private ImmutableArray<int> PukOfPin()
    {
        ImmutableArray<int>.Builder slots = ImmutableArray.CreateBuilder<int>(_pins.Count);
        for (int i = 0; i < _pins.Count; i++)
        {
            slots.Add(_pins[i].UnblockReference is { } puk ? _pinDirectories[i].PukSlot(puk) : -1);
        }
        return slots.MoveToImmutable();
    }

    private DraftFile Add(DraftFile draft)
    {
        _drafts.Add(draft);
        return draft;
    }
}

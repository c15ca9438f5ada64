using System.Collections.Immutable;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>
/// Builds the file system of a Profile, file by file. It does not judge: what a package may do is the installer's to check.
/// </summary>
internal sealed class FileTreeBuilder
{
    private readonly List<DraftFile> _adfs = [];
    private int _contents;
    private readonly List<PinState> _pins = [];
    private readonly List<DraftFile> _pinDirectories = [];
    private readonly List<PukState> _puks = [];
    private readonly List<AkaRecord> _aka = [];

    /// <summary>Starts with an MF.</summary>
    internal FileTreeBuilder(FileParameters mf) => Mf = new(mf, null, -1);

    internal DraftFile Mf { get; }

    /// <summary>Adds a DF.</summary>
    internal static DraftFile AddDf(DraftFile parent, FileParameters parameters)
    {
        DraftFile df = new(parameters, parent, -1);
        parent.Add(df);
        return df;
    }

    /// <summary>Adds an ADF; <see cref="FileParameters.Fid"/> is its temporary identifier.</summary>
    internal DraftFile AddAdf(FileParameters parameters)
    {
        DraftFile adf = new(parameters, Mf, -1);
        _adfs.Add(adf);
        return adf;
    }

    /// <summary>Adds an EF; whoever adds it gives it its <see cref="DraftFile.Initial"/>.</summary>
    internal DraftFile AddEf(DraftFile parent, FileParameters parameters)
    {
        DraftFile ef = new(parameters, parent, _contents++);
        parent.Add(ef);
        return ef;
    }

    /// <summary>Adds an EF with the content of another. TS 102 221 knows no links; the profile package does (SAIP §8.3.6).</summary>
    internal static DraftFile AddLink(DraftFile parent, FileParameters parameters, DraftFile target)
    {
        DraftFile link = new(parameters, parent, target.ContentId) { IsLink = true };
        parent.Add(link);
        return link;
    }

    /// <summary>Adds a PIN: a global one whatever the directory, a local one ('8X') to the directory.</summary>
    internal void AddPin(DraftFile directory, PinState pin)
    {
        DraftFile owner = PinReference.IsGlobal(pin.Reference) ? Mf : directory;
        owner.AddPin(new(pin.Reference, _pins.Count));
        _pins.Add(pin);
        _pinDirectories.Add(directory);
    }

    /// <summary>Adds a PUK, with the same rule.</summary>
    internal void AddPuk(DraftFile directory, PukState puk)
    {
        DraftFile owner = PinReference.IsGlobal(puk.Reference) ? Mf : directory;
        owner.AddPuk(new(puk.Reference, _puks.Count));
        _puks.Add(puk);
    }

    /// <summary>Gives an ADF its authentication key.</summary>
    internal void AddAka(DraftFile adf, AkaRecord aka)
    {
        adf.AkaSlot = _aka.Count;
        _aka.Add(aka);
    }

    /// <summary>This ADF uses key and sequence numbers of another one (SAIP mappingParameter).</summary>
    internal static void ShareAka(DraftFile adf, DraftFile source) => adf.AkaSlot = source.AkaSlot;

    /// <summary>The finished file system. The builder must not be used afterwards.</summary>
    internal UiccProfile Freeze()
    {
        foreach (DraftFile adf in _adfs) Mf.Add(adf);
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

    private InitialContent[] FrozenContents()
    {
        InitialContent[] contents = new InitialContent[_contents];
        Collect(Mf, contents);
        return contents;
    }

    private static void Collect(DraftFile file, InitialContent[] contents)
    {
        if (file is { ContentId: >= 0, IsLink: false }) contents[file.ContentId] = file.Initial;
        foreach (DraftFile child in file.Children) Collect(child, contents);
    }

    private int[] GlobalPins()
    {
        int[] slots = new int[0x80];
        slots.AsSpan().Fill(-1);
        foreach (PinBinding pin in Mf.LocalPins)
        {
            if (PinReference.IsGlobal(pin.Reference)) slots[pin.Reference] = pin.Slot;
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
}

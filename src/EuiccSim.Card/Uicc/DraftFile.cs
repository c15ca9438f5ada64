namespace EuiccSim.Card.Uicc;

/// <summary>A file while a <see cref="FileTreeBuilder"/> builds the tree.</summary>
internal sealed class DraftFile
{
    private List<DraftFile>? _children;
    private Dictionary<int, DraftFile>? _byFid;
    private List<PinBinding>? _localPins;
    private List<PinBinding>? _localPuks;

    internal DraftFile(FileParameters parameters, DraftFile? parent, int contentId)
    {
        Parameters = parameters;
        Parent = parent;
        Level = parent is null ? 1 : parent.Level + 1;
        ContentId = contentId;
    }

    internal FileParameters Parameters { get; }

    internal DraftFile? Parent { get; }

    /// <summary>The content of an EF; a link has that of its target, whatever stands here.</summary>
    internal InitialContent Initial { get; set; }

    /// <summary>Names the content; -1 for a directory.</summary>
    internal int ContentId { get; }

    internal IReadOnlyList<DraftFile> Children => (IReadOnlyList<DraftFile>?)_children ?? [];

    /// <summary>How many directories it is in, itself counted.</summary>
    internal int Level { get; }

    internal IReadOnlyList<PinBinding> LocalPins => (IReadOnlyList<PinBinding>?)_localPins ?? [];

    internal void AddPin(PinBinding pin) => (_localPins ??= []).Add(pin);

    internal void AddPuk(PinBinding puk) => (_localPuks ??= []).Add(puk);

    internal int AkaSlot { get; set; } = -1;

    internal void Add(DraftFile child)
    {
        (_children ??= []).Add(child);
        (_byFid ??= []).TryAdd(child.Parameters.Fid, child);
    }

    internal DraftFile? FindChild(int fid) => _byFid?.GetValueOrDefault(fid);

    /// <summary>The position of the PIN that a key reference means in this directory, or -1.</summary>
    internal int PinSlot(byte reference)
    {
        for (DraftFile? at = this; at is not null; at = at.Parent)
        {
            if (Find(at._localPins, reference) is >= 0 and int slot) return slot;
        }
        return -1;
    }

    /// <summary>The position of the PUK that a key reference means in this directory, or -1.</summary>
    internal int PukSlot(byte reference)
    {
        for (DraftFile? at = this; at is not null; at = at.Parent)
        {
            if (Find(at._localPuks, reference) is >= 0 and int slot) return slot;
        }
        return -1;
    }

    /// <summary>This directory shares the local PINs of another one (SAIP PE-PINCodes with a file path).</summary>
    internal void SharePinsOf(DraftFile source)
    {
        foreach (PinBinding pin in (PinBinding[])[.. source.LocalPins])
        {
            if (!PinReference.IsGlobal(pin.Reference)) AddPin(pin);
        }
    }

    private static int Find(List<PinBinding>? bindings, byte reference)
    {
        if (bindings is null) return -1;
        foreach (PinBinding binding in bindings)
        {
            if (binding.Reference == reference) return binding.Slot;
        }
        return -1;
    }
}

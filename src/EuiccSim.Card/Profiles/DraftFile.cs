namespace EuiccSim.Card.Profiles;

/// <summary>A file while a <see cref="FileTreeBuilder"/> builds the tree.</summary>
internal sealed class DraftFile
{
    private List<DraftFile>? _children;
    private DraftCodes? _codes;

    internal DraftFile(FileParameters parameters, DraftFile? parent, int contentId)
    {
        Parameters = parameters;
        Parent = parent;
        ContentId = contentId;
    }

    internal FileParameters Parameters { get; }

    internal DraftFile? Parent { get; }

    /// <summary>The content of an EF; a link has that of its target, whatever stands here.</summary>
    internal InitialContent Initial { get; set; }

    /// <summary>Names the content; -1 for a directory.</summary>
    internal int ContentId { get; }

    internal IReadOnlyList<DraftFile> Children => (IReadOnlyList<DraftFile>?)_children ?? [];

    /// <summary>It has the content of another file.</summary>
    internal bool IsLink { get; init; }

    internal IReadOnlyList<PinBinding> LocalPins => (IReadOnlyList<PinBinding>?)_codes?.Pins ?? [];

    internal void AddPin(PinBinding pin) => Codes.Pins.Add(pin);

    internal void AddPuk(PinBinding puk) => Codes.Puks.Add(puk);

    /// <summary>The position of an ADF's authentication key; -1 for none.</summary>
    internal int AkaSlot
    {
        get => _codes?.AkaSlot ?? -1;
        set => Codes.AkaSlot = value;
    }

    internal void Add(DraftFile child) => (_children ??= []).Add(child);

    /// <summary>The position of the PIN that a key reference means in this directory, or -1.</summary>
    internal int PinSlot(byte reference)
    {
        for (DraftFile? at = this; at is not null; at = at.Parent)
        {
            if (Find(at._codes?.Pins, reference) is >= 0 and int slot) return slot;
        }
        return -1;
    }

    /// <summary>The position of the PUK that a key reference means in this directory, or -1.</summary>
    internal int PukSlot(byte reference)
    {
        for (DraftFile? at = this; at is not null; at = at.Parent)
        {
            if (Find(at._codes?.Puks, reference) is >= 0 and int slot) return slot;
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

    private DraftCodes Codes => _codes ??= new();

    private static int Find(List<PinBinding>? bindings, byte reference)
    {
        if (bindings is null) return -1;
        foreach (PinBinding binding in bindings)
        {
            if (binding.Reference == reference) return binding.Slot;
        }
        return -1;
    }

    // Few directories have any.
    private sealed class DraftCodes
    {
        internal List<PinBinding> Pins { get; } = [];

        internal List<PinBinding> Puks { get; } = [];

        internal int AkaSlot { get; set; } = -1;
    }
}

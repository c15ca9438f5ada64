namespace EuiccSim.Card.Uicc;

/// <summary>A file while a <see cref="FileTreeBuilder"/> builds the tree.</summary>
internal sealed class DraftFile
{
    internal DraftFile(FileParameters parameters, DraftFile? parent, byte[] content, int contentId)
    {
        Parameters = parameters;
        Parent = parent;
        Content = content;
        ContentId = contentId;
    }

    internal FileParameters Parameters { get; }

    internal DraftFile? Parent { get; }

    /// <summary>The content of an EF, to be written into; a link has that of its target. Empty for directories.</summary>
    internal byte[] Content { get; set; }

    /// <summary>Names the content; -1 for a directory.</summary>
    internal int ContentId { get; }

    internal List<DraftFile> Children { get; } = [];

    internal List<PinBinding> LocalPins { get; } = [];

    internal List<PinBinding> LocalPuks { get; } = [];

    internal int AkaSlot { get; set; } = -1;

    internal DraftFile? FindChild(int fid)
    {
        foreach (DraftFile child in Children)
        {
            if (child.Parameters.Fid == fid) return child;
        }
        return null;
    }

    /// <summary>The position of the PIN that a key reference means in this directory, or -1.</summary>
    internal int PinSlot(byte reference)
    {
        for (DraftFile? at = this; at is not null; at = at.Parent)
        {
            if (Find(at.LocalPins, reference) is >= 0 and int slot) return slot;
        }
        return -1;
    }

    /// <summary>The position of the PUK that a key reference means in this directory, or -1.</summary>
    internal int PukSlot(byte reference)
    {
        for (DraftFile? at = this; at is not null; at = at.Parent)
        {
            if (Find(at.LocalPuks, reference) is >= 0 and int slot) return slot;
        }
        return -1;
    }

    /// <summary>This directory shares the local PINs of another one (SAIP PE-PINCodes with a file path).</summary>
    internal void SharePinsOf(DraftFile source)
    {
        foreach (PinBinding pin in source.LocalPins)
        {
            if (!PinReference.IsGlobal(pin.Reference)) LocalPins.Add(pin);
        }
    }

    /// <summary>This ADF uses key and sequence numbers of another one (SAIP mappingParameter).</summary>
    internal void UseAkaOf(DraftFile source) => AkaSlot = source.AkaSlot;

    private static int Find(List<PinBinding> bindings, byte reference)
    {
        foreach (PinBinding binding in bindings)
        {
            if (binding.Reference == reference) return binding.Slot;
        }
        return -1;
    }
}

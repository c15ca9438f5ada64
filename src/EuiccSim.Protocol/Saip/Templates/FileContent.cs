using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>
/// The initial content of a file: first all of it is filled with its pattern, then what the profile writes goes over it, from the start on.
/// Records lie one after the other; in a cyclic file the first one is record 1. SAIP §8.3.4.
/// </summary>
public sealed class FileContent
{
    private readonly FileDefinition _file;
    // Most files of a large package are not written to.
    private List<(int At, Octets Octets)>? _writes;
    private int _position;

    /// <summary>A file filled with its pattern. What the pattern gives is made when it is read.</summary>
    public FileContent(FileDefinition file) => _file = file;

    /// <summary>The octets of the content; of a BER-TLV file what was written.</summary>
    public int Length => HasObjects ? _position : _file.Size;

    /// <summary>How many octets were written.</summary>
    public int Written { get; private set; }

    private bool HasObjects => _file.Type == FileType.BerTlv && _file.LinkPath is null;

    /// <summary>What the content of a file of a template is made of.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parts">What the profile says of it; attributes among it must stand first.</param>
    /// <param name="content">The content; of use only if the outcome is <see cref="PeStatusCode.Ok"/>.</param>
    public static PeStatusCode Collect(FileDefinition file, SequenceOf<FilePart> parts, out FileContent content) =>
        Refuse(file, parts, out content)?.Status ?? PeStatusCode.Ok;

    /// <summary>The same, with the rule that is broken; null if none is.</summary>
    internal static ProfileRule? Refuse(FileDefinition file, SequenceOf<FilePart> parts, out FileContent content)
    {
        content = new(file);
        for (int i = 0; i < parts.Count; i++)
        {
            PeStatusCode outcome = parts[i] switch
            {
                FilePart.FillFileOffset offset => content.Skip(offset.Value),
                FilePart.FillFileContent octets => content.Write(octets.Value),
                _ => PeStatusCode.Ok,
            };
            if (outcome != PeStatusCode.Ok) return FileRules.ContentFits;
            if (i > 0 && parts[i] is (FilePart.FileDescriptor or FilePart.DoNotCreate)) return FileRules.DescriptorFirst;
        }
        return null;
    }

    /// <summary>The content of a file of a template.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parts">What the profile says of it; attributes among it must stand first.</param>
    /// <param name="content">The content; empty unless the outcome is <see cref="PeStatusCode.Ok"/>.</param>
    public static PeStatusCode Build(FileDefinition file, SequenceOf<FilePart> parts, out Octets content)
    {
        PeStatusCode outcome = Collect(file, parts, out FileContent built);
        content = outcome == PeStatusCode.Ok ? built.Finish() : Octets.Empty;
        return outcome;
    }

    /// <summary>fillFileOffset: moves the write position on.</summary>
    /// <returns><see cref="PeStatusCode.InvalidParameter"/> if that is beyond the end of the file.</returns>
    public PeStatusCode Skip(int octets)
    {
        if (octets < 0 || octets > _file.Size - _position) return PeStatusCode.InvalidParameter;
        _position += octets;
        return PeStatusCode.Ok;
    }

    /// <summary>fillFileContent: writes, and moves the write position on.</summary>
    /// <returns><see cref="PeStatusCode.InvalidParameter"/> if the octets do not fit, or the file has no content of its own.</returns>
    public PeStatusCode Write(Octets octets)
    {
        int limit = HasObjects ? _file.MaximumSize ?? FileResolver.LargestFile : _file.Size;
        if (octets.Length > limit - _position) return PeStatusCode.InvalidParameter;
        if (!octets.IsEmpty) (_writes ??= new(1)).Add((_position, octets));
        _position += octets.Length;
        Written += octets.Length;
        return PeStatusCode.Ok;
    }

    /// <summary>Some octets of the content.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many; they end within <see cref="Length"/>.</param>
    public Octets Read(int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)offset + length, Length, nameof(length));
        if (length == 0) return Octets.Empty;
        byte[] part = new byte[length];
        if (!HasObjects) Fill(part, offset);
        if (_writes is not null) Overwrite(part, offset, _writes);
        return Octets.Wrap(part);
    }

    /// <summary>The content; of a BER-TLV file what was written. Nothing may be written afterwards.</summary>
    public Octets Finish() => Read(0, Length);

    /// <summary>True if another was made in the same way, and so gives the same octets.</summary>
    public bool WasMadeAs(FileContent other) =>
        _position == other._position && Written == other.Written && (_writes ?? []).SequenceEqual(other._writes ?? []) && _file == other._file;

    /// <summary>The pattern goes over the whole file, or over each record.</summary>
    private void Fill(Span<byte> part, int offset)
    {
        int unit = _file.RecordLength == 0 ? _file.Size : _file.RecordLength;
        for (int at = 0; at < part.Length;)
        {
            int within = (offset + at) % unit;
            int count = Math.Min(unit - within, part.Length - at);
            _file.Pattern.Apply(part.Slice(at, count), within, unit);
            at += count;
        }
    }

    private static void Overwrite(Span<byte> part, int offset, List<(int At, Octets Octets)> writes)
    {
        for (int i = FirstWriteAfter(offset, writes); i < writes.Count && writes[i].At < offset + part.Length; i++)
            ContentPattern.Place(writes[i].Octets.Span, part, writes[i].At - offset);
    }

    /// <summary>The first write that ends after a position: they lie one after the other.</summary>
    private static int FirstWriteAfter(int offset, List<(int At, Octets Octets)> writes)
    {
        (int low, int high) = (0, writes.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (writes[middle].At + writes[middle].Octets.Length <= offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

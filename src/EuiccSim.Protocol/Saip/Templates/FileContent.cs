using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>
/// The initial content of a file: first all of it is filled with its pattern, then what the profile writes goes over it, from the start on.
/// Records lie one after the other; in a cyclic file the first one is record 1. SAIP §8.3.4.
/// </summary>
public sealed class FileContent
{
    private readonly FileDefinition _file;
    private readonly byte[] _content;
    private readonly List<Octets> _objects = [];
    private int _position;

    /// <summary>A file filled with its pattern.</summary>
    public FileContent(FileDefinition file)
    {
        _file = file;
        _content = file.Size == 0 ? [] : new byte[file.Size];
        int unit = file.RecordLength == 0 ? file.Size : file.RecordLength;
        for (int at = 0; at < _content.Length; at += unit) file.Pattern.Apply(_content.AsSpan(at, unit));
    }

    /// <summary>The content of a file of a template.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parts">What the profile says of it; attributes among it must stand first.</param>
    /// <param name="content">The content; empty unless the outcome is <see cref="PeStatusCode.Ok"/>.</param>
    public static PeStatusCode Build(FileDefinition file, SequenceOf<FilePart> parts, out Octets content)
    {
        content = Octets.Empty;
        FileContent built = new(file);
        for (int i = 0; i < parts.Count; i++)
        {
            PeStatusCode outcome = parts[i] switch
            {
                FilePart.FillFileOffset offset => built.Skip(offset.Value),
                FilePart.FillFileContent octets => built.Write(octets.Value),
                _ => i == 0 ? PeStatusCode.Ok : PeStatusCode.InvalidParameter,
            };
            if (outcome != PeStatusCode.Ok) return outcome;
        }
        content = built.Finish();
        return PeStatusCode.Ok;
    }

    /// <summary>fillFileOffset: moves the write position on.</summary>
    /// <returns><see cref="PeStatusCode.InvalidParameter"/> if that is beyond the end of the file.</returns>
    public PeStatusCode Skip(int octets)
    {
        if (octets < 0 || octets > _content.Length - _position) return PeStatusCode.InvalidParameter;
        _position += octets;
        return PeStatusCode.Ok;
    }

    /// <summary>fillFileContent: writes, and moves the write position on.</summary>
    /// <returns><see cref="PeStatusCode.InvalidParameter"/> if the octets do not fit, or the file has no content of its own.</returns>
    public PeStatusCode Write(Octets octets)
    {
        if (_file.Type == FileType.BerTlv && _file.LinkPath is null)
        {
            _position += octets.Length;
            if (_position > (_file.MaximumSize ?? FileResolver.LargestFile)) return PeStatusCode.InvalidParameter;
            _objects.Add(octets);
            return PeStatusCode.Ok;
        }
        if (octets.Length > _content.Length - _position) return PeStatusCode.InvalidParameter;
        octets.Span.CopyTo(_content.AsSpan(_position));
        _position += octets.Length;
        return PeStatusCode.Ok;
    }

    /// <summary>The content; of a BER-TLV file what was written. Nothing may be written afterwards.</summary>
    public Octets Finish() => _objects.Count == 0 ? Octets.Wrap(_content) : Octets.Concat(_objects.ToArray());
}

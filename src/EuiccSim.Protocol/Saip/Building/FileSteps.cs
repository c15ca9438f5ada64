using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>The steps by which a package writes one file, open to changes of the content that they lead to. SAIP §8.3.4.</summary>
/// <param name="file">The file.</param>
/// <param name="list">The list that the steps stand in.</param>
/// <param name="after">What stands before the first of them; null if they begin the list.</param>
/// <param name="count">How many they are.</param>
/// <param name="tags">The tags that they have at this place.</param>
internal sealed class FileSteps(FileDefinition file, List<EditableTlv> list, EditableTlv? after, int count, FileSteps.StepTags tags)
{
    /// <summary>How steps are told from each other.</summary>
    internal readonly record struct StepTags(int Offset, int Content)
    {
        /// <summary>In a file of a template.</summary>
        internal static StepTags Template { get; } = new(0x82, 0x83);

        /// <summary>In generic file management.</summary>
        internal static StepTags Generic { get; } = new(0x02, 0x81);
    }

    internal FileDefinition File => file;

    /// <summary>The steps of a file.</summary>
    /// <param name="file">The file; no link.</param>
    /// <param name="element">The element that makes it.</param>
    /// <returns>Null for a file that no component stands for: its template makes it unasked.</returns>
    internal static FileSteps? Of(PackageFile file, EditableTlv element)
    {
        if (file.Kind == PeKind.GenericFileManagement)
        {
            List<EditableTlv> list = element.Find(CommandsTag)!.Children[file.Source.Item].Children;
            int count = list.Skip(file.Source.Step + 1).TakeWhile(step => step.Tag is not (FilePathTag or CreateTag)).Count();
            return new(file.Definition, list, list[file.Source.Step], count, StepTags.Generic);
        }
        if (element.Children.Find(child => child.TagNumber == file.Source.Item) is not { } component) return null;
        EditableTlv? descriptor = component.Find(DescriptorTag);
        return new(file.Definition, component.Children, descriptor, component.Children.Count - (descriptor is null ? 0 : 1), StepTags.Template);
    }

    /// <summary>The octets of a record, or of the whole file where there are no records.</summary>
    internal int UnitLength => file.RecordLength == 0 ? file.Size : file.RecordLength;

    /// <summary>The content that the steps lead to.</summary>
    /// <exception cref="Asn1ContentException">They lead beyond the end of the file.</exception>
    internal Octets Content
    {
        get
        {
            FileContent content = new(file);
            foreach (EditableTlv step in Steps)
            {
                PeStatusCode outcome = step.Tag == tags.Offset ? content.Skip(OffsetOf(step)) : content.Write(step.Value);
                if (outcome != PeStatusCode.Ok) throw new Asn1ContentException($"the content of file {file.FileId:X4} does not fit in it");
            }
            return content.Finish();
        }
    }

    /// <summary>Puts octets in the place of others. Where the package does not write that place, it is written from then on.</summary>
    /// <param name="at">The position in the file.</param>
    /// <param name="octets">What shall be there.</param>
    internal void Overwrite(int at, Octets octets)
    {
        Octets before = Content;
        if (before.Slice(at, octets.Length) == octets) return;
        OverwriteSteps(at, octets.Span);
        if (Content.Slice(at, octets.Length) == octets) return;
        byte[] whole = before.ToArray();
        octets.Span.CopyTo(whole.AsSpan(at));
        int end = Math.Max(at + octets.Length, Steps.Sum(LengthOf));
        Replace(Octets.Wrap(whole.AsMemory(0, end)));
    }

    /// <summary>Writes this and nothing else.</summary>
    /// <param name="octets">The content, from the start on.</param>
    internal void Replace(Octets octets)
    {
        list.RemoveRange(First, count);
        count = octets.IsEmpty ? 0 : 1;
        if (count > 0) list.Insert(First, EditableTlv.Create(tags.Content, octets));
    }

    private IEnumerable<EditableTlv> Steps => list.Skip(First).Take(count);

    // Steps of other files may have come or gone before.
    private int First => after is null ? 0 : list.IndexOf(after) + 1;

    private void OverwriteSteps(int at, ReadOnlySpan<byte> octets)
    {
        int position = 0;
        foreach (EditableTlv step in Steps)
        {
            int length = LengthOf(step);
            int from = Math.Max(at, position), to = Math.Min(at + octets.Length, position + length);
            if (step.Tag == tags.Content && from < to)
            {
                byte[] value = step.Value.ToArray();
                octets[(from - at)..(to - at)].CopyTo(value.AsSpan(from - position));
                step.Value = Octets.Wrap(value);
            }
            position += length;
        }
    }

    private int LengthOf(EditableTlv step) => step.Tag == tags.Offset ? OffsetOf(step) : step.Value.Length;

    private static int OffsetOf(EditableTlv step)
    {
        int number = 0;
        foreach (byte octet in step.Value.Span)
        {
            number = (number << 8) | octet;
            if (number > FileResolver.LargestFile) throw new Asn1ContentException("an offset beyond any file");
        }
        return number;
    }

    // SAIP §8.3: a file of a template
    internal const int DescriptorTag = 0xA1;

    // SAIP §8.3.5: generic file management
    internal const int CommandsTag = 0xA1;
    internal const int FilePathTag = 0x80;
    internal const int CreateTag = 0x62;
}

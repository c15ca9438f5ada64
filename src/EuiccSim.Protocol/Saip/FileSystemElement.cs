using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip;

/// <summary>
/// PE-MF, PE-USIM and the other elements that create files from a template: one record, because automatic tagging makes them one shape:
/// header [0], templateID [1], then one [n] File per row of the template. SAIP §8.3.
/// </summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Header">The element's header.</param>
/// <param name="TemplateId">The template whose rows the files are; it need not be one that we know.</param>
/// <param name="Files">The files the element names, by ascending tag.</param>
public sealed record FileSystemElement(PeKind Kind, PeHeader Header, ObjectIdentifier TemplateId, SequenceOf<TemplatedFile> Files)
    : IAsn1Encodable
{
    /// <summary>The file of a context tag; null if the element does not name it.</summary>
    public TemplatedFile? Find(int tag)
    {
        foreach (TemplatedFile file in Files.Span)
        {
            if (file.Tag == tag) return file;
        }
        return null;
    }

    /// <summary>Reads one element.</summary>
    /// <param name="reader">Positioned at it.</param>
    /// <param name="kind">Which element it is: apart from the tag, the encoding does not tell.</param>
    /// <param name="implicitTag">The tag in place of SEQUENCE.</param>
    /// <exception cref="Asn1ContentException">Not an encoding of the element.</exception>
    public static FileSystemElement Decode(AsnReader reader, PeKind kind, Asn1Tag? implicitTag = null)
    {
        PeLayout layout = PeLayout.Of(kind);
        string field = "";
        try
        {
            AsnReader sequence = reader.ReadSequence(implicitTag);
            field = layout.HeaderField;
            PeHeader header = PeHeader.Decode(sequence, s_header);
            field = "templateID";
            ObjectIdentifier template = new(sequence.ReadObjectIdentifier(s_templateId));
            field = "";
            return new(kind, header, template, ReadFiles(sequence, layout.Newest));
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within(layout.Name, field.Length == 0 ? fault : Asn1ContentException.Within(field, fault));
        }
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)
    {
        writer.PushSequence(implicitTag);
        Header.Encode(writer, s_header);
        writer.WriteObjectIdentifier(TemplateId.Value, s_templateId);
        foreach (TemplatedFile file in Files.Span)
        {
            Asn1Primitive.WriteSequenceOf(writer, Context(file.Tag), file.Parts, static (output, part) => part.Encode(output));
        }
        writer.PopSequence(implicitTag);
    }

    private static SequenceOf<TemplatedFile> ReadFiles(AsnReader sequence, ProfileTemplate rows)
    {
        List<TemplatedFile> files = [];
        int expected = FirstFile;
        bool isBehindKnown = false;
        while (sequence.HasData)
        {
            Asn1Tag tag = sequence.PeekTag();
            FileTemplate? row = tag.TagClass == TagClass.ContextSpecific ? rows.Find(tag.TagValue) : null;
            if (row is null && (tag.TagClass != TagClass.ContextSpecific || tag.TagValue >= FirstFile))
            {
                // EXTENSIBILITY IMPLIED: a component of a later version of the module.
                isBehindKnown = true;
                sequence.ReadEncodedValue();
                continue;
            }
            if (row is null || isBehindKnown || row.Tag < expected)
                throw new Asn1ContentException($"component {Asn1Primitive.TextOf(tag)} is repeated or out of order");
            RequireOptional(rows, expected, row.Tag);
            files.Add(ReadFile(sequence, row));
            expected = row.Tag + 1;
        }
        RequireOptional(rows, expected, rows.Files[^1].Tag + 1);
        return SequenceOf.From(files);
    }

    private static TemplatedFile ReadFile(AsnReader sequence, FileTemplate row)
    {
        try
        {
            return new(row.Tag, Asn1Primitive.ReadSequenceOf(sequence, Context(row.Tag), static part => FilePart.Decode(part)));
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within(row.Field, fault);
        }
    }

    private static void RequireOptional(ProfileTemplate rows, int from, int to)
    {
        for (int tag = from; tag < to; tag++)
        {
            if (rows.Find(tag) is { Mandatory: true } row) throw new Asn1ContentException($"component {row.Field} is missing");
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);

    private static readonly Asn1Tag s_header = Context(0);
    private static readonly Asn1Tag s_templateId = Context(1);
    private const int FirstFile = 2;
}

/// <summary>What a profile says of one file of a template: File. SAIP §8.3.2.</summary>
/// <param name="Tag">Number of the context tag, which picks the template's row.</param>
/// <param name="Parts">The steps; none: the file is created as its row says.</param>
public sealed record TemplatedFile(int Tag, SequenceOf<FilePart> Parts)
{
    /// <summary>True if the profile does not want the file.</summary>
    public bool IsNotCreated => Parts.Count > 0 && Parts[0] is FilePart.DoNotCreate;

    /// <summary>The attributes that replace those of the row.</summary>
    public Fcp? Fcp
    {
        get
        {
            foreach (FilePart part in Parts.Span)
            {
                if (part is FilePart.FileDescriptor descriptor) return descriptor.Value;
            }
            return null;
        }
    }
}

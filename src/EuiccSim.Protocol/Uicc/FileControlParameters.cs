using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Uicc;

/// <summary>What a card says of a file that is selected. TS 102 221 §11.1.1.3.</summary>
public sealed record FileControlParameters
{
    /// <summary>What kind of file it is. The master file and an application's directory are a <see cref="FileType.Df"/> here.</summary>
    public required FileType Type { get; init; }

    /// <summary>The file identifier, '83'; null where the card leaves it out.</summary>
    public int? FileId { get; init; }

    /// <summary>The AID of an application, '84'; empty for what is none.</summary>
    public Octets DfName { get; init; }

    /// <summary>The octets of the file, '80', of a file with records those of all; 0 where the card does not say.</summary>
    public int Size { get; init; }

    /// <summary>The octets of a record; 0 without records.</summary>
    public int RecordLength { get; init; }

    /// <summary>The number of records; 0 without records.</summary>
    public int RecordCount { get; init; }

    /// <summary>The short file identifier, '88', 1 to 30; 0 if it has none, null where the card does not say: then it is the low 5 bits of the identifier.</summary>
    public int? ShortFileId { get; init; }

    /// <summary>The life cycle status, '8A'; null where the card does not say. §11.1.1.4.9.</summary>
    public byte? LifeCycleStatus { get; init; }

    /// <summary>The access rules themselves, 'AB'; empty where the card does not give them so. §11.1.1.4.7.3.</summary>
    public Octets AccessRules { get; init; }

    /// <summary>The EF.ARR and the record that has the access rules, '8B'; null where the card names none. §11.1.1.4.7.1.</summary>
    public (Octets FileId, int Record)? AccessRuleReference { get; init; }

    /// <summary>The PINs of a directory and whether each is enabled, 'C6', in the card's order. §11.1.1.4.10.</summary>
    public SequenceOf<PinStatus> Pins { get; init; } = [];

    /// <summary>The template as it came.</summary>
    public Octets Template { get; init; }

    /// <summary>True for MF, DF and ADF.</summary>
    public bool IsDirectory => Type is FileType.Df;

    /// <summary>Whether a PIN is enabled; null if the template does not say.</summary>
    public bool? IsEnabled(PinReference pin)
    {
        foreach (PinStatus one in Pins) if (one.Reference == pin) return one.IsEnabled;
        return null;
    }

    /// <summary>Reads the answer to SELECT or STATUS.</summary>
    /// <exception cref="Asn1ContentException">No template '62' with a file descriptor.</exception>
    public static FileControlParameters Read(Octets fcp)
    {
        TlvHeader outer = TlvHeader.Read(fcp.Span);
        if (outer.Tag != TemplateTag) throw new Asn1ContentException($"the answer to SELECT is '{fcp}', no FCP template");
        FileControlParameters? read = null;
        IReadOnlyList<BerTlv> fields = BerTlv.ReadAll(fcp.Slice(outer.HeaderLength, outer.ValueLength));
        foreach (BerTlv field in fields) if (field is { Tag: 0x82, Value.IsEmpty: false }) read = OfDescriptor(field.Value);
        if (read is null) throw new Asn1ContentException($"no file descriptor in '{fcp}'");
        foreach (BerTlv field in fields) read = read.With(field.Tag, field.Value);
        return read with { Template = fcp };
    }

    private FileControlParameters With(int tag, Octets value) => tag switch
    {
        0x80 when value.Length <= 3 || (value.Length == 4 && value[0] < 0x80) => this with { Size = Number(value) },
        0x83 when value.Length == 2 => this with { FileId = Number(value) },
        0x84 => this with { DfName = value },
        0x88 => this with { ShortFileId = value.IsEmpty ? 0 : value[^1] >> 3 },
        0xAB => this with { AccessRules = value },
        0x8B when value.Length == 3 => this with { AccessRuleReference = (value.Slice(0, 2), value[2]) },
        // A record for each security environment; the first is the one with the PINs enabled or not.
        0x8B when value.Length >= 4 => this with { AccessRuleReference = (value.Slice(0, 2), value[3]) },
        0x8A when value.Length == 1 => this with { LifeCycleStatus = value[0] },
        0xC6 => this with { Pins = PinStatus.ReadTemplate(value) },
        _ => this,
    };

    /// <summary>§11.1.1.4.3.</summary>
    private static FileControlParameters OfDescriptor(Octets descriptor)
    {
        FileType type = (descriptor[0] & 0x3F) switch
        {
            0x38 => FileType.Df,
            0x39 => FileType.BerTlv,
            var other when (other & 0x07) == 0x02 => FileType.LinearFixed,
            var other when (other & 0x07) == 0x06 => FileType.Cyclic,
            _ => FileType.Transparent,
        };
        bool hasRecords = type is FileType.LinearFixed or FileType.Cyclic && descriptor.Length >= 5;
        return new() { Type = type, RecordLength = hasRecords ? Number(descriptor.Slice(2, 2)) : 0, RecordCount = hasRecords ? descriptor[4] : 0 };
    }

    private static int Number(Octets octets)
    {
        int number = 0;
        foreach (byte octet in octets.Span) number = (number << 8) | octet;
        return number;
    }

    private const int TemplateTag = 0x62;
}

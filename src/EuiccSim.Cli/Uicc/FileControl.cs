using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Cli.Uicc;

/// <summary>What the control parameters of a file say. TS 102 221 §11.1.1.3.</summary>
/// <param name="Type">What kind of file it is; a directory is a <see cref="FileType.Df"/>.</param>
/// <param name="Size">The octets of the file, of a file with records those of all.</param>
/// <param name="RecordLength">The octets of a record; 0 without records.</param>
/// <param name="RecordCount">The number of records; 0 without records.</param>
internal sealed record FileControl(FileType Type, int Size, int RecordLength, int RecordCount)
{
    internal bool IsDirectory => Type is FileType.Df;

    /// <exception cref="Asn1ContentException">No template '62' with a file descriptor.</exception>
    internal static FileControl Read(Octets fcp)
    {
        TlvHeader outer = TlvHeader.Read(fcp.Span);
        if (outer.Tag != Template) throw new Asn1ContentException($"the answer to SELECT is '{fcp}', no FCP template");
        Octets? descriptor = null;
        int size = 0;
        Octets rest = fcp.Slice(outer.HeaderLength, outer.ValueLength);
        while (!rest.IsEmpty)
        {
            TlvHeader header = TlvHeader.Read(rest.Span);
            Octets value = rest.Slice(header.HeaderLength, header.ValueLength);
            if (header.Tag == Descriptor && !value.IsEmpty) descriptor = value;
            if (header.Tag == FileSize && value.Length <= 3) size = Number(value);
            else if (header.Tag == FileSize && value.Length == 4 && value[0] < 0x80) size = Number(value);
            rest = rest.Slice(header.TotalLength);
        }
        return descriptor is { } known ? Of(known, size) : throw new Asn1ContentException($"no file descriptor in '{fcp}'");
    }

    private static FileControl Of(Octets descriptor, int size)
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
        return new(type, size, hasRecords ? Number(descriptor.Slice(2, 2)) : 0, hasRecords ? descriptor[4] : 0);
    }

    private static int Number(Octets octets)
    {
        int number = 0;
        foreach (byte octet in octets.Span) number = (number << 8) | octet;
        return number;
    }

    private const int Template = 0x62;
    private const int Descriptor = 0x82;
    private const int FileSize = 0x80;
}

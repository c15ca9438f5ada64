using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>Reads a pending notification that need not be right: of all that is in it, an LPA needs the metadata only.</summary>
internal static class PendingNotificationReader
{
    internal static Entry<PendingNotification?> Read(Octets encoded)
    {
        try
        {
            return new(Asn1Codec.Decode<PendingNotification>(encoded), encoded, []);
        }
        catch (Asn1ContentException fault)
        {
            SequenceOf<FieldFault> faults = Metadata(encoded) is { IsDamaged: true } metadata ? metadata.Faults : [FaultOf(encoded, fault)];
            return new(null, encoded, faults);
        }
    }

    internal static Entry<NotificationMetadata>? Metadata(Octets encoded)
    {
        Octets inside = SequenceContent.Of(encoded);
        Octets holder = First(inside, InstallationResultData) is { IsEmpty: false } data ? SequenceContent.Of(data) : inside;
        return First(holder, MetadataTag) is { IsEmpty: false } metadata ? FieldReader.Read<NotificationMetadata>(metadata) : null;
    }

    /// <summary>What octets begin with. A certificate in a notification is none.</summary>
    internal static TlvLook Look(Octets octets)
    {
        int size = TlvCut.SizeOf(octets);
        return Begins(octets) ? new(0, size, EntryList.Try<PendingNotification>(octets.Slice(0, size))) : new(-1, size, TlvRead.Not);
    }

    /// <summary>A signed notification begins with its metadata, an installation result with its data.</summary>
    private static bool Begins(Octets octets)
    {
        if (!BerTlv.TryHeader(octets, out TlvHeader header)) return false;
        Octets inside = octets.Slice(header.HeaderLength);
        return header.Tag switch
        {
            InstallationResult => BerTlv.TryHeader(inside, out TlvHeader data) && data.Tag == InstallationResultData,
            Other => BerTlv.TryHeader(inside, out TlvHeader metadata) && metadata.Tag == MetadataTag,
            RpmResult => true,
            _ => false,
        };
    }

    private static Octets First(Octets octets, int tag) => BerTlv.ReadWhole(octets).FirstOrDefault(one => one.Tag == tag).Encoded;

    private static FieldFault FaultOf(Octets encoded, Asn1ContentException fault)
    {
        bool isKind = Asn1Tag.TryDecode(encoded.Span, out Asn1Tag tag, out int octets) && PendingNotification.Accepts(tag);
        if (!isKind) return new("", FieldFaultKind.Unknown, $"begins with {encoded.Slice(0, octets)}, which no notification of SGP.22 v2 does", default);
        string field = fault.Path[(fault.Path.LastIndexOf('.') + 1)..];
        // A type's name: the fault is in none of its fields.
        if (field.Length > 0 && char.IsAsciiLetterUpper(field[0])) field = "";
        return new(field, FieldFaultKind.Unreadable, fault.InnerException is null ? fault.Reason : "cannot be read", default);
    }

    private const int InstallationResult = 0xBF37;
    private const int InstallationResultData = 0xBF27;
    private const int MetadataTag = 0xBF2F;
    private const int Other = 0x30;
    private const int RpmResult = 0xA1; // SGP.22 v3
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>The file control parameters of one file, and where in them the parts stand that can change. TS 102 221 §11.1.1.3.</summary>
/// <param name="Template">Tag '62' with the values at creation; the PIN status is all zero.</param>
/// <param name="LifeCycleAt">The position of the life cycle octet.</param>
/// <param name="PinStatusAt">The position of the first octet of PS_DO; -1 for an EF.</param>
internal sealed record Fcp(Octets Template, int LifeCycleAt, int PinStatusAt)
{
    /// <summary>The order of the objects is the one that cards in the field have: 82 83 84 A5 8A 8B C6 80 88.</summary>
    internal static Fcp Of(FileParameters file) => Of(file, file.Kind == FileKind.BerTlv ? 0 : file.Size);

    /// <summary>As <see cref="Of(FileParameters)"/>; of a BER-TLV file, the size ('80') is that of the objects in it.</summary>
    internal static Fcp Of(FileParameters file, int size)
    {
        List<byte> body = new(Usual);
        bool isDirectory = file.Kind.IsDirectory();
        Add(body, 0x82, Descriptor(file));
        ushort fid = file.Kind == FileKind.Adf ? CurrentAdf : file.Fid;
        Add(body, 0x83, [(byte)(fid >> 8), (byte)(fid & 0xFF)]);
        if (!file.DfName.IsEmpty) Add(body, 0x84, file.DfName.Span);
        ReadOnlySpan<byte> proprietary = Proprietary(file);
        if (!proprietary.IsEmpty) Add(body, 0xA5, proprietary);
        Add(body, 0x8A, [file.LifeCycle]);
        int lifeCycleAt = body.Count - 1;
        if (file.ArrFid != 0) Add(body, 0x8B, [(byte)(file.ArrFid >> 8), (byte)(file.ArrFid & 0xFF), file.ArrRecord]);
        int pinStatusAt = isDirectory ? body.Count + 4 : -1;
        if (isDirectory) Add(body, 0xC6, PinStatus(file.PinReferences.Span));
        if (!isDirectory) Add(body, 0x80, Size(size));
        if (!isDirectory) Add(body, 0x88, file.Sfi == 0 ? [] : [(byte)(file.Sfi << 3)]);

        byte[] header = body.Count < 0x80 ? [0x62, (byte)body.Count] : [0x62, 0x81, (byte)body.Count];
        pinStatusAt = isDirectory ? pinStatusAt + header.Length : -1;
        body.InsertRange(0, header);
        return new(Octets.Wrap(body.ToArray()), lifeCycleAt + header.Length, pinStatusAt);
    }

    private static byte[] Descriptor(FileParameters file)
    {
        byte descriptor = (byte)((file.Shareable ? 0x40 : 0) | file.Kind switch
        {
            FileKind.Transparent => 0x01,
            FileKind.LinearFixed => 0x02,
            FileKind.Cyclic => 0x06,
            FileKind.BerTlv => 0x39,
            _ => 0x38,
        });
        if (!file.Kind.HasRecords()) return [descriptor, DataCoding];
        int length = file.RecordLength;
        return [descriptor, DataCoding, (byte)(length >> 8), (byte)(length & 0xFF), (byte)(file.Size / length)];
    }

    private static byte[] Proprietary(FileParameters file)
    {
        if (file.Kind == FileKind.Mf) return [.. Characteristics, .. TerminalCapabilityIsKnown];
        if (file.Kind.IsDirectory()) return Characteristics;
        List<byte> body = [];
        if (file.Kind == FileKind.BerTlv)
        {
            Add(body, 0x84, [AnyBerCoding]);
            Add(body, 0x85, Size(file.Size));
            Add(body, 0x86, Size(BerTlvFiles.Room(file)));
        }
        if (file.SpecialInformation != 0) Add(body, 0xC0, [file.SpecialInformation]);
        return [.. body];
    }

    /// <summary>
    /// PS_DO with a bit for each key reference, first key in bit 8, then the references; the universal PIN says its usage first.
    /// </summary>
    private static byte[] PinStatus(ReadOnlySpan<byte> references)
    {
        if (references.IsEmpty) return NoPin;
        List<byte> body = new(Usual);
        Add(body, 0x90, new byte[Math.Max(1, (references.Length + 7) / 8)]);
        foreach (byte reference in references)
        {
            if (reference == PinReference.Universal) Add(body, 0x95, [0x08]);
            Add(body, 0x83, [reference]);
        }
        return [.. body];
    }

    private static byte[] Size(int size) => size <= 0xFFFF
        ? [(byte)(size >> 8), (byte)(size & 0xFF)]
        : [(byte)(size >> 24), (byte)((size >> 16) & 0xFF), (byte)((size >> 8) & 0xFF), (byte)(size & 0xFF)];

    private static void Add(List<byte> to, byte tag, ReadOnlySpan<byte> value)
    {
        to.Add(tag);
        to.Add((byte)value.Length);
        to.AddRange(value);
    }

    /// <summary>The FID by which the ADF of the current application is selected. TS 102 221 §8.3.</summary>
    internal const ushort CurrentAdf = 0x7FFF;
    private const byte DataCoding = 0x21;

    /// <summary>File details: bit 1 would say that lengths are taken in DER only. TS 102 221 §11.1.1.4.6.</summary>
    private const byte AnyBerCoding = 0x00;
    private const int Usual = 64;
    private static readonly byte[] NoPin = [0x90, 0x01, 0x00];
    private static readonly byte[] Characteristics = [0x80, 0x01, 0x71];
    private static readonly byte[] TerminalCapabilityIsKnown = [0x87, 0x01, 0x01];
}

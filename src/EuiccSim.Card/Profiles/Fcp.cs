using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

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
        TlvWriter body = new(stackalloc byte[MostOctets]);
        bool isDirectory = file.Kind.IsDirectory();
        AddDescriptor(ref body, file);
        body.AddNumber(0x83, file.Kind == FileKind.Adf ? CurrentAdf : file.Fid, 2);
        if (!file.DfName.IsEmpty) body.Add(0x84, file.DfName.Span);
        AddProprietary(ref body, file);
        int lifeCycleAt = body.Add(0x8A, [file.LifeCycle]);
        if (file.ArrFid != 0) body.Add(0x8B, [(byte)(file.ArrFid >> 8), (byte)(file.ArrFid & 0xFF), file.ArrRecord]);
        int pinStatusAt = -1;
        if (isDirectory)
        {
            pinStatusAt = AddPinStatus(ref body, file.PinReferences.Span);
        }
        else
        {
            AddSize(ref body, 0x80, size);
            body.Add(0x88, file.Sfi == 0 ? [] : [(byte)(file.Sfi << 3)]);
        }
        Octets template = body.Finish(0x62, out int header);
        return new(template, lifeCycleAt + header, isDirectory ? pinStatusAt + header : -1);
    }

    private static void AddDescriptor(ref TlvWriter body, FileParameters file)
    {
        byte descriptor = (byte)((file.Shareable ? 0x40 : 0) | file.Kind switch
        {
            FileKind.Transparent => 0x01,
            FileKind.LinearFixed => 0x02,
            FileKind.Cyclic => 0x06,
            FileKind.BerTlv => 0x39,
            _ => 0x38,
        });
        int length = file.RecordLength;
        if (file.Kind.HasRecords()) body.Add(0x82, [descriptor, DataCoding, (byte)(length >> 8), (byte)(length & 0xFF), (byte)(file.Size / length)]);
        else body.Add(0x82, [descriptor, DataCoding]);
    }

    private static void AddProprietary(ref TlvWriter body, FileParameters file)
    {
        TlvWriter own = new(stackalloc byte[MostProprietary]);
        if (file.Kind.IsDirectory()) own.Add(0x80, Characteristics);
        if (file.Kind == FileKind.Mf) own.Add(0x87, TerminalCapabilityIsKnown);
        if (file.Kind == FileKind.BerTlv)
        {
            own.Add(0x84, [AnyBerCoding]);
            AddSize(ref own, 0x85, file.Size);
            AddSize(ref own, 0x86, file.Room);
        }
        if (!file.Kind.IsDirectory() && file.SpecialInformation != 0) own.Add(0xC0, [file.SpecialInformation]);
        if (!own.Written.IsEmpty) body.Add(0xA5, own.Written);
    }

    /// <summary>
    /// PS_DO with a bit for each key reference, first key in bit 8, then the references; the universal PIN says its usage first.
    /// </summary>
    /// <returns>The position of the first octet of PS_DO.</returns>
    private static int AddPinStatus(ref TlvWriter body, ReadOnlySpan<byte> references)
    {
        TlvWriter status = new(stackalloc byte[MostOctets]);
        Span<byte> none = stackalloc byte[Math.Max(1, (references.Length + 7) / 8)];
        none.Clear();
        int bitsAt = status.Add(0x90, none);
        foreach (byte reference in references)
        {
            if (reference == PinReference.Universal) status.Add(0x95, [0x08]);
            status.Add(0x83, [reference]);
        }
        return body.Add(0xC6, status.Written) + bitsAt;
    }

    private static void AddSize(ref TlvWriter body, byte tag, int size) => body.AddNumber(tag, size, size <= 0xFFFF ? 2 : 4);

    /// <summary>The FID by which the ADF of the current application is selected. TS 102 221 §8.3.</summary>
    internal const ushort CurrentAdf = 0x7FFF;
    private const byte DataCoding = 0x21;

    /// <summary>File details: bit 1 would say that lengths are taken in DER only. TS 102 221 §11.1.1.4.6.</summary>
    private const byte AnyBerCoding = 0x00;
    private const int MostProprietary = 64;

    // What a package may ask for: 27 key references of 6 octets at most, an AID of 16.
    private const int MostOctets = 512;
    private static ReadOnlySpan<byte> Characteristics => [0x71];
    private static ReadOnlySpan<byte> TerminalCapabilityIsKnown => [0x01];
}

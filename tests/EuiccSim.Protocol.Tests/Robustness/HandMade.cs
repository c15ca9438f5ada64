using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Valid values of the types whose codec is written by hand and which have rules that no attribute tells.</summary>
internal static class HandMade
{
    private static readonly Dictionary<Type, Func<ValueMaker, object>> Makers = new()
    {
        // Decimal, as JSON has no way to say anything else.
        [typeof(Iccid)] = maker => Iccid.FromDigits(Digits(maker, maker.Next(20) + 1)),
        [typeof(Eid)] = maker => Eid.FromDigits(Digits(maker, 32)),
        [typeof(TransactionId)] = maker => TransactionId.FromOctets(Octets.Wrap(maker.Bytes(maker.Next(16) + 1))),
        [typeof(VersionType)] = maker => new VersionType((byte)maker.Next(256), (byte)maker.Next(256), (byte)maker.Next(256)),
        [typeof(Certificate)] = maker => new Certificate(Sequence(maker)),
        [typeof(CertificateList)] = maker => new CertificateList(Sequence(maker)),
        [typeof(VendorSpecificData)] = maker =>
            new VendorSpecificData { VendorOid = maker.Make<ObjectIdentifier>(), Data = Sequence(maker) },
        [typeof(CatSupportedClasses)] = MakeBits,
        [typeof(StatusCode)] = maker => new StatusCode($"8.{maker.Next(12)}", $"3.{maker.Next(12)}"),
        [typeof(ResponseHeader)] = maker => maker.Next(2) == 0 ? ResponseHeader.Success : ResponseHeader.Failure(maker.Make<StatusCode>(), "no"),
        [typeof(NotificationPoint)] = maker => NotificationPoint.EligibilityAndRetryLimitCheck + maker.Next(4),
        [typeof(DateTimeOffset)] = maker => DateTimeOffset.UnixEpoch.AddSeconds(maker.Next(int.MaxValue)),
        [typeof(ExpirationDate)] = MakeDate,
        [typeof(ProfileElement)] = MakeElement,
        [typeof(ProfileElement.Rfu)] = maker => new ProfileElement.Rfu(maker.Next(5) + 1, maker.Make<PeDummy>()),
        [typeof(ProfileElement.FileSystem)] = maker => new ProfileElement.FileSystem(MakeFiles(maker)),
        [typeof(ProfileElement.Unknown)] = MakeUnknown,
    };

    /// <summary>A value; null if the type needs no help.</summary>
    internal static object? Make(Type type, ValueMaker maker) =>
        Makers.TryGetValue(type, out Func<ValueMaker, object>? make) ? make(maker) : null;

    private static Octets Sequence(ValueMaker maker) => Tlv(Asn1Tag.Sequence, writer =>
    {
        for (int i = maker.Next(4); i > 0; i--)
            writer.WriteOctetString(maker.Bytes(maker.Next(12)), new(TagClass.ContextSpecific, maker.Next(40)));
    });

    private static string Digits(ValueMaker maker, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)('0' + maker.Next(10))));

    private static object MakeBits(ValueMaker maker)
    {
        byte[] bits = maker.Bytes(maker.Next(5));
        int unused = bits.Length == 0 ? 0 : maker.Next(8);
        if (bits.Length > 0) bits[^1] = (byte)(bits[^1] >> unused << unused);
        return new CatSupportedClasses(Octets.Wrap(bits), unused);
    }

    private static object MakeDate(ValueMaker maker) => new ExpirationDate(
        new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(maker.Next(1_500_000_000)), maker.Next(2) == 0);

    private static object MakeElement(ValueMaker maker)
    {
        Type[] alternatives = [.. typeof(ProfileElement).GetNestedTypes().Where(nested => nested.BaseType == typeof(ProfileElement))];
        // As there are 18 elements that make files, they come up as often as all others together.
        Type type = maker.Next(2) == 0 ? typeof(ProfileElement.FileSystem) : alternatives[maker.Next(alternatives.Length)];
        return Make(type, maker) ?? maker.MakeByConstructor(type);
    }

    private static FileSystemElement MakeFiles(ValueMaker maker)
    {
        PeKind kind = PeKind.Mf + maker.Next(PeKind.OptIot - PeKind.Mf + 1);
        List<TemplatedFile> files = [];
        foreach (FileTemplate row in PeLayout.Of(kind).Newest.Files)
        {
            if (row.Mandatory || maker.Next(3) == 0) files.Add(new(row.Tag, maker.Make<SequenceOf<FilePart>>()));
        }
        return new(kind, maker.Make<PeHeader>(), maker.Make<ObjectIdentifier>(), SequenceOf.From(files));
    }

    private static object MakeUnknown(ValueMaker maker)
    {
        PeHeader header = maker.Make<PeHeader>();
        Asn1Tag tag = new(TagClass.ContextSpecific, 34 + maker.Next(500), isConstructed: true);
        Octets encoded = Tlv(tag, writer =>
        {
            header.Encode(writer, new Asn1Tag(TagClass.ContextSpecific, 0));
            writer.WriteOctetString(maker.Bytes(maker.Next(30)), new Asn1Tag(TagClass.ContextSpecific, 1));
        });
        return new ProfileElement.Unknown(tag, encoded, header);
    }

    private static Octets Tlv(Asn1Tag tag, Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence(tag)) write(writer);
        return Octets.Wrap(writer.Encode());
    }
}

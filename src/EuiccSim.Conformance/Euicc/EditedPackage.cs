using System.Formats.Asn1;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Conformance.Euicc;

/// <summary>The first Profile's package with something done to its elements.</summary>
internal static class EditedPackage
{
    private static readonly ProfilePackage s_package = ProfilePackage.Read(TestProfiles.Package(1));

    /// <summary>The elements, to be left out, doubled and put in another order.</summary>
    internal static IReadOnlyList<Octets> Elements { get; } = [.. s_package.Elements.Select(element => element.Encoded)];

    /// <summary>The elements with another header.</summary>
    internal static Octets WithHeader(Func<ProfileHeader, ProfileHeader> change) =>
        Octets.Concat([Encode(new ProfileElement.Header(change(s_package.Header!))), .. Elements.Skip(1)]);

    /// <summary>The elements with more of them before the last.</summary>
    internal static Octets With(params IEnumerable<Octets> more) => Octets.Concat([.. Elements.SkipLast(1), .. more, Elements[^1]]);

    /// <summary>The elements without some of them.</summary>
    internal static Octets Without(params PeKind[] kinds) =>
        Octets.Concat([.. s_package.Elements.Where(element => !kinds.Contains(element.Value.Kind)).Select(element => element.Encoded)]);

    /// <summary>An element that no version of the standard has yet: tag 77, with a header.</summary>
    internal static Octets Unknown(bool isMandated)
    {
        PeHeader header = new() { Mandated = isMandated, Identification = Free };
        AsnWriter writer = new(AsnEncodingRules.DER);
        header.Encode(writer, new Asn1Tag(TagClass.ContextSpecific, 0));
        return BoundPackage.Tlv("BF4D", Octets.Concat(Octets.Wrap(writer.Encode()), Octets.FromHex("810100")));
    }

    /// <summary>Files below the MF, with this many octets each.</summary>
    internal static Octets Files(int count, int size, int firstIdentifier = 0x7000) => Encode(new ProfileElement.GenericFileManagement(new()
    {
        GfmHeader = new() { Mandated = true, Identification = Free },
        FileManagementCMD = [SequenceOf.From<FileManagementStep>(Enumerable.Range(firstIdentifier, count).Select(identifier => File(identifier, size)))],
    }));

    private static FileManagementStep.CreateFCP File(int identifier, int size) => new(new()
    {
        FileDescriptor = Octets.FromHex("4121"),
        FileID = Octets.Of([(byte)(identifier >> 8), (byte)(identifier & 0xFF)]),
        SecurityAttributesReferenced = Octets.FromHex("01"),
        EfFileSize = Octets.Of([(byte)(size >> 8), (byte)(size & 0xFF)]),
    });

    private static Octets Encode(ProfileElement element) => Asn1Codec.Encode(element);

    /// <summary>An identification that no element of the package has.</summary>
    private const int Free = 900;
}

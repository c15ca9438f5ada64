using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip;

/// <summary>
/// ProfileElement: what a profile package is a string of. SAIP §8.1. The codec is written by hand: 18 alternatives are one record, and an
/// alternative of a later version must survive, because whether it may be skipped is in its header.
/// </summary>
public abstract record ProfileElement : IAsn1<ProfileElement>
{
    private ProfileElement()
    {
    }

    /// <summary>Which element it is; of an unknown one the number of its tag.</summary>
    public abstract PeKind Kind { get; }

    /// <summary>The element's header; null in the profile header and in the reserved elements.</summary>
    public abstract PeHeader? PeHeader { get; }

    /// <summary>The profile header.</summary>
    /// <param name="Value">The element.</param>
    public sealed record Header(ProfileHeader Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.Header;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => null;
    }

    /// <summary>Files without a template.</summary>
    /// <param name="Value">The element.</param>
    public sealed record GenericFileManagement(PeGenericFileManagement Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.GenericFileManagement;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.GfmHeader;
    }

    /// <summary>PINs.</summary>
    /// <param name="Value">The element.</param>
    public sealed record PinCodes(PePinCodes Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.PinCodes;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.PinHeader;
    }

    /// <summary>PUKs.</summary>
    /// <param name="Value">The element.</param>
    public sealed record PukCodes(PePukCodes Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.PukCodes;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.PukHeader;
    }

    /// <summary>Key and algorithm of a USIM or ISIM.</summary>
    /// <param name="Value">The element.</param>
    public sealed record AkaParameter(PeAkaParameter Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.AkaParameter;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.AkaHeader;
    }

    /// <summary>Keys of a CSIM.</summary>
    /// <param name="Value">The element.</param>
    public sealed record CdmaParameter(PeCdmaParameter Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.CdmaParameter;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.CdmaHeader;
    }

    /// <summary>A security domain.</summary>
    /// <param name="Value">The element.</param>
    public sealed record SecurityDomain(PeSecurityDomain Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.SecurityDomain;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.SdHeader;
    }

    /// <summary>A remote file management application.</summary>
    /// <param name="Value">The element.</param>
    public sealed record Rfm(PeRfm Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.Rfm;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.RfmHeader;
    }

    /// <summary>An application.</summary>
    /// <param name="Value">The element.</param>
    public sealed record Application(PeApplication Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.Application;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.AppHeader;
    }

    /// <summary>Something between one issuer and one manufacturer.</summary>
    /// <param name="Value">The element.</param>
    public sealed record NonStandard(PeNonStandard Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.NonStandard;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.NonStandardHeader;
    }

    /// <summary>The end of the package.</summary>
    /// <param name="Value">The element.</param>
    public sealed record End(PeEnd Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.End;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.EndHeader;
    }

    /// <summary>A reserved element, rfu1 to rfu5.</summary>
    /// <param name="Number">1 to 5.</param>
    /// <param name="Value">The element.</param>
    public sealed record Rfu(int Number, PeDummy Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => PeKind.Rfu1 + Number - 1;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => null;
    }

    /// <summary>An element that creates files from a template: mf, cd, telecom, usim and so on.</summary>
    /// <param name="Value">The element.</param>
    public sealed record FileSystem(FileSystemElement Value) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => Value.Kind;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => Value.Header;
    }

    /// <summary>An element of a later version, or one that cannot be read.</summary>
    /// <param name="Tag">Its tag.</param>
    /// <param name="Encoded">The whole TLV.</param>
    /// <param name="FoundHeader">Its first component, if that reads as a header.</param>
    public sealed record Unknown(Asn1Tag Tag, Octets Encoded, PeHeader? FoundHeader) : ProfileElement
    {
        /// <inheritdoc/>
        public override PeKind Kind => (PeKind)Tag.TagValue;

        /// <inheritdoc/>
        public override PeHeader? PeHeader => FoundHeader;
    }

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.TagClass == TagClass.ContextSpecific;

    /// <inheritdoc/>
    public static ProfileElement Decode(AsnReader reader, Asn1Tag? implicitTag = null)
    {
        try
        {
            AsnReader choice = Asn1Primitive.Enter(reader, implicitTag);
            ProfileElement value = DecodeAlternative(choice, choice.PeekTag());
            Asn1Primitive.Leave(choice, implicitTag);
            return value;
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("ProfileElement", fault);
        }
    }

    /// <summary>An element whose content cannot be read, or that nobody wants to read: its octets, and its header if there is one.</summary>
    internal static Unknown Unread(Octets element)
    {
        Asn1Tag tag = Asn1Tag.Decode(element.Span, out _);
        return new(tag, element, FindHeader(element, tag));
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)
    {
        if (implicitTag is not null) writer.PushSequence(implicitTag);
        EncodeAlternative(writer, new(TagClass.ContextSpecific, (int)Kind));
        if (implicitTag is not null) writer.PopSequence(implicitTag);
    }

    private static ProfileElement DecodeAlternative(AsnReader reader, Asn1Tag tag)
    {
        PeKind kind = (PeKind)tag.TagValue;
        if (tag.TagClass != TagClass.ContextSpecific) throw Asn1Primitive.NoAlternative(tag);
        if (PeLayout.IsFileSystem(kind)) return new FileSystem(FileSystemElement.Decode(reader, kind, tag));
        return kind switch
        {
            PeKind.Header => new Header(ProfileHeader.Decode(reader, tag)),
            PeKind.GenericFileManagement => new GenericFileManagement(PeGenericFileManagement.Decode(reader, tag)),
            PeKind.PinCodes => new PinCodes(PePinCodes.Decode(reader, tag)),
            PeKind.PukCodes => new PukCodes(PePukCodes.Decode(reader, tag)),
            PeKind.AkaParameter => new AkaParameter(PeAkaParameter.Decode(reader, tag)),
            PeKind.CdmaParameter => new CdmaParameter(PeCdmaParameter.Decode(reader, tag)),
            PeKind.SecurityDomain => new SecurityDomain(PeSecurityDomain.Decode(reader, tag)),
            PeKind.Rfm => new Rfm(PeRfm.Decode(reader, tag)),
            PeKind.Application => new Application(PeApplication.Decode(reader, tag)),
            PeKind.NonStandard => new NonStandard(PeNonStandard.Decode(reader, tag)),
            PeKind.End => new End(PeEnd.Decode(reader, tag)),
            >= PeKind.Rfu1 and <= PeKind.Rfu5 => new Rfu(kind - PeKind.Rfu1 + 1, PeDummy.Decode(reader, tag)),
            _ => DecodeUnknown(reader, tag),
        };
    }

    private static Unknown DecodeUnknown(AsnReader reader, Asn1Tag tag)
    {
        Octets encoded = Octets.Wrap(reader.ReadEncodedValue());
        return new(tag, encoded, FindHeader(encoded, tag));
    }

    /// <summary>Every element begins with its header, as [0]; but what a later version does is its own affair.</summary>
    private static PeHeader? FindHeader(Octets encoded, Asn1Tag tag)
    {
        if (!tag.IsConstructed) return null;
        try
        {
            AsnReader inside = new AsnReader(encoded.Memory, AsnEncodingRules.BER).ReadSequence(tag);
            return PeHeader.Decode(inside, new Asn1Tag(TagClass.ContextSpecific, 0));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private void EncodeAlternative(AsnWriter writer, Asn1Tag tag)
    {
        switch (this)
        {
            case Header element:
                element.Value.Encode(writer, tag);
                break;
            case GenericFileManagement element:
                element.Value.Encode(writer, tag);
                break;
            case PinCodes element:
                element.Value.Encode(writer, tag);
                break;
            case PukCodes element:
                element.Value.Encode(writer, tag);
                break;
            case AkaParameter element:
                element.Value.Encode(writer, tag);
                break;
            case CdmaParameter element:
                element.Value.Encode(writer, tag);
                break;
            case SecurityDomain element:
                element.Value.Encode(writer, tag);
                break;
            case Rfm element:
                element.Value.Encode(writer, tag);
                break;
            case Application element:
                element.Value.Encode(writer, tag);
                break;
            case NonStandard element:
                element.Value.Encode(writer, tag);
                break;
            case End element:
                element.Value.Encode(writer, tag);
                break;
            case Rfu element:
                element.Value.Encode(writer, tag);
                break;
            case FileSystem element:
                element.Value.Encode(writer, tag);
                break;
            case Unknown element:
                writer.WriteEncodedValue(element.Encoded.Span);
                break;
        }
    }
}

using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Linting;

/// <summary>How elements are encoded. SAIP wants DER (§8.1); our card reads BER.</summary>
internal static class EncodingLint
{
    private static readonly ProfileRule s_minimal = ProfileRule.Warning("encoding-minimal-length", "SAIP §8.1, ITU-T X.690 §10.1", "a length has as few octets as possible",
        "DER wants it; some eUICCs refuse BER. Encode the element anew.");

    private static readonly ProfileRule s_indefinite = ProfileRule.Warning("encoding-definite-length", "SAIP §8.1, ITU-T X.690 §10.1", "a length is definite",
        "DER wants it; some eUICCs refuse BER. Encode the element anew.");

    private static readonly ProfileRule s_default = ProfileRule.Warning("encoding-default-absent", "SAIP §8.1, ITU-T X.690 §11.5", "a component that has its DEFAULT value is not sent",
        "DER wants it; some eUICCs refuse BER. Take the component out.");

    private static readonly ProfileRule s_component = ProfileRule.Warning("encoding-component-known", "SAIP §8.1", "components are those of SAIP 3.3.1",
        "An eUICC may pass over what it does not know, or refuse it. Look whether the tag is right.");

    private static readonly ProfileRule s_trailing = ProfileRule.Refused(PeStatusCode.InvalidRequestFormat, "encoding-trailing", "SAIP §8.1", "after the last element comes nothing",
        "Octets were put behind the package. Cut them off.");

    private static readonly ProfileRule s_unknown = ProfileRule.Warning("element-known", "SAIP §8.1", "elements are those of SAIP 3.3.1",
        "An eUICC that does not know it passes over it, or refuses the package where it is mandated.");

    private static readonly ProfileRule s_reserved = ProfileRule.Note("element-reserved", "SAIP §8.1", "reserved elements are not used",
        "rfu1 to rfu5 have no meaning. Take them out.");

    private static readonly ProfileRule s_nonStandard = ProfileRule.Warning("element-non-standard", "SAIP §8.9", "a PE-NonStandard is for the eUICCs of one manufacturer",
        "Others pass over it, or refuse the package where it is mandated. Make sure that the SIM works without it, and take 'mandated' out.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_minimal, s_indefinite, s_default, s_component, s_trailing, s_unknown, s_reserved, s_nonStandard];

    /// <summary>Of octets that are no package.</summary>
    internal static LintFinding Unreadable(Octets package, Asn1ContentException fault)
    {
        int count = 0, at = 0;
        ProfileElementReader reader = new();
        try
        {
            reader.Append(package.Span);
            for (; reader.TryRead(out Octets element); count++)
            {
                at += element.Length;
                _ = Asn1Codec.Decode<ProfileElement>(element);
            }
        }
        catch (Asn1ContentException wrong)
        {
            bool isTrailing = at < package.Length && !package.IsEmpty && (package[at] & 0xE0) != 0xA0 && count > 0;
            return isTrailing
                ? new(s_trailing, $"{s_trailing.Statement}: {package.Length - at} octets, the first of them '{package[at]:X2}'")
                : new(HeaderRules.Encoding, $"{HeaderRules.Encoding.Statement}: {wrong.Message}") { Number = count + 1 };
        }
        return reader.Pending > 0 ? new(HeaderRules.Complete, HeaderRules.Complete.Statement) { Number = count + 1 } : new(HeaderRules.Encoding, fault.Message);
    }

    internal static void Check(LintContext context)
    {
        for (int i = 0; i < context.Elements.Count; i++)
        {
            if (context.Elements[i] is ProfileElement.Unknown unknown) context.Tell(s_unknown, i, $"[{unknown.Tag.TagValue}] is not");
            if (context.Elements[i] is ProfileElement.Rfu) context.Tell(s_reserved, i);
            if (context.Elements[i] is ProfileElement.NonStandard) context.Tell(s_nonStandard, i);
            new Walk(context, i).Look(context.Package.Elements[i].Encoded, ElementShape.ProfileElement);
        }
    }

    /// <summary>Goes through the TLVs of an element beside its declaration; each rule is told once.</summary>
    private sealed class Walk(LintContext context, int position)
    {
        internal void Look(Octets tlv, Asn1Shape shape, bool isWrapped = false)
        {
            (Asn1Tag tag, Octets value) = Split(tlv);
            switch (shape.Kind)
            {
                case Asn1Kind.Choice when !isWrapped:
                    // An element that is not known has been told.
                    if (shape.Components.FirstOrDefault(one => Has(one, tag)) is { } alternative) Look(tlv, alternative.Shape, alternative.Shape.Kind == Asn1Kind.Choice);
                    break;
                case Asn1Kind.Choice or Asn1Kind.Sequence:
                    Components(value, shape);
                    break;
                case Asn1Kind.SequenceOf:
                    foreach (Octets child in Children(value)) Look(child, shape.Element!);
                    break;
            }
        }

        private void Components(Octets value, Asn1Shape shape)
        {
            int next = 0;
            foreach (Octets child in Children(value))
            {
                Asn1Tag tag = Split(child).Tag;
                int from = shape.Kind == Asn1Kind.Sequence ? next : 0;
                int found = from;
                while (found < shape.Components.Count && !Has(shape.Components[found], tag)) found++;
                if (found == shape.Components.Count)
                {
                    context.Tell(s_component, position, $"{tag} is none");
                    continue;
                }
                Asn1Component component = shape.Components[found];
                if (component.Default == child) context.Tell(s_default, position, component.Name);
                Look(child, component.Shape, component.Tag is not null && component.Shape.Kind == Asn1Kind.Choice);
                next = found + 1;
            }
        }

        private static bool Has(Asn1Component component, Asn1Tag tag) =>
            component.Tag is { } own ? own.HasSameClassAndValue(tag) : component.Shape.Tags.Any(one => one.HasSameClassAndValue(tag));

        private static IEnumerable<Octets> Children(Octets value)
        {
            for (Octets rest = value; !rest.IsEmpty;)
            {
                AsnDecoder.ReadEncodedValue(rest.Span, AsnEncodingRules.BER, out _, out _, out int length);
                yield return rest.Slice(0, length);
                rest = rest.Slice(length);
            }
        }

        private (Asn1Tag Tag, Octets Value) Split(Octets tlv)
        {
            Asn1Tag tag = AsnDecoder.ReadEncodedValue(tlv.Span, AsnEncodingRules.BER, out int offset, out int length, out int total);
            if (total > offset + length) context.Tell(s_indefinite, position);
            else if (offset > HeaderOf(tag, tlv) + LengthOctets(length)) context.Tell(s_minimal, position);
            return (tag, tlv.Slice(offset, length));
        }

        private static int HeaderOf(Asn1Tag tag, Octets tlv) => Asn1Tag.TryDecode(tlv.Span, out _, out int octets) ? octets : tag.CalculateEncodedSize();

        private static int LengthOctets(int length) => TlvHeader.SizeOf(0, length) - 1;
    }
}

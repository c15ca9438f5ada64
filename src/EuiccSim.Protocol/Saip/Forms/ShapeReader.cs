using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>From a text to DER, as the types are declared.</summary>
/// <param name="text">The text.</param>
internal sealed class ShapeReader(INotationReader text)
{
    /// <summary>Reads one value.</summary>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="shape">Its type.</param>
    /// <exception cref="ProfileTextException">The text is no such value.</exception>
    internal Octets Read(string name, Asn1Shape shape) => Component(new(name, shape, null));

    /// <summary>Reads the value of an alternative whose name has been read.</summary>
    internal Octets ReadAlternative(string name, Asn1Shape choice, string alternative) =>
        Asn1Component.Encode(writer => Alternative(new(name, choice, null), alternative, writer));

    private Octets Component(Asn1Component component) => Asn1Component.Encode(writer => Value(component, writer));

    private void Value(Asn1Component one, AsnWriter writer)
    {
        switch (one.Shape.Kind)
        {
            case Asn1Kind.Octets when text.TryOctets(out Octets value):
                CheckSize(one, value.Length, "octets");
                writer.WriteOctetString(value.Span, one.Tag);
                break;
            case Asn1Kind.Text when text.TryText(out string value):
                CheckSize(one, value.EnumerateRunes().Count(), "characters");
                Asn1Primitive.WriteString(writer, one.Tag, value);
                break;
            case Asn1Kind.Boolean when text.TryBoolean(out bool value):
                writer.WriteBoolean(value, one.Tag);
                break;
            case Asn1Kind.Null when text.TryNull():
                writer.WriteNull(one.Tag);
                break;
            case Asn1Kind.Integer when text.TryNumber(out long value):
                writer.WriteInteger(value, one.Tag);
                break;
            case Asn1Kind.Integer when one.Shape.Numbers.Count > 0 && text.TryName(out string value):
                writer.WriteInteger(NumberOf(one, value), one.Tag);
                break;
            case Asn1Kind.ObjectIdentifier when text.TryObjectIdentifier(out string value):
                WriteObjectIdentifier(writer, one, value);
                break;
            case Asn1Kind.Encoded when text.TryOctets(out Octets value) && IsOneOf(one, value):
                writer.WriteEncodedValue(value.Span);
                break;
            case Asn1Kind.SequenceOf when text.TryBeginList():
                List(one, writer);
                break;
            case Asn1Kind.Sequence when text.TryBeginSequence():
                Sequence(one, writer);
                break;
            case Asn1Kind.Choice when text.TryBeginChoice(out string alternative):
                Choice(one, alternative, writer);
                break;
            default:
                string why = one.Shape.Kind is Asn1Kind.Octets or Asn1Kind.Encoded && text.WhyNoOctets is { } none ? $": {none}" : "";
                throw text.Fault($"{one.Name} should be {ShapeWords.Of(one)}, and here is {text.Found}{why}");
        }
    }

    private void List(Asn1Component one, AsnWriter writer)
    {
        Asn1Component element = new($"an element of {one.Name}", one.Shape.Element!, null);
        int count = 0;
        writer.PushSequence(one.Tag);
        while (text.NextElement())
        {
            Value(element, writer);
            count++;
        }
        writer.PopSequence(one.Tag);
        CheckSize(one, count, "elements");
    }

    private void Sequence(Asn1Component one, AsnWriter writer)
    {
        IReadOnlyList<Asn1Component> components = one.Shape.Components;
        Octets?[] values = new Octets?[components.Count];
        while (text.NextMember(out string name))
        {
            int position = Find(components, name);
            if (position < 0) throw text.FaultBefore($"{one.Name} has no component {Shorten(name)}{ShapeWords.Choose(components, name)}");
            if (values[position] is not null) throw text.FaultBefore($"{name} stands in {one.Name} twice");
            values[position] = Component(components[position]);
        }
        Asn1Tag tag = one.Tag ?? one.Shape.OwnTag ?? Asn1Tag.Sequence;
        writer.PushSequence(tag);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is null && !components[i].IsOptional)
                throw text.FaultBefore($"{one.Name} ends without {components[i].Name}, {ShapeWords.Of(components[i])} that must be there");
            // DER has no value that is the DEFAULT.
            if (values[i] is { } value && value != components[i].Default) writer.WriteEncodedValue(value.Span);
        }
        writer.PopSequence(tag);
    }

    private void Choice(Asn1Component one, string alternative, AsnWriter writer)
    {
        // X.680 §31.2.7: a tag on a CHOICE is a wrapper.
        Asn1Tag? wrapper = one.Tag ?? one.Shape.OwnTag;
        if (wrapper is { } opened) writer.PushSequence(opened);
        Alternative(one, alternative, writer);
        if (wrapper is { } closed) writer.PopSequence(closed);
        text.EndChoice();
    }

    private void Alternative(Asn1Component one, string name, AsnWriter writer)
    {
        IReadOnlyList<Asn1Component> alternatives = one.Shape.Components;
        int position = Find(alternatives, name);
        if (position < 0) throw text.FaultBefore($"{one.Name} has no alternative {Shorten(name)}{ShapeWords.Choose(alternatives, name)}");
        Value(alternatives[position], writer);
    }

    private static int Find(IReadOnlyList<Asn1Component> components, string name)
    {
        for (int i = 0; i < components.Count; i++)
        {
            if (components[i].Name == name || components[i].FormerName == name) return i;
        }
        return -1;
    }

    private long NumberOf(Asn1Component one, string name)
    {
        foreach ((string known, long number) in one.Shape.Numbers)
        {
            if (known == name) return number;
        }
        throw text.FaultBefore($"{one.Name} should be {ShapeWords.Of(one)}, and here is none of these");
    }

    private void WriteObjectIdentifier(AsnWriter writer, Asn1Component one, string dotted)
    {
        try
        {
            writer.WriteObjectIdentifier(dotted, one.Tag);
        }
        catch (ArgumentException)
        {
            throw text.FaultBefore($"{one.Name} should be an OBJECT IDENTIFIER, such as 2.23.143.1.2.1, and here is none");
        }
    }

    private static bool IsOneOf(Asn1Component one, Octets value) =>
        BerTlv.TryHeader(value, out TlvHeader header) && header.TotalLength == value.Length
            && Asn1Tag.TryDecode(value.Span, out Asn1Tag tag, out _) && one.Accepts(tag);

    private static string Shorten(string name) => ValueNotationToken.Shorten(name);

    private void CheckSize(Asn1Component one, int size, string unit)
    {
        if (size < one.Minimum || size > one.Maximum) throw text.FaultBefore($"{one.Name} has {size} {unit} and should be {ShapeWords.Of(one)}");
    }
}

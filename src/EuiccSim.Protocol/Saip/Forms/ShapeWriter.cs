using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>
/// From BER to a text, as the types are declared. Components of a later version of the module are left out: who calls compares what the
/// text comes back to (<see cref="ElementText"/>).
/// </summary>
/// <param name="text">The text.</param>
internal sealed class ShapeWriter(INotationWriter text)
{
    /// <summary>Writes one value.</summary>
    /// <exception cref="Asn1ContentException">The octets are no such value.</exception>
    internal void Write(Octets encoded, Asn1Shape shape)
    {
        try
        {
            Value(shape, new(encoded.Memory, AsnEncodingRules.BER), null);
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(fault.Message, fault);
        }
    }

    /// <summary>Writes the chosen alternative of an untagged CHOICE as a member.</summary>
    /// <exception cref="Asn1ContentException">The octets are no such value.</exception>
    internal void WriteAlternative(Octets encoded, Asn1Shape choice)
    {
        AsnReader reader = new(encoded.Memory, AsnEncodingRules.BER);
        Asn1Component one = Chosen(choice, reader.PeekTag());
        text.Member(one.Name);
        Value(one.Shape, reader, one.Tag);
    }

    private static Asn1Component Chosen(Asn1Shape choice, Asn1Tag tag) =>
        choice.Components.FirstOrDefault(one => one.Accepts(tag)) ?? throw Asn1Primitive.NoAlternative(tag);

    private void Value(Asn1Shape shape, AsnReader reader, Asn1Tag? tag)
    {
        switch (shape.Kind)
        {
            case Asn1Kind.Octets:
                text.Octets(Asn1Primitive.ReadOctets(reader, tag));
                break;
            case Asn1Kind.Text:
                text.Text(Asn1Primitive.ReadString(reader, tag));
                break;
            case Asn1Kind.Boolean:
                text.Boolean(reader.ReadBoolean(tag));
                break;
            case Asn1Kind.Null:
                reader.ReadNull(tag);
                text.Null();
                break;
            case Asn1Kind.Integer:
                long number = Asn1Primitive.ReadInt64(reader, tag);
                text.Number(number, shape.Numbers.FirstOrDefault(one => one.Number == number).Name);
                break;
            case Asn1Kind.ObjectIdentifier:
                text.ObjectIdentifier(reader.ReadObjectIdentifier(tag));
                break;
            case Asn1Kind.Encoded:
                text.Octets(Octets.Wrap(reader.ReadEncodedValue()));
                break;
            case Asn1Kind.SequenceOf:
                List(shape.Element!, reader.ReadSequence(tag));
                break;
            case Asn1Kind.Sequence:
                Sequence(shape, reader.ReadSequence(tag ?? shape.OwnTag));
                break;
            case Asn1Kind.Choice:
                Choice(shape, Asn1Primitive.Enter(reader, tag ?? shape.OwnTag));
                break;
        }
    }

    private void List(Asn1Shape element, AsnReader elements)
    {
        text.BeginList();
        while (elements.HasData)
        {
            text.Element();
            Value(element, elements, null);
        }
        text.EndList();
    }

    private void Sequence(Asn1Shape shape, AsnReader components)
    {
        text.BeginSequence();
        foreach (Asn1Component one in shape.Components)
        {
            if (!components.HasData || !one.Accepts(components.PeekTag())) continue;
            text.Member(one.Name);
            Value(one.Shape, components, one.Tag);
        }
        text.EndSequence();
    }

    private void Choice(Asn1Shape shape, AsnReader choice)
    {
        Asn1Component one = Chosen(shape, choice.PeekTag());
        text.BeginChoice(one.Name);
        Value(one.Shape, choice, one.Tag);
        text.EndChoice();
    }
}

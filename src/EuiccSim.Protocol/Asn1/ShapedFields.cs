using System.Formats.Asn1;
using System.Globalization;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Asn1;

/// <summary>
/// The fields of octets that should be a value, as far as they can be read: of what is cut off or wrong in one place, all that stands before it.
/// </summary>
internal sealed class ShapedFields
{
    private readonly List<string> _path = [];

    private ShapedFields()
    {
    }

    /// <summary>Where it stops, in the standard's names, and why: "profileInfoListOk[2].iccid: …"; null where nothing is wrong.</summary>
    internal string? Fault { get; private set; }

    /// <summary>How many octets could be read before the fault.</summary>
    internal int Reached { get; private set; }

    /// <summary>What was read.</summary>
    internal Asn1Description Fields { get; private set; } = Asn1Description.Of("", "");

    /// <summary>Reads one value.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="octets">From its first octet on; its end may be missing.</param>
    /// <param name="shape">How it is declared.</param>
    internal static ShapedFields Read(string name, Octets octets, Asn1Shape shape)
    {
        ShapedFields reading = new();
        (reading.Fields, Octets rest) = reading.Value(new(name, shape, null), new(octets, 0));
        if (!rest.IsEmpty) reading.Stop(octets.Length - rest.Length, "more octets follow after the end");
        return reading;
    }

    private (Asn1Description Value, Octets Left) Value(Asn1Component one, Place at)
    {
        Asn1Tag? tag = one.Tag ?? one.Shape.OwnTag;
        if (one.Shape.Kind == Asn1Kind.Choice && tag is null) return Alternative(one, at);
        if (!BerTlv.TryHeader(at.Octets, out TlvHeader header))
        {
            Stop(at.Start, at.Octets.Length < LongestHeader ? "it ends within a tag or a length" : "a tag or a length stands here that cannot be read");
            return (Asn1Description.Of(one.Name, at.Octets), default);
        }
        int there = Math.Min(header.ValueLength, at.Octets.Length - header.HeaderLength);
        Place inside = new(at.Octets.Slice(header.HeaderLength, there), at.Start + header.HeaderLength);
        Asn1Description value = IsConstructed(one.Shape.Kind) ? Parts(one, inside) : Primitive(one, at, header, inside);
        if (there < header.ValueLength)
            Stop(inside.Start + there, string.Create(
                CultureInfo.InvariantCulture, $"its length is {header.ValueLength} octets, and {there} are there: octets are missing"));
        return (value, at.Octets.Slice(header.HeaderLength + there));
    }

    private Asn1Description Parts(Asn1Component one, Place inside) => one.Shape.Kind switch
    {
        Asn1Kind.Sequence => Sequence(one, inside),
        Asn1Kind.SequenceOf => List(one, inside),
        _ => Within(one, inside),
    };

    private Asn1Description Sequence(Asn1Component one, Place inside)
    {
        Asn1Fields fields = new();
        foreach (Asn1Component component in one.Shape.Components)
        {
            if (Fault is not null) break;
            if (!inside.Octets.IsEmpty && TagAt(inside) is { } tag && component.Accepts(tag))
                inside = Add(fields, component, component.Name, inside);
            else if (!component.IsOptional)
                Stop(inside.Start, inside.Octets.IsEmpty ? $"{component.Name} should follow here, and nothing does" : $"{component.Name} should stand here, and here is {TagWords(inside)}");
        }
        if (Fault is null) PassUnknown(one, inside);
        return fields.Under(one.Name);
    }

    /// <summary>What a later version of the standard added at the end is no fault; what is known stands there twice, or in the wrong place.</summary>
    private void PassUnknown(Asn1Component one, Place inside)
    {
        while (Fault is null && !inside.Octets.IsEmpty)
        {
            Asn1Component? known = TagAt(inside) is { } tag ? one.Shape.Components.FirstOrDefault(component => component.Accepts(tag)) : null;
            if (known is not null) Stop(inside.Start, $"{known.Name} stands here twice, or in the wrong place");
            else if (!BerTlv.TryHeader(inside.Octets, out TlvHeader header) || header.TotalLength > inside.Octets.Length) Stop(inside.Start, "a component that is unknown ends too early");
            else inside = inside.After(header.TotalLength);
        }
    }

    private Asn1Description List(Asn1Component one, Place inside)
    {
        Asn1Fields fields = new();
        int count = 0;
        for (; Fault is null && !inside.Octets.IsEmpty; count++)
            inside = Add(fields, new("", one.Shape.Element!, null), string.Create(CultureInfo.InvariantCulture, $"[{count}]"), inside);
        if (Fault is null) CheckSize(one, count, "elements", inside.Start);
        return fields.Under(one.Name) with { IsList = true };
    }

    /// <summary>A CHOICE in the tag around it.</summary>
    private Asn1Description Within(Asn1Component one, Place inside)
    {
        (Asn1Description value, Octets rest) = Alternative(one, inside);
        if (!rest.IsEmpty) Stop(inside.Start + inside.Octets.Length - rest.Length, "more octets follow after the alternative");
        return value;
    }

    private (Asn1Description Value, Octets Left) Alternative(Asn1Component one, Place at)
    {
        Asn1Component? chosen = TagAt(at) is { } tag ? one.Shape.Components.FirstOrDefault(component => component.Accepts(tag)) : null;
        if (chosen is null)
        {
            Stop(at.Start, at.Octets.IsEmpty ? "one of its alternatives should follow here, and nothing does" : $"no alternative begins with {TagWords(at)}");
            return (new(one.Name, null, SequenceOf<Asn1Description>.Empty), default);
        }
        Asn1Fields fields = new();
        Place rest = Add(fields, chosen, chosen.Name, at);
        return (fields.Under(one.Name), rest.Octets);
    }

    private Place Add(Asn1Fields fields, Asn1Component one, string step, Place at)
    {
        _path.Add(step);
        (Asn1Description value, Octets rest) = Value(one, at);
        _path.RemoveAt(_path.Count - 1);
        fields.Add(value);
        return at.After(at.Octets.Length - rest.Length);
    }

    private Asn1Description Primitive(Asn1Component one, Place at, TlvHeader header, Place inside)
    {
        if (header.TotalLength > at.Octets.Length) return Asn1Description.Of(one.Name, inside.Octets);
        try
        {
            AsnReader reader = new(at.Octets.Slice(0, header.TotalLength).Memory, AsnEncodingRules.BER);
            return Read(one, reader, inside.Start);
        }
        catch (AsnContentException fault)
        {
            Stop(inside.Start, fault is Asn1ContentException ? fault.Message : FaultWords.Of(fault));
            return Asn1Description.Of(one.Name, inside.Octets);
        }
    }

    private Asn1Description Read(Asn1Component one, AsnReader reader, int start)
    {
        switch (one.Shape.Kind)
        {
            case Asn1Kind.Octets:
                Octets octets = Asn1Primitive.ReadOctets(reader, one.Tag);
                CheckSize(one, octets.Length, "octets", start);
                return Asn1Description.Of(one.Name, octets);
            case Asn1Kind.Text:
                string text = Asn1Primitive.ReadString(reader, one.Tag);
                CheckSize(one, text.EnumerateRunes().Count(), "characters", start);
                return Asn1Description.Of(one.Name, text);
            case Asn1Kind.Boolean:
                return Asn1Description.Of(one.Name, reader.ReadBoolean(one.Tag));
            case Asn1Kind.Null:
                reader.ReadNull(one.Tag);
                return Asn1Description.OfNull(one.Name);
            case Asn1Kind.Integer:
                long number = Asn1Primitive.ReadInt64(reader, one.Tag);
                string? known = one.Shape.Numbers.FirstOrDefault(named => named.Number == number).Name;
                return known is null ? Asn1Description.Of(one.Name, number) : Asn1Description.Of(one.Name, string.Create(CultureInfo.InvariantCulture, $"{known} ({number})"));
            case Asn1Kind.ObjectIdentifier:
                return Asn1Description.Of(one.Name, Asn1Primitive.ReadObjectIdentifier(reader, one.Tag));
            default:
                return one.Shape.Describe!(reader, one.Tag, one.Name);
        }
    }

    private void CheckSize(Asn1Component one, int size, string unit, int start)
    {
        if (size >= one.Minimum && size <= one.Maximum) return;
        string wanted = one.Minimum == one.Maximum ? $"{one.Minimum}" : one.Maximum == int.MaxValue ? $"at least {one.Minimum}" : $"{one.Minimum} to {one.Maximum}";
        Stop(start, string.Create(CultureInfo.InvariantCulture, $"it has {size} {unit}, and should have {wanted}"));
    }

    /// <summary>The first fault is the one that is told.</summary>
    private void Stop(int at, string reason)
    {
        if (Fault is not null) return;
        string place = string.Join('.', _path).Replace(".[", "[", StringComparison.Ordinal);
        (Reached, Fault) = (at, place.Length == 0 ? reason : $"{place}: {reason}");
    }

    private static bool IsConstructed(Asn1Kind kind) => kind is Asn1Kind.Sequence or Asn1Kind.SequenceOf or Asn1Kind.Choice;

    private static Asn1Tag? TagAt(Place at) => Asn1Tag.TryDecode(at.Octets.Span, out Asn1Tag tag, out _) ? tag : null;

    private static string TagWords(Place at) => BerTlv.TryHeader(at.Octets, out TlvHeader header) ? $"the tag {header.Tag:X2}" : $"the octet {at.Octets[0]:X2}";

    private readonly record struct Place(Octets Octets, int Start)
    {
        internal Place After(int length) => new(Octets.Slice(length), Start + length);
    }

    private const int LongestHeader = 6;
}

using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>
/// A package as assignments of X.680: <c>value1 ProfileElement ::= header : { … }</c>. Before an element that is not the DER of its value
/// stands <c>-- octets '…'H</c>, to other readers a comment; an element without a value is <c>octets : '…'H</c>.
/// </summary>
internal static class ValueNotationForm
{
    internal static string Write(IReadOnlyList<Octets> elements)
    {
        StringBuilder text = new();
        for (int i = 0; i < elements.Count; i++)
        {
            ElementText what = ElementText.Of(elements[i], Rendered);
            if (what is { Octets: { } kept, HasValue: true }) text.Append(KeptReason).Append(ValueNotationTokens.KeptMark).Append(kept).Append("'H\n");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"value{i + 1} {TypeName} ::= ");
            if (what.HasValue) WriteValue(elements[i], text);
            else text.Append(OctetsOnly).Append(" : '").Append(elements[i]).Append("'H");
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <exception cref="ProfileTextException">The text is no package in value notation.</exception>
    internal static Octets Read(string text)
    {
        ValueNotationReader reader = new(text);
        List<Octets> elements = [];
        while (reader.Next.Kind != TokenKind.End) elements.Add(ReadAssignment(reader));
        if (elements.Count == 0) throw reader.Fault($"a package in value notation has elements, such as value1 {TypeName} ::= header : {{ … }}, and here is none");
        return Octets.Concat([.. elements]);
    }

    private static Octets ReadAssignment(ValueNotationReader reader)
    {
        ValueNotationToken kept = reader.Next;
        bool isKept = reader.TryTake(TokenKind.Kept, out _);
        if (!reader.TryTake(TokenKind.Word, out _)) throw reader.Fault($"an element should begin here, value1 {TypeName} ::= …, and here is {reader.Found}");
        if (reader.Next is not { Kind: TokenKind.Word, Text: TypeName }) throw reader.Fault($"{TypeName} should stand here, the type of all that a package consists of, and here is {reader.Found}");
        reader.TryTake(TokenKind.Word, out _);
        reader.Take("::=");
        if (reader.Next is { Kind: TokenKind.Word, Text: OctetsOnly }) return ReadOctetsOnly(reader);
        Octets value = new ShapeReader(reader).Read(TypeName, ElementShape.ProfileElement);
        if (!isKept) return value;
        return ElementText.Agreed(kept.Octets, value, Rendered) ?? throw reader.FaultAt(kept.Start, KeptWords.Changed("comment"));
    }

    private static Octets ReadOctetsOnly(ValueNotationReader reader)
    {
        reader.TryTake(TokenKind.Word, out _);
        reader.Take(":");
        int start = reader.Next.Start;
        if (!reader.TryOctets(out Octets element)) throw reader.Fault($"the element's octets should stand here, '…'H, and here is {reader.Found}");
        return ElementText.IsElement(element) ? element : throw reader.FaultAt(start, KeptWords.NoElement);
    }

    private static void WriteValue(Octets element, StringBuilder text) => new ShapeWriter(new ValueNotationWriter(text)).Write(element, ElementShape.ProfileElement);

    internal static Octets Rendered(Octets element)
    {
        StringBuilder text = new();
        WriteValue(element, text);
        return new ShapeReader(new ValueNotationReader(text.ToString())).Read(TypeName, ElementShape.ProfileElement);
    }

    private const string TypeName = "ProfileElement";
    private const string OctetsOnly = KeptWords.Member;
    private const string KeptReason = "-- The next element came in octets that its value does not tell. Who changes the value takes out the line with the octets.\n";
}

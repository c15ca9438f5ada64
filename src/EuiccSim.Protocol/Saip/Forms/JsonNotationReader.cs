using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Values in JSON as ITU-T X.697 has them; octets in hexadecimal digits, a named number by its name or as a number.</summary>
internal sealed class JsonNotationReader : INotationReader
{
    private readonly string _text;
    private readonly List<JsonToken> _tokens;
    private int _at;

    internal JsonNotationReader(string text)
    {
        _text = text;
        _tokens = JsonTokens.Of(text);
    }

    /// <summary>The token that is read next.</summary>
    internal JsonToken Next => _tokens[_at];

    public string Found => Next.ToString();

    public string? WhyNoOctets => Next.Kind == JsonTokenType.String ? HexText.WhyNone(Next.Text) : null;

    public bool TryOctets(out Octets value)
    {
        Octets? octets = Next.Kind == JsonTokenType.String ? HexText.Read(Next.Text) : null;
        value = octets ?? default;
        return octets is not null && TryTake(JsonTokenType.String, out _);
    }

    public bool TryText(out string value) => TryTake(JsonTokenType.String, out value);

    public bool TryBoolean(out bool value)
    {
        value = Next.Kind == JsonTokenType.True;
        return TryTake(JsonTokenType.True, out _) || TryTake(JsonTokenType.False, out _);
    }

    public bool TryNull() => TryTake(JsonTokenType.Null, out _);

    public bool TryNumber(out long value) =>
        long.TryParse(Next.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && TryTake(JsonTokenType.Number, out _);

    public bool TryName(out string name) => TryTake(JsonTokenType.String, out name);

    public bool TryObjectIdentifier(out string dotted) => TryTake(JsonTokenType.String, out dotted);

    public bool TryBeginSequence() => TryTake(JsonTokenType.StartObject, out _);

    public bool NextMember(out string name)
    {
        name = "";
        return !TryTake(JsonTokenType.EndObject, out _) && TryTake(JsonTokenType.PropertyName, out name);
    }

    public bool TryBeginList() => TryTake(JsonTokenType.StartArray, out _);

    public bool NextElement() => !TryTake(JsonTokenType.EndArray, out _);

    public bool TryBeginChoice(out string name)
    {
        name = "";
        return Next.Kind == JsonTokenType.StartObject && _tokens[_at + 1].Kind == JsonTokenType.PropertyName
            && TryTake(JsonTokenType.StartObject, out _) && TryTake(JsonTokenType.PropertyName, out name);
    }

    public void EndChoice()
    {
        if (!TryTake(JsonTokenType.EndObject, out _)) throw Fault($"one alternative is chosen, and after it comes {Found}");
    }

    public ProfileTextException Fault(string reason) => FaultAt(Next.Start, reason);

    public ProfileTextException FaultBefore(string reason) => FaultAt(_tokens[Math.Max(_at - 1, 0)].Start, reason);

    internal ProfileTextException FaultAt(int start, string reason) => new(TextPosition.At(_text, start), reason);

    internal bool TryTake(JsonTokenType kind, out string text)
    {
        text = Next.Text;
        if (Next.Kind != kind) return false;
        _at++;
        return true;
    }
}

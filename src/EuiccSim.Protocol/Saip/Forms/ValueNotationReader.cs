using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Values in value notation, X.680: <c>{ usim NULL, iccid '89…'H }</c>.</summary>
internal sealed class ValueNotationReader : INotationReader
{
    private readonly ValueNotationTokens _tokens;
    private ValueNotationToken _last;
    private ValueNotationToken _next;

    internal ValueNotationReader(string text)
    {
        _tokens = new(text);
        _next = _tokens.Next();
    }

    /// <summary>The token that is read next.</summary>
    internal ValueNotationToken Next => _next;

    public string Found => _next.ToString();

    // Octets that are none are a fault of the token.
    public string? WhyNoOctets => null;

    public bool TryOctets(out Octets value)
    {
        value = _next.Octets;
        return TryTake(TokenKind.Octets, out _);
    }

    public bool TryText(out string value) => TryTake(TokenKind.Text, out value);

    public bool TryBoolean(out bool value)
    {
        value = _next.Text == "TRUE";
        return TryTakeWord("TRUE") || TryTakeWord("FALSE");
    }

    public bool TryNull() => TryTakeWord("NULL");

    public bool TryNumber(out long value) =>
        long.TryParse(_next.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && TryTake(TokenKind.Number, out _);

    public bool TryName(out string name) => TryTake(TokenKind.Word, out name);

    /// <summary><c>{ 2 23 143 }</c>, or <c>{ joint-iso-itu-t(2) international-organizations(23) 143 }</c>. X.680 §32.</summary>
    public bool TryObjectIdentifier(out string dotted)
    {
        dotted = "";
        if (!TryTakeSign("{")) return false;
        List<string> arcs = [];
        while (!TryTakeSign("}"))
        {
            bool isNamed = TryTake(TokenKind.Word, out _);
            if (isNamed) Take("(");
            if (!TryTake(TokenKind.Number, out string arc)) throw Fault($"an OBJECT IDENTIFIER consists of numbers, and here is {Found}");
            if (isNamed) Take(")");
            arcs.Add(arc);
        }
        dotted = string.Join('.', arcs);
        return true;
    }

    public bool TryBeginSequence() => TryTakeSign("{");

    public bool NextMember(out string name)
    {
        name = "";
        if (!NextElement()) return false;
        if (!TryTake(TokenKind.Word, out name)) throw Fault($"the name of a component should stand here, and here is {Found}");
        return true;
    }

    public bool TryBeginList() => TryTakeSign("{");

    public bool NextElement()
    {
        bool isFirst = _last is { Kind: TokenKind.Sign, Text: "{" };
        if (TryTakeSign("}")) return false;
        if (!isFirst && !TryTakeSign(",")) throw Fault($"a comma or }} should stand here, and here is {Found}");
        return true;
    }

    public bool TryBeginChoice(out string name)
    {
        ValueNotationToken word = _next;
        if (!TryTake(TokenKind.Word, out name)) return false;
        Take(":");
        // A fault is at the name.
        _last = word;
        return true;
    }

    public void EndChoice()
    {
        // The alternative's value is the end.
    }

    public ProfileTextException Fault(string reason) => _tokens.Fault(_next.Start, reason);

    public ProfileTextException FaultBefore(string reason) => _tokens.Fault(_last.Start, reason);

    internal ProfileTextException FaultAt(int start, string reason) => _tokens.Fault(start, reason);

    internal void Take(string sign)
    {
        if (!TryTakeSign(sign)) throw Fault($"{sign} should stand here, and here is {Found}");
    }

    internal bool TryTake(TokenKind kind, out string text)
    {
        text = _next.Text;
        if (_next.Kind != kind) return false;
        _last = _next;
        _next = _tokens.Next();
        return true;
    }

    private bool TryTakeSign(string sign) => _next.Text == sign && TryTake(TokenKind.Sign, out _);

    private bool TryTakeWord(string word) => _next.Text == word && TryTake(TokenKind.Word, out _);
}

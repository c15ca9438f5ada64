using System.Buffers;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>The tokens of a text in value notation. X.680 §12.</summary>
/// <param name="text">The text.</param>
internal sealed class ValueNotationTokens(string text)
{
    private int _at;

    /// <summary>What a comment begins with that keeps octets.</summary>
    internal const string KeptMark = "-- octets '";

    /// <summary>The next token.</summary>
    /// <exception cref="ProfileTextException">There is none.</exception>
    internal ValueNotationToken Next()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at])) _at++;
            else if (Starts(KeptMark)) return Kept();
            else if (Starts("--")) SkipLine();
            else if (Starts("/*")) SkipBlock();
            else return Token();
        }
        return new(TokenKind.End, text.Length, "");
    }

    internal ProfileTextException Fault(int at, string reason) => new(TextPosition.At(text, at), reason);

    private ValueNotationToken Token() => text[_at] switch
    {
        '{' or '}' or '(' or ')' or ',' => Sign(1),
        ':' => Sign(Starts("::=") ? 3 : 1),
        '"' => Text(),
        '\'' => Digits(),
        '-' or (>= '0' and <= '9') => Run(TokenKind.Number, s_digits),
        _ when char.IsAsciiLetter(text[_at]) => Run(TokenKind.Word, s_word),
        _ => throw Fault(_at, $"{text[_at]} has no meaning in value notation here"),
    };

    private ValueNotationToken Sign(int length)
    {
        _at += length;
        return new(TokenKind.Sign, _at - length, text.Substring(_at - length, length));
    }

    private ValueNotationToken Run(TokenKind kind, SearchValues<char> characters)
    {
        int start = _at++;
        // A hyphen belongs to a name, two begin a comment.
        while (_at < text.Length && characters.Contains(text[_at]) && !Starts("--")) _at++;
        return new(kind, start, text[start.._at]);
    }

    private ValueNotationToken Text()
    {
        int start = _at++;
        StringBuilder value = new();
        while (_at < text.Length)
        {
            char c = text[_at++];
            if (c != '"') value.Append(c);
            else if (Starts("\"")) value.Append(text[_at++]);
            else return new(TokenKind.Text, start, OneLine(value.ToString()));
        }
        throw Fault(start, "a text begins here, and its quote at the end is missing");
    }

    /// <summary>X.680 §12.14: an end of line in a text, and the spaces around it, do not count.</summary>
    private static string OneLine(string value)
    {
        string[] lines = value.Split(s_lineEnds, StringSplitOptions.None);
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0) lines[i] = lines[i].TrimStart();
            if (i < lines.Length - 1) lines[i] = lines[i].TrimEnd();
        }
        return string.Concat(lines);
    }

    private ValueNotationToken Digits()
    {
        int start = _at, end = text.IndexOf('\'', start + 1);
        if (end < 0) throw Fault(start, "octets begin here, and the ' at their end is missing");
        string digits = string.Concat(text[(start + 1)..end].Where(c => !char.IsWhiteSpace(c)));
        _at = end + 1;
        char form = _at < text.Length ? text[_at++] : ' ';
        return new(TokenKind.Octets, start, "", form switch
        {
            'H' => HexText.Read(digits) ?? throw Fault(start, HexText.WhyNone(digits)),
            'B' => HexText.ReadBinary(digits) ?? throw Fault(start, "binary digits are 0 and 1, eight for each octet"),
            _ => throw Fault(end, "after octets in ' stands H for hexadecimal digits, or B for binary ones"),
        });
    }

    private ValueNotationToken Kept()
    {
        int start = _at;
        _at += KeptMark.Length - 1;
        return Digits() with { Kind = TokenKind.Kept, Start = start };
    }

    private void SkipLine()
    {
        // Up to the end of the line, or to the next two hyphens: X.680 §12.6.3.
        for (_at += 2; _at < text.Length; _at++)
        {
            if (text[_at] is '\r' or '\n') return;
            if (!Starts("--")) continue;
            _at += 2;
            return;
        }
    }

    private void SkipBlock()
    {
        int start = _at, depth = 0;
        do
        {
            if (_at >= text.Length) throw Fault(start, "a comment begins here, and its */ is missing");
            int step = Starts("/*") || Starts("*/") ? 2 : 1;
            if (step == 2) depth += Starts("/*") ? 1 : -1;
            _at += step;
        }
        while (depth > 0);
    }

    private bool Starts(string sign) => string.CompareOrdinal(text, _at, sign, 0, sign.Length) == 0;

    private static readonly string[] s_lineEnds = ["\r\n", "\r", "\n"];
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> s_word = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
}

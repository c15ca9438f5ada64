using System.Text;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>Octets as a log has them: digits with or without something between, perhaps with a part left out by whoever pasted them.</summary>
internal sealed class HexText
{
    private readonly StringBuilder _digits = new();
    private string _behind = "";

    /// <summary>Something is left out, by dots, stars or words in brackets.</summary>
    internal bool IsElided { get; private set; }

    /// <summary>What follows the octets and is none; empty if nothing does.</summary>
    internal string Rest { get; private set; } = "";

    /// <summary>Both cases stand in one field: the modem, or the person, changed some.</summary>
    internal bool IsMixedCase { get; private set; }

    internal int Digits => _digits.Length;

    internal bool IsEmpty => _digits.Length == 0 && !IsElided;

    internal bool IsOdd => _digits.Length % 2 != 0;

    /// <summary>The octets up to where something is left out, and no half one.</summary>
    internal Octets Start => Octets.FromHex(_digits.ToString(0, _digits.Length / 2 * 2));

    /// <summary>The octets behind what is left out.</summary>
    internal Octets End => Octets.FromHex(_behind[(_behind.Length % 2)..]);

    internal static HexText Of(ReadOnlySpan<char> text)
    {
        HexText hex = new();
        hex.Add(text);
        return hex;
    }

    internal static HexText Of(Octets octets)
    {
        HexText hex = new();
        hex._digits.Append(octets.ToString());
        return hex;
    }

    /// <summary>The next piece of a folded one.</summary>
    internal void Add(ReadOnlySpan<char> text)
    {
        Rest = "";
        for (int at = 0; at < text.Length;)
        {
            if (IsBetween(text[at]))
            {
                at++;
                continue;
            }
            int end = at;
            while (end < text.Length && !IsBetween(text[end])) end++;
            if (!AddWord(text[at..end]))
            {
                Rest = text[at..].ToString();
                break;
            }
            at = end;
        }
        IsMixedCase |= HasBothCases();
    }

    private bool AddWord(ReadOnlySpan<char> word)
    {
        if (word.Length > 2 && word[0] == '0' && word[1] is 'x' or 'X' && word[2..].IsHex()) word = word[2..];
        int digits = 0;
        while (digits < word.Length && char.IsAsciiHexDigit(word[digits])) digits++;
        if (digits < word.Length && !IsElision(word[digits])) return false;
        if (IsElided) _behind += word[..digits].ToString();
        else _digits.Append(word[..digits]);
        if (digits == word.Length) return true;
        IsElided = true;
        int tail = word.Length;
        while (tail > digits && char.IsAsciiHexDigit(word[tail - 1])) tail--;
        _behind += word[tail..].ToString();
        return true;
    }

    private bool HasBothCases()
    {
        bool lower = false, upper = false;
        foreach (ReadOnlyMemory<char> chunk in _digits.GetChunks())
        {
            lower |= chunk.Span.ContainsAnyInRange('a', 'f');
            upper |= chunk.Span.ContainsAnyInRange('A', 'F');
        }
        return lower && upper;
    }

    private static bool IsBetween(char one) => one is ' ' or '\t' or ':' or ',' or '"' or '\'' or '-' or ';' or '{' or '}' or '\u00A0';

    private static bool IsElision(char one) => one is '.' or '…' or '*' or 'x' or 'X' or '[' or '<' or '>' or '#' or '~' or '(';
}

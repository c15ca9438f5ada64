using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Kinds of tokens of X.680 §12 that values are made of.</summary>
internal enum TokenKind
{
    /// <summary>A name, or a word of the language.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>Octets in hexadecimal or binary digits.</summary>
    Octets,

    /// <summary>One of <c>{ } ( ) , : ::=</c>.</summary>
    Sign,

    /// <summary>A comment that keeps octets (<see cref="ElementText"/>).</summary>
    Kept,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The character where it begins.</param>
/// <param name="Text">A word, a number's digits, a text's characters, a sign.</param>
/// <param name="Octets">The octets.</param>
internal readonly record struct ValueNotationToken(TokenKind Kind, int Start, string Text, Octets Octets = default)
{
    /// <summary>For a message: a value can be a secret, and is not told. Nor is a word that is no name, as digits without quotation marks may be one.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Kept => "a comment with octets",
        TokenKind.Octets => string.Create(CultureInfo.InvariantCulture, $"'…'H of {Octets.Length} octets"),
        TokenKind.Text => Hidden("text", Text),
        TokenKind.Number => "a number",
        TokenKind.Word when !ElementShape.IsName(Text) => Hidden("word", Text),
        _ => Text,
    };

    /// <summary>"a text of 12 characters".</summary>
    internal static string Hidden(string what, string text) => string.Create(CultureInfo.InvariantCulture, $"a {what} of {text.Length} {(text.Length == 1 ? "character" : "characters")}");

    /// <summary>A text for a message: its beginning, and nothing that a terminal would take for a command.</summary>
    internal static string Shorten(string text)
    {
        string shown = text.Length <= MaximumShown ? text : $"{text[..MaximumShown]}…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }

    private const int MaximumShown = 40;
}

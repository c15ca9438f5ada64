using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>The text in a file. An editor may have put a byte order mark before it, and a shell may have written UTF-16.</summary>
internal static class FormText
{
    /// <summary>The text; null if there is none.</summary>
    internal static string? TryRead(Octets file)
    {
        if (file.Length > ProfileForms.Limit) return null;
        try
        {
            string text = EncodingOf(file.Span).GetString(file.Span).TrimStart(ByteOrderMark);
            // Octets can look like a letter and NUL; a text of some length has it at its end where C or DOS wrote it.
            if (text.Length > ShortText && text.TrimEnd(s_ends) is { Length: > 0 } whole) text = whole;
            return IsText(text) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <exception cref="Asn1ContentException">There is no text.</exception>
    internal static string Read(Octets file) => TryRead(file) ?? throw new Asn1ContentException("the file is no text");

    /// <summary>True for what has no control characters but white space, and the escapes with which logs are coloured.</summary>
    internal static bool IsText(string text) => !text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c) && c != '\u001B');

    private static Encoding EncodingOf(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        // Without the mark: ASCII in 16 bits.
        [>= 0x20 and < 0x7F, 0, >= 0x20 and < 0x7F, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    private const int ShortText = 64;
    private static readonly char[] s_ends = ['\0', '\u001A'];
    private const char ByteOrderMark = '\uFEFF';
}

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
            return text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <exception cref="Asn1ContentException">There is no text.</exception>
    internal static string Read(Octets file) => TryRead(file) ?? throw new Asn1ContentException("the file is no text");

    private static Encoding EncodingOf(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    private const char ByteOrderMark = '\uFEFF';
}

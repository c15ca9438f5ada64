using System.Text;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>What a file is that was given for a profile package, and what a person can do with it.</summary>
internal static partial class ForeignForm
{
    /// <summary>In words that follow the file's name and a colon.</summary>
    internal static string Describe(Octets octets, string file) =>
        OfSignature(octets) ?? (Text(octets) is { } text ? OfText(text, file) : OfBinary(octets, file) ?? OfTag(octets.Span))
        ?? $"its first octet is '{octets[0]:X2}', where a profile header begins with 'A0'";

    private static string? OfSignature(Octets octets)
    {
        foreach ((byte[] start, string what) in s_signatures)
            if (octets.Span.StartsWith(start)) return $"it is {what}";
        return null;
    }

    private static string? OfBinary(Octets octets, string file)
    {
        foreach (byte[] start in s_pictures)
            if (octets.Span.StartsWith(start)) return $"it is a picture. If it shows the QR code of an eSIM, 'euiccsim lpa download {Quoted(file)}' reads it";
        foreach (byte[] start in s_captures)
            if (octets.Span.StartsWith(start)) return $"it is a capture of a network. 'euiccsim trace show {Quoted(file)}' shows what is of a card in it";
        return null;
    }

    private static string OfText(string text, string file)
    {
        if (ValueNotation().IsMatch(text)) return "it is ASN.1 value notation, which is for people: encode it in DER with the program that wrote it";
        if (text.Contains("LPA:1$", StringComparison.OrdinalIgnoreCase)) return "it is text with an Activation Code, which names a profile and is none: 'euiccsim lpa download' takes it";
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal)) return "it is a certificate or a key in PEM";
        if (text[0] is '{' or '[') return OfJson(text, file);
        if (Hexadecimal().IsMatch(text)) return $"it is text in hexadecimal digits{OfEncoded(FromHex(text))}, and not the octets themselves. 'xxd -r -p {Quoted(file)} {Quoted(file + ".der")}' makes them";
        if (Base64().IsMatch(text)) return $"it is text in base64{OfEncoded(FromBase64(text))}, and not the octets themselves. 'base64 -d {Quoted(file)} > {Quoted(file + ".der")}' makes them";
        if (Apdus().IsMatch(text)) return $"it is a log of APDUs. 'euiccsim trace show {Quoted(file)}' shows those that it can read";
        return "it is text";
    }

    private static string OfJson(string text, string file)
    {
        bool Has(string member) => text.Contains($"\"{member}\"", StringComparison.Ordinal);
        if (Has("boundProfilePackage")) return "it is an answer of ES9+ with a bound package, which is encrypted for one eUICC: give the unprotected package that it was made of";
        if (Has("functionExecutionStatus") || Has("transactionId") || Has("euiccChallenge")) return "it is a message of ES9+ in JSON";
        if (Has("command") && Has("response")) return $"it is a trace of APDUs. 'euiccsim trace show {Quoted(file)}' shows it";
        if (Has("formatVersion")) return $"it is a card image. 'euiccsim card show {Quoted(file)}' shows it";
        if (Has("imsi") && text[0] == '{') return $"it is a specification. 'euiccsim profile build {Quoted(file)}' makes a package of it";
        return text[0] == '[' && Has("profile") ? $"it is a list of orders. 'euiccsim smdp serve --orders {Quoted(file)}' takes it" : "it is JSON";
    }

    /// <summary>The first tag of a TLV of the protocol.</summary>
    private static string? OfTag(ReadOnlySpan<byte> octets) => octets switch
    {
        [0xBF, 0x36, ..] => "it is a bound package (BF36), which is encrypted for one eUICC: give the unprotected package that it was made of",
        [0xBF, 0x37, ..] => "it is the result of an installation (BF37), and no package",
        [0xBF, >= 0x20 and <= 0x5F, ..] => $"it is a message of ES10 or ES9+ (BF{octets[1]:X2}), and no package",
        [0x80 or 0x81, 0xE2, ..] or [0x00, 0xA4, ..] => "it is a command for a card, and no package",
        [0x30, ..] => "it is a certificate or another SEQUENCE (30), and no package",
        _ => null,
    };

    private static string OfEncoded(byte[] octets) => octets is [0xA0, ..] ? " of a package" : OfTag(octets) is { } what ? $" ({what})" : "";

    /// <summary>The beginning, if it is text; null for other octets.</summary>
    private static string? Text(Octets octets)
    {
        ReadOnlySpan<byte> start = octets.Slice(0, Math.Min(octets.Length, FirstOctets)).Span;
        string text = start is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(start[2..])
            : start is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(start[2..])
            : Encoding.UTF8.GetString(start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start);
        // The last character may be cut.
        text = text.TrimEnd('\uFFFD').Trim();
        return text.Length > 0 && text.All(c => c != '\uFFFD' && (!char.IsControl(c) || char.IsWhiteSpace(c) || c == '\u001B')) ? text : null;
    }

    private static byte[] FromHex(string text)
    {
        string digits = string.Concat(text.Replace("0x", "", StringComparison.OrdinalIgnoreCase).Where(char.IsAsciiHexDigit).Take(FirstDigits));
        return Convert.FromHexString(digits[..(digits.Length & ~1)]);
    }

    private static byte[] FromBase64(string text)
    {
        string letters = string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Take(FirstDigits));
        byte[] octets = new byte[FirstDigits];
        return Convert.TryFromBase64String(letters[..(letters.Length & ~3)], octets, out int length) ? octets[..length] : [];
    }

    /// <summary>As a shell takes it.</summary>
    private static string Quoted(string file) => Plain().IsMatch(file) ? file : $"\"{file}\"";

    [GeneratedRegex("ProfileElement\\s*::=|^\\s*(header|mf|usim|end)\\s*:\\s*\\{", RegexOptions.Multiline)]
    private static partial Regex ValueNotation();

    [GeneratedRegex("^(0x)?[0-9A-Fa-f]{2}[0-9A-Fa-fxX\\s:,;]*$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^[A-Za-z0-9+/_-]{16,}[A-Za-z0-9+/_=\\s-]*$")]
    private static partial Regex Base64();

    [GeneratedRegex("apdu|C-APDU|R-APDU|AT\\+C(SIM|GLA|CHO)|SCardTransmit|(^|\\W)[08][0-9A-F]\\s?[0-9A-F]{2}\\s?[0-9A-F]{2}\\s?[0-9A-F]{2}(\\W|[0-9A-F]{2})", RegexOptions.IgnoreCase)]
    private static partial Regex Apdus();

    [GeneratedRegex("^[\\w./+:@%=-]+$")]
    private static partial Regex Plain();

    private static readonly (byte[] Start, string What)[] s_signatures =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive: take the file that is meant out of it"),
        ([0x1F, 0x8B], "compressed with gzip: 'gunzip' takes the file out of it"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("<?xml"u8.ToArray(), "XML"),
        ("<!DOCTYPE"u8.ToArray(), "a web page"),
        ("<html"u8.ToArray(), "a web page"),
    ];

    private static readonly byte[][] s_pictures =
    [
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], "GIF8"u8.ToArray(), "RIFF"u8.ToArray(), [0x42, 0x4D],
    ];

    private static readonly byte[][] s_captures = [[0x0A, 0x0D, 0x0D, 0x0A], [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4], [0x4D, 0x3C, 0xB2, 0xA1], [0xA1, 0xB2, 0x3C, 0x4D]];

    private const int FirstOctets = 4096;
    private const int FirstDigits = 64;
}

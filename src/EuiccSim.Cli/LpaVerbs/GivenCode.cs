using System.Text;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>The Activation Code that a person means: typed, pasted, or in a file with a picture or text.</summary>
internal static class GivenCode
{
    internal static ActivationCode Read(string text)
    {
        if (ActivationCode.TryParse(text.Trim(), out ActivationCode? typed)) return typed;
        if (File.Exists(text)) return OfFile(text);
        if (ActivationCodeText.TryRead(text, out ActivationCode? pasted)) return pasted;
        if (IsFile(text)) throw CommandFailure.Missing("noPicture", $"There is no file {text}: a picture of a QR code, or an Activation Code as LPA:1$…, is taken.");
        return Parse(text, $"'{text}'");
    }

    private static ActivationCode OfFile(string file)
    {
        byte[] octets = Failures.OfFiles("picture", () => InputFile.Read(file, LargestFile));
        // A mail or a page that was saved.
        if (octets.Length <= LargestText && ActivationCodeText.TryRead(Encoding.UTF8.GetString(octets), out ActivationCode? written)) return written;
        IReadOnlyList<string> texts = QrPicture.Read(file, octets);
        ActivationCode[] codes = [.. texts.Select(text => ActivationCodeText.TryRead(text, out ActivationCode? code) ? code : null).OfType<ActivationCode>().Distinct()];
        return codes switch
        {
            [var one] => one,
            [] when texts.Count == 0 => throw CommandFailure.Missing("noQrCode", $"There is no QR code in {file}, or none that can be read: a sharper picture, straight from above, may help."),
            [] => Parse(texts[0], $"The QR code in {file} says '{texts[0]}'"),
            _ => throw CommandFailure.Missing("ambiguousCode", $"There are {codes.Length} Activation Codes in {file}: give one of {string.Join(", ", codes.Select(code => $"'{code.ToQrText()}'"))}."),
        };
    }

    private static ActivationCode Parse(string text, string what)
    {
        try
        {
            return ActivationCodeText.Read(text);
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("activationCode", $"{what}: {FaultWords.Of(fault)}", fault);
        }
    }

    /// <summary>True for what has an ending that pictures have, or is a path.</summary>
    private static bool IsFile(string text) => !text.Contains('$', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal)
        && (s_endings.Contains(Path.GetExtension(text).ToUpperInvariant()) || text.StartsWith("~/", StringComparison.Ordinal) || text.AsSpan().ContainsAny('/', '\\'));

    private static readonly string[] s_endings = [".PNG", ".JPG", ".JPEG", ".BMP", ".GIF", ".WEBP", ".SVG", ".PDF", ".HEIC", ".TIF", ".TIFF", ".TXT"];

    private const int LargestFile = 32 * 1024 * 1024;
    private const int LargestText = 64 * 1024;
}

using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Recognition;

/// <summary>What a file is that somebody gave, and what can be done with it. It goes by the beginning: whether the rest is in order is not looked at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="What">The same in words that follow "it is": "a bound package (BF36), which is encrypted for one eUICC".</param>
/// <param name="Form">In which form its octets are; null for what has none.</param>
public sealed record RecognisedFile(FileKind Kind, string What, ProfileForm? Form = null)
{
    /// <summary>Finds out.</summary>
    /// <param name="file">The whole file, or what somebody typed.</param>
    public static RecognisedFile Of(Octets file)
    {
        if (file.IsEmpty) return new(FileKind.Empty, "empty");
        if (ProfileForms.BeginsPackage(file)) return OctetKinds.Of(file) with { Form = ProfileForm.Der };
        if (Signatures.Of(file) is { } known) return known;
        if (Beginning(file) is not { } text) return OfOctets(file);
        if (text.Length == 0) return new(FileKind.Empty, "empty: it has white space only");
        if ((TextKinds.OfMarked(text) ?? OfForm(file, text)) is { } marked) return marked;
        RecognisedFile other = TextKinds.Of(text);
        return (other.Kind == FileKind.Text ? OfDamaged(file, text) : null) ?? other;
    }

    /// <summary>What a person can do with it, in whole sentences without a stop at the end; null where there is nothing to say.</summary>
    /// <param name="file">The file as a shell takes it, for commands that can be typed.</param>
    public string? Advice(string file = "FILE") => Kind switch
    {
        FileKind.ProfilePackage => $"'euiccsim profile show {file}' tells what is in it",
        FileKind.BoundPackage => $"Only that eUICC can install it: give the unprotected package that it was made of. 'euiccsim decode {file}' shows what it says",
        FileKind.Message or FileKind.JsonMessage or FileKind.CardCommand or FileKind.Certificate => $"'euiccsim decode {file}' shows what it says",
        FileKind.ActivationCode => "It names a profile and is none: 'euiccsim lpa download CODE' takes it",
        FileKind.Trace => $"'euiccsim trace show {file}' shows it",
        FileKind.Capture => $"'euiccsim trace show {file}' shows what is of a card in it",
        FileKind.ApduLog => "'euiccsim decode HEX' shows what one of its messages says",
        FileKind.CardImage => $"'euiccsim card show {file}' shows it",
        FileKind.Specification => $"'euiccsim profile build {file}' makes a package of it",
        FileKind.OrderList => $"'euiccsim smdp serve --orders {file}' takes it",
        FileKind.Picture => $"If it shows the QR code of an eSIM, 'euiccsim lpa download {file}' reads it",
        FileKind.Archive => "Unpack it first, and take the file that is meant",
        _ => null,
    };

    /// <summary>What it is and what can be done with it: "it is a picture. If …", without a stop at the end.</summary>
    /// <param name="file">The file as a shell takes it.</param>
    public string Sentence(string file = "FILE") => $"{(Kind == FileKind.Empty ? "the file" : "it")} is {What}{(Advice(file) is { } advice ? $". {advice}" : "")}";

    /// <summary>Octets that are no text; a log may have letters of an old code page, which no other encoding has.</summary>
    private static RecognisedFile OfOctets(Octets file)
    {
        RecognisedFile known = OctetKinds.Of(file) with { Form = ProfileForm.Der };
        if (known.Kind != FileKind.Unknown) return known;
        if (file.Span.StartsWith("\uFEFF"u8) && ProfileForms.BeginsPackage(file.Slice(3)))
            return known with { What = "a profile package with a byte order mark before it (EFBBBF): an editor took it for text, and may have changed it. Get it anew, or take the mark out" };
        string text = Encoding.Latin1.GetString(file.Slice(0, Math.Min(file.Length, LookedAt)).Span).Trim();
        return FormText.IsText(text) && text.Length > 0 ? TextKinds.Of(text) : known;
    }

    /// <summary>Octets in digits: what they stand for.</summary>
    private static RecognisedFile? OfForm(Octets file, string text)
    {
        if (ProfileForms.Recognise(file) is not { } form) return null;
        if (form is ProfileForm.ValueNotation or ProfileForm.Json)
            return new(FileKind.ProfilePackage, $"a profile package in {(form == ProfileForm.Json ? "JSON" : "value notation")}", form);
        // A word of letters is base64 as well, of nothing.
        if (form == ProfileForm.Base64 && TextKinds.IsWord(text)) return null;
        if (form == ProfileForm.Base64 && DamagedText.IsHexNotBase64(text, IsKnown)) form = ProfileForm.Hex;
        return OfDigits(file, form);
    }

    /// <summary>Text that is digits but for a few characters.</summary>
    private static RecognisedFile? OfDamaged(Octets file, string text) => DamagedText.FormOf(text, IsKnown) is { } form ? OfDigits(file, form) : null;

    private static RecognisedFile OfDigits(Octets file, ProfileForm form)
    {
        RecognisedFile inside = OctetKinds.Of(ProfileForms.OctetsOf(file, form, out ProfileTextException? fault));
        string digits = form == ProfileForm.Hex ? "hexadecimal digits" : "base64";
        if (fault is not null) digits += $" that {(form == ProfileForm.Hex ? "are" : "is")} damaged ({fault.Message})";
        return inside with { Form = form, What = inside.Kind == FileKind.Unknown ? $"text in {digits}, and {inside.What}" : $"{inside.What}, in {digits}" };
    }

    private static bool IsKnown(Octets octets) => OctetKinds.Of(octets).Kind != FileKind.Unknown;

    /// <summary>The beginning, if it is text; null for other octets.</summary>
    private static string? Beginning(Octets file)
    {
        int length = Math.Min(file.Length, LookedAt);
        // Of a longer file the last character may be cut.
        int most = file.Length > LookedAt ? LongestCharacter : 1;
        for (int less = 0; less < most; less++)
            if (FormText.TryRead(file.Slice(0, length - less)) is { } text) return text.Trim();
        return null;
    }

    private const int LookedAt = 1 << 16;
    private const int LongestCharacter = 4;
}

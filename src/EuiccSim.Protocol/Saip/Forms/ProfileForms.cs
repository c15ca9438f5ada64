using System.Formats.Asn1;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Profile packages from and to the forms in which people have them. From each form the same octets come back.</summary>
public static class ProfileForms
{
    /// <summary>The largest file that is read: 16 MiB.</summary>
    public const int Limit = 1 << 24;

    /// <summary>In which form a file is a profile package, as its beginning shows.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Null if it is none.</returns>
    public static ProfileForm? Recognise(Octets file)
    {
        if (BeginsPackage(file)) return ProfileForm.Der;
        if (FormText.TryRead(file) is not { } text) return null;
        string start = text.TrimStart();
        if (start.Length == 0) return null;
        if (JsonForm.Begins(start)) return ProfileForm.Json;
        if (text.Contains("::=", StringComparison.Ordinal)) return ProfileForm.ValueNotation;
        if (start.StartsWith(Base64Text.Armour, StringComparison.Ordinal)) return ProfileForm.Base64;
        if (HexText.IsFile(text)) return ProfileForm.Hex;
        // A letter that was mistyped leaves hexadecimal digits that are base64 as well.
        if (Base64Text.IsFile(text)) return DamagedText.IsHexNotBase64(text, BeginsPackage) ? ProfileForm.Hex : ProfileForm.Base64;
        return null;
    }

    /// <summary>The form that a file's name speaks of by its ending; null for one that says nothing.</summary>
    /// <param name="name">The name, with or without folders.</param>
    public static ProfileForm? OfName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_endings.TryGetValue(Path.GetExtension(name).ToLowerInvariant(), out ProfileForm form) ? form : null;
    }

    /// <summary>The short names of the forms.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The short name of a form: "der", "hex", "base64", "vn", "json".</summary>
    public static string NameOf(ProfileForm form) => Names[(int)form];

    /// <summary>The form with a short name; null if there is none.</summary>
    public static ProfileForm? ByName(string name) => Array.IndexOf(s_names, name) is var index and >= 0 ? (ProfileForm)index : null;

    /// <summary>The package's octets, from whichever form the file is in.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="ProfileTextException">A text has a fault.</exception>
    /// <exception cref="Asn1ContentException">It is no string of profile elements.</exception>
    public static Octets Read(Octets file) =>
        (Recognise(file) ?? (FormText.TryRead(file) is { } text ? DamagedText.FormOf(text, BeginsPackage) : null)) is { } form ? Read(file, form) : throw NoPackage(file);

    /// <summary>The package's octets.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="form">The form that it is in.</param>
    /// <exception cref="ProfileTextException">A text has a fault.</exception>
    /// <exception cref="Asn1ContentException">It is no string of profile elements.</exception>
    public static Octets Read(Octets file, ProfileForm form)
    {
        if (file.Length > Limit) throw new Asn1ContentException("the file is larger than 16 MiB, and no profile package is");
        Octets package = OctetsOf(file, form);
        Split(package);
        return package;
    }

    /// <summary>A package in another form.</summary>
    /// <param name="package">The package's octets; what is in its elements need not be right.</param>
    /// <param name="form">The form.</param>
    /// <returns>The whole file; a text is UTF-8, its lines end with LF.</returns>
    /// <exception cref="Asn1ContentException">The octets are no string of profile elements.</exception>
    public static Octets Write(Octets package, ProfileForm form)
    {
        IReadOnlyList<Octets> elements = Split(package);
        return form switch
        {
            ProfileForm.Der => package,
            ProfileForm.Hex => Utf8(HexText.WriteFile(elements)),
            ProfileForm.Base64 => Utf8(Base64Text.WriteFile(package)),
            ProfileForm.ValueNotation => Utf8(ValueNotationForm.Write(elements)),
            _ => Utf8(JsonForm.Write(elements)),
        };
    }

    /// <summary>The octets that a file stands for, of a package or of something else.</summary>
    /// <exception cref="ProfileTextException">A text has a fault.</exception>
    internal static Octets OctetsOf(Octets file, ProfileForm form) => OctetsOf(file, form, out ProfileTextException? fault) is var octets && fault is null ? octets : throw fault;

    /// <summary>The same; of digits with a fault those before it.</summary>
    internal static Octets OctetsOf(Octets file, ProfileForm form, out ProfileTextException? fault)
    {
        fault = null;
        return form switch
        {
            ProfileForm.Hex => HexText.ReadFile(FormText.Read(file), out fault),
            ProfileForm.Base64 => Base64Text.ReadFile(FormText.Read(file), out fault),
            _ => OfValues(file, form),
        };
    }

    private static Octets OfValues(Octets file, ProfileForm form) => form switch
    {
        ProfileForm.Der => file,
        ProfileForm.ValueNotation => ValueNotationForm.Read(FormText.Read(file)),
        _ => JsonForm.Read(FormText.Read(file)),
    };

    /// <summary>The elements of a package.</summary>
    /// <exception cref="Asn1ContentException">The octets are no string of profile elements.</exception>
    internal static List<Octets> Split(Octets package)
    {
        if (!BeginsPackage(package)) throw NoPackage(package);
        List<Octets> elements = [];
        try
        {
            AsnReader reader = new(package.Memory, AsnEncodingRules.BER);
            while (reader.HasData && reader.PeekTag().TagClass == TagClass.ContextSpecific) elements.Add(Octets.Wrap(reader.ReadEncodedValue()));
            if (!reader.HasData) return elements;
        }
        catch (AsnContentException)
        {
            // Told below, with the place.
        }
        PackageOctets.RequireWholeElements(package);
        throw new Asn1ContentException($"after element {elements.Count} come octets that are no element");
    }

    private static Octets Utf8(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    private static Asn1ContentException NoPackage(Octets octets) => new(octets.IsEmpty
        ? "no profile package: the file is empty"
        : $"no profile package: its first octet is '{octets[0]:X2}', where a profile header begins with 'A0'");

    /// <summary>True if octets begin with an element that is known; one of a later version is not the first. A header is not empty: so AIDs begin.</summary>
    internal static bool BeginsPackage(Octets octets) =>
        octets.Span is not [0xA0, 0, ..] && Asn1Tag.TryDecode(octets.Span, out Asn1Tag tag, out _) && tag is { TagClass: TagClass.ContextSpecific, IsConstructed: true }
            && tag.TagValue <= (int)PeKind.OptIot;

    // In the order of their numbers.
    private static readonly string[] s_names = ["der", "hex", "base64", "vn", "json"];

    private static readonly Dictionary<string, ProfileForm> s_endings = new()
    {
        [".der"] = ProfileForm.Der,
        [".bin"] = ProfileForm.Der,
        // As GSMA's files are called.
        [".rename2der"] = ProfileForm.Der,
        [".hex"] = ProfileForm.Hex,
        [".b64"] = ProfileForm.Base64,
        [".base64"] = ProfileForm.Base64,
        [".pem"] = ProfileForm.Base64,
        [".json"] = ProfileForm.Json,
        [".vn"] = ProfileForm.ValueNotation,
        [".asn1"] = ProfileForm.ValueNotation,
        [".asn"] = ProfileForm.ValueNotation,
        [".txt"] = ProfileForm.ValueNotation,
    };
}

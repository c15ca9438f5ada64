using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Profile elements as named fields for people, under the names that the texts have.</summary>
/// <param name="Fields">The elements, as far as they can be read.</param>
/// <param name="Fault">Where the first fault is, and what: "element 3: mf.ef-pl[0]: …"; null where there is none.</param>
/// <param name="Reached">How many octets could be read before it.</param>
internal sealed record PackageFields(Asn1Description Fields, string? Fault, int Reached)
{
    /// <summary>Reads elements one after the other.</summary>
    /// <param name="package">From the first octet on; the end may be missing.</param>
    /// <returns>Null if the octets begin as no element, or none of them can be read.</returns>
    internal static PackageFields? TryRead(Octets package)
    {
        if (!ProfileForms.BeginsPackage(package)) return null;
        List<Asn1Description> elements = [];
        (string? fault, int reached, bool isAnyRead) = (null, package.Length, false);
        Octets rest = package;
        while (!rest.IsEmpty && TryCut(rest, out Octets element))
        {
            (Asn1Description fields, ShapedFields? read) = Describe(element);
            isAnyRead |= read is { Fault: null };
            if (read?.Fault is { } wrong && fault is null)
                (fault, reached) = (string.Create(CultureInfo.InvariantCulture, $"element {elements.Count + 1}: {wrong}"), package.Length - rest.Length + read.Reached);
            elements.Add(fields);
            rest = rest.Slice(element.Length);
        }
        if (!rest.IsEmpty && fault is null) (fault, reached) = (PackageOctets.WhyNotWhole(package) ?? "what follows is no element", package.Length - rest.Length);
        // Any message with a context tag could begin as an element of a later version does.
        bool isWhole = package[0] == HeaderTag;
        if (isWhole ? elements is not [{ Text: null }, ..] : !isAnyRead && fault is null) return null;
        string name = isWhole ? Package : elements.Count == 1 ? $"{Element} {NameOf(elements[0])}" : $"{Element}s";
        return new(new Asn1Description(name, null, SequenceOf.From(elements)) { IsList = true }, fault, reached);
    }

    /// <summary>True for what is read here, and not for another message.</summary>
    internal static bool IsPackage(Asn1Description message) => message.IsList && (message.Name == Package || message.Name.StartsWith(Element, StringComparison.Ordinal));

    /// <summary>The only part is the element, whose parts are its fields; null if it cannot be read.</summary>
    internal static Asn1Description? TryDescribeElement(Octets element) =>
        Describe(element) is ({ Text: null } described, null or { Fault: null }) ? described : null;

    /// <summary>The next element, or what is there of it.</summary>
    private static bool TryCut(Octets rest, out Octets element)
    {
        bool isCut = BerTlv.TryHeader(rest, out TlvHeader header) && PackageOctets.IsElement(rest[0]);
        element = isCut ? rest.Slice(0, Math.Min(header.TotalLength, rest.Length)) : rest;
        // Without a length (BER) an element ends where its content does.
        return isCut || ElementText.TryFirst(rest, out element);
    }

    private static (Asn1Description Fields, ShapedFields? Read) Describe(Octets element)
    {
        if (!ProfileForms.BeginsPackage(element)) return (Asn1Description.Of("", element), null);
        ShapedFields read = ShapedFields.Read("", element, ElementShape.ProfileElement);
        if (read.Fault is null || !ElementText.Of(element, ValueNotationForm.Rendered).HasValue) return (read.Fields, read);
        // BER in a way that only its own reader follows: lengths that are not written, texts in pieces.
        DescriptionWriter description = new("");
        new ShapeWriter(description).Write(element, ElementShape.ProfileElement);
        return (description.Written!, null);
    }

    private static string NameOf(Asn1Description element) => element.Parts.Count > 0 ? element.Parts[0].Name : "";

    private const string Package = "profile package";
    private const string Element = "profile element";
    private const byte HeaderTag = 0xA0;
}

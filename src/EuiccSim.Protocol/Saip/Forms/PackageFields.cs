using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Profile elements as named fields for people, under the names that the texts have.</summary>
internal static class PackageFields
{
    /// <summary>The elements; null if the octets are none, or cannot be read.</summary>
    internal static Asn1Description? TryDescribe(Octets package)
    {
        if (!ProfileForms.BeginsPackage(package) || PackageOctets.WhyNone(package) is not null) return null;
        try
        {
            Asn1Description[] parts = [.. ProfileForms.Split(package).Select(Describe)];
            bool isWhole = package[0] == HeaderTag;
            // Any message with a context tag could be an element of a later version.
            if (isWhole ? parts[0].Text is not null : parts.Any(part => part.Text is not null)) return null;
            string name = isWhole ? "profile package" : parts.Length == 1 ? $"profile element {parts[0].Parts[0].Name}" : "profile elements";
            return new Asn1Description(name, null, SequenceOf.Create<Asn1Description>(parts)) { IsList = true };
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    private static Asn1Description Describe(Octets element)
    {
        if (!ElementText.Of(element, ValueNotationForm.Rendered).HasValue) return Asn1Description.Of("", element);
        DescriptionWriter description = new("");
        new ShapeWriter(description).Write(element, ElementShape.ProfileElement);
        return description.Written!;
    }

    private const byte HeaderTag = 0xA0;
}

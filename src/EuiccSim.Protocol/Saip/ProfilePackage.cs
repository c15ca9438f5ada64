using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>An unprotected profile package: profile elements, one after the other. SAIP §8.1.</summary>
/// <param name="Elements">The elements, each with the octets it came in.</param>
public sealed record ProfilePackage(SequenceOf<Signed<ProfileElement>> Elements)
{
    /// <summary>The profile header; null if the first element is another one.</summary>
    public ProfileHeader? Header => Elements.Count > 0 && Elements[0].Value is ProfileElement.Header header ? header.Value : null;

    /// <summary>True if the first element is a header, as it must be.</summary>
    public bool HasHeader => Header is not null;

    /// <summary>A package of our own.</summary>
    public static ProfilePackage Of(IEnumerable<ProfileElement> elements) =>
        new(SequenceOf.From(elements.Select(Signed<ProfileElement>.Of)));

    /// <summary>Reads a whole package.</summary>
    /// <param name="upp">The octets, no more and no less.</param>
    /// <exception cref="Asn1ContentException">Not a string of profile elements; the path begins with the element's position.</exception>
    public static ProfilePackage Read(Octets upp)
    {
        List<Signed<ProfileElement>> elements = [];
        try
        {
            AsnReader reader = new(upp.Memory, AsnEncodingRules.BER);
            while (reader.HasData) elements.Add(Signed<ProfileElement>.Decode(reader));
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within($"[{elements.Count}]", fault);
        }
        return new(SequenceOf.From(elements));
    }

    /// <summary>The package's octets, those received where it was received.</summary>
    public Octets Write()
    {
        Octets[] parts = new Octets[Elements.Count];
        for (int i = 0; i < parts.Length; i++) parts[i] = Elements[i].Encoded;
        return Octets.Concat(parts);
    }
}

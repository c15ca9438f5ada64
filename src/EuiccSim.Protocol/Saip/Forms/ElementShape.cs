using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>ProfileElement as a declaration. Its codec is written by hand, and so is this; what the elements hold is generated. SAIP §8.1.</summary>
internal static class ElementShape
{
    /// <summary>The CHOICE of all elements.</summary>
    internal static Asn1Shape ProfileElement { get; } = Asn1Shape.Choice(null,
    [
        One<ProfileHeader>(PeKind.Header),
        One<PeGenericFileManagement>(PeKind.GenericFileManagement),
        One<PePinCodes>(PeKind.PinCodes),
        One<PePukCodes>(PeKind.PukCodes),
        One<PeAkaParameter>(PeKind.AkaParameter),
        One<PeCdmaParameter>(PeKind.CdmaParameter),
        One<PeSecurityDomain>(PeKind.SecurityDomain),
        One<PeRfm>(PeKind.Rfm),
        One<PeApplication>(PeKind.Application),
        One<PeNonStandard>(PeKind.NonStandard),
        One<PeEnd>(PeKind.End),
        .. Range(PeKind.Rfu1, PeKind.Rfu5).Select((kind, i) => One<PeDummy>(kind) with { Name = FormattableString.Invariant($"rfu{i + 1}") }),
        .. Range(PeKind.Mf, PeKind.OptIot).Select(kind => FileSystem(PeLayout.Of(kind))),
    ]);

    /// <summary>True for a name of the module, and for a word of the notation.</summary>
    internal static bool IsName(string word) => s_names.Value.Contains(word);

    private static HashSet<string> Names()
    {
        HashSet<string> names = ["TRUE", "FALSE", "NULL", nameof(ProfileElement)];
        HashSet<Asn1Shape> seen = new(ReferenceEqualityComparer.Instance);
        Stack<Asn1Shape> open = new([ProfileElement]);
        while (open.TryPop(out Asn1Shape? shape))
        {
            if (!seen.Add(shape)) continue;
            foreach ((string name, _) in shape.Numbers) names.Add(name);
            if (shape.Element is { } element) open.Push(element);
            foreach (Asn1Component component in shape.Components)
            {
                names.Add(component.Name);
                open.Push(component.Shape);
            }
        }
        return names;
    }

    private static readonly Lazy<HashSet<string>> s_names = new(Names);

    private static IEnumerable<PeKind> Range(PeKind first, PeKind last) => Enumerable.Range((int)first, last - first + 1).Select(kind => (PeKind)kind);

    private static Asn1Component One<T>(PeKind kind)
        where T : IAsn1Shaped => new(StandardName.Of(kind), Asn1Shape.Of<T>(), Context((int)kind));

    private static Asn1Component FileSystem(PeLayout layout) => new(layout.Name, Asn1Shape.Sequence(null,
    [
        new(layout.HeaderField, Asn1Shape.Of<PeHeader>(), Context(0)),
        new("templateID", Asn1Shape.ObjectIdentifier, Context(1)),
        .. layout.Newest.Files.Select(file => new Asn1Component(file.Field, Asn1Shape.ListOf(Asn1Shape.Of<FilePart>()), Context(file.Tag))
        {
            IsOptional = !file.Mandatory,
        }),
    ]), Context((int)layout.Kind));

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}

using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Inspection;

/// <summary>Elements with all their fields.</summary>
public sealed class PackageElements : PackageView
{
    internal PackageElements(IEnumerable<ElementFields> elements) => Elements = SequenceOf.From(elements);

    /// <summary>The elements that were asked for, in that order.</summary>
    public SequenceOf<ElementFields> Elements { get; }

    /// <inheritdoc/>
    public override IEnumerable<ViewSection> Sections => Elements.Select(element => element.Section);

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("elementFields", Elements, element => element.WriteMembers(json));
}

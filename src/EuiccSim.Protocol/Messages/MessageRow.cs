using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>A message that octets can be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tag">The tag that it begins with, its octets as a number.</param>
/// <param name="Describe">Its fields; throws <see cref="Asn1ContentException"/> where it is another message.</param>
/// <param name="Again">The DER of what was read. What it lacks was not understood: another message with the same tag may be meant.</param>
/// <param name="Shape">How it is declared, for what can be read of one that is damaged; null where it is read in another way.</param>
internal sealed record MessageRow(string Name, int Tag, Func<Octets, Asn1Description> Describe, Func<Octets, Octets> Again, Func<Asn1Shape>? Shape)
{
    /// <summary>A message with an ASN.1 type.</summary>
    internal static MessageRow Of<T>(string name, int tag)
        where T : IAsn1<T>, IAsn1Shaped => new(
            name, tag,
            octets => Asn1Description.Of(name, Asn1Codec.Decode<T>(octets)),
            static octets => Asn1Codec.Encode(Asn1Codec.Decode<T>(octets)),
            Asn1Shape.Of<T>);
}

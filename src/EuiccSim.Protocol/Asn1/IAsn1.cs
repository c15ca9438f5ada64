using System.Formats.Asn1;

namespace EuiccSim.Protocol.Asn1;

/// <summary>A value that writes its own encoding (DER, ITU-T X.690).</summary>
public interface IAsn1Encodable
{
    /// <summary>Writes the value.</summary>
    /// <param name="writer">A writer in BER rules, see <see cref="Asn1Codec.Encode{T}"/>.</param>
    /// <param name="implicitTag">The tag that replaces the type's own; on an untagged CHOICE it is wrapped around instead.</param>
    void Encode(AsnWriter writer, Asn1Tag? implicitTag = null);

    /// <summary>The value for people: its components under the standard's names. Records do this themselves; others give their text.</summary>
    /// <param name="name">What to call the value.</param>
    Asn1Description Describe(string name) => Asn1Description.Of(name, ToString() ?? "");
}

/// <summary>A type with an ASN.1 encoding. Most are generated from their attributes; a few are written by hand.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IAsn1<TSelf> : IAsn1Encodable
    where TSelf : IAsn1<TSelf>
{
    /// <summary>The tag written on the type itself; null where there is none.</summary>
    static virtual Asn1Tag? OwnTag => null;

    /// <summary>True if an encoding with this outer tag can be a value of this type (without an implicit tag).</summary>
    static abstract bool Accepts(Asn1Tag tag);

    /// <summary>Reads one value.</summary>
    /// <param name="reader">Positioned at the value; in BER rules, or in DER rules for strictness.</param>
    /// <param name="implicitTag">The tag that replaces the type's own; on an untagged CHOICE it is wrapped around instead.</param>
    /// <exception cref="Asn1ContentException">Not an encoding of this type. No other exception leaves.</exception>
    static abstract TSelf Decode(AsnReader reader, Asn1Tag? implicitTag = null);
}

namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>
/// A message, or a part of one, in JSON: its public init properties are the members. Reader and writer are generated; a record that is an ASN.1
/// message as well is declared once for both bindings.
/// </summary>
/// <param name="function">The last part of the URL, "initiateAuthentication", if it is a request.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JsonMessageAttribute(string? function = null) : Attribute
{
    /// <summary>The function, if it is a request.</summary>
    public string? Function { get; } = function;

    /// <summary>The properties in the order of the JSON members; null where it is that of their declarations.</summary>
    public string[]? Order { get; set; }
}

/// <summary>The member's name, where it is not the property's with a small first letter.</summary>
/// <param name="name">As the standard writes it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Octets that travel as a whole TLV in base64: under the tag that is written on the property, or else that of an OCTET STRING.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonTlvAttribute : Attribute;

/// <summary>True and false as two words.</summary>
/// <param name="whenTrue">The word for true.</param>
/// <param name="whenFalse">The word for false.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonWordsAttribute(string whenTrue, string whenFalse) : Attribute
{
    /// <summary>The word for true.</summary>
    public string WhenTrue { get; } = whenTrue;

    /// <summary>The word for false.</summary>
    public string WhenFalse { get; } = whenFalse;
}

/// <summary>A TLV that is read by a method of its own type instead of the type's decoder; its octets are kept all the same.</summary>
/// <param name="method">A static method from octets to the value; it may throw <see cref="Asn1.Asn1ContentException"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonReadByAttribute(string method) : Attribute
{
    /// <summary>The method's name.</summary>
    public string Method { get; } = method;
}

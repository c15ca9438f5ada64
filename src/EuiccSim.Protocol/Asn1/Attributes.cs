namespace EuiccSim.Protocol.Asn1;

/// <summary>A SEQUENCE: its public init properties in declaration order are the components.</summary>
/// <param name="tag">The tag as the standard writes it on the type, "[49]" or "[APPLICATION 15]"; null where it writes none.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class Asn1SequenceAttribute(string? tag = null) : Attribute
{
    /// <summary>The tag written on the type.</summary>
    public string? Tag { get; } = tag;
}

/// <summary>A SEQUENCE with a tag of its own that can also be read field by field, for those who must show what they got (<see cref="IAsn1ByField{TSelf}"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ByFieldAttribute : Attribute;

/// <summary>A CHOICE: an abstract record whose nested sealed records, each with one parameter "Value", are the alternatives.</summary>
/// <param name="tag">The tag as the standard writes it on the type (explicit, X.680 §31.2.7); null where it writes none.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class Asn1ChoiceAttribute(string? tag = null) : Attribute
{
    /// <summary>The tag written on the type.</summary>
    public string? Tag { get; } = tag;
}

/// <summary>A type whose codec is written by hand; tells its outer tag, "[APPLICATION 26]" or "OCTET STRING", to the types that hold it.</summary>
/// <param name="tag">The tag, or the name of a universal type.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class Asn1TypeAttribute(string tag) : Attribute
{
    /// <summary>The tag, or the name of a universal type.</summary>
    public string Tag { get; } = tag;
}

/// <summary>The tag that the standard writes on a component or an alternative. Write it only where the standard does.</summary>
/// <param name="tag">"[2]", "[APPLICATION 15]" or "[PRIVATE 3]".</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class TagAttribute(string tag) : Attribute
{
    /// <summary>The tag.</summary>
    public string Tag { get; } = tag;
}

/// <summary>The standard's name, where it is not the C# name with a small first letter.</summary>
/// <param name="name">As the standard writes it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field)]
public sealed class NameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The name in an older version of the standard; texts that have it are read.</summary>
    public string? Former { get; init; }
}

/// <summary>DEFAULT. The value is a number, a bool, a string, an enumeration's member, or octets in hexadecimal digits.</summary>
/// <param name="value">The value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>The value.</summary>
    public object Value { get; } = value;
}

/// <summary>DEFAULT, held in a static member of the same record.</summary>
/// <param name="member">The member's name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultFromAttribute(string member) : Attribute
{
    /// <summary>The member's name.</summary>
    public string Member { get; } = member;
}

/// <summary>NULL OPTIONAL: a bool that says whether the component is there; or a NULL alternative of a CHOICE (a record with no parameter).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class NullAttribute : Attribute;

/// <summary>SIZE, checked when decoding: octets, characters (Unicode code points), or elements.</summary>
/// <param name="minimum">The smallest size.</param>
/// <param name="maximum">The largest; the same as the smallest when left out.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class SizeAttribute(int minimum, int maximum = -1) : Attribute
{
    /// <summary>The smallest size.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The largest size.</summary>
    public int Maximum { get; } = maximum < 0 ? minimum : maximum;
}

/// <summary>
/// Octets that have another tag in this message than the one of their own, under which they were received or are sent on (another message, or the
/// JSON binding). Only the tag is written anew; what is signed inside stays as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RetaggedAttribute : Attribute;

using System;
using Microsoft.CodeAnalysis;

namespace EuiccSim.Asn1.Generator;

/// <summary>A tag as X.680 §8 has it: a class and a number.</summary>
internal sealed record TagModel(TagClassModel Class, int Number);

internal enum TagClassModel
{
    Universal = 0,
    Application = 0x40,
    ContextSpecific = 0x80,
    Private = 0xC0,
}

/// <summary>SIZE; a maximum of -1 means there is no constraint.</summary>
internal sealed record SizeModel(int Minimum, int Maximum);

internal enum ValueKind
{
    Octets,
    Utf8String,
    Boolean,
    Null,
    Int32,
    Int64,
    Enumeration,
    NamedBits,
    ObjectIdentifier,
    SequenceOf,
    Type,
}

/// <summary>A number that the standard gives a name.</summary>
internal sealed record NumberModel(string Name, long Value);

/// <summary>How one C# type stands on the wire.</summary>
/// <param name="Kind">Which codec.</param>
/// <param name="CSharp">The C# type, as generated code may write it.</param>
/// <param name="Tags">The outer tags that a value can have when nothing retags it.</param>
/// <param name="IsUntaggedChoice">True if a tag written in front is EXPLICIT.</param>
/// <param name="Element">What a SEQUENCE OF holds.</param>
internal sealed record ValueModel(
    ValueKind Kind, string CSharp, EquatableArray<TagModel> Tags, bool IsUntaggedChoice = false, ValueModel? Element = null)
{
    /// <summary>True for Signed octets that have another tag here than of their own.</summary>
    public bool IsRetagged { get; init; }

    /// <summary>The type that a codec is generated for, without Signed around it; null for types whose codec is written by hand.</summary>
    public string? Generated { get; init; }

    /// <summary>The names of an enumeration's numbers.</summary>
    public EquatableArray<NumberModel> Numbers { get; init; }
}

/// <summary>A component of a SEQUENCE or an alternative of a CHOICE.</summary>
internal sealed record FieldModel(
    string Name, string Asn1Name, ValueModel Value, TagModel? WrittenTag, bool IsOptional, bool IsStruct, string? Default, SizeModel? Size)
{
    /// <summary>The tag after X.680 §25 was applied; null where the value keeps its own.</summary>
    public TagModel? Tag { get; init; }

    /// <summary>The name in an older version of the module.</summary>
    public string? FormerName { get; init; }
}

/// <summary>A SEQUENCE or a CHOICE.</summary>
internal sealed record TypeModel(
    string Namespace, string Name, string Declaration, bool IsChoice, TagModel? Tag, EquatableArray<FieldModel> Fields)
{
    /// <summary>True if it can also be read field by field.</summary>
    public bool IsByField { get; init; }
}

/// <summary>A diagnostic without its syntax, so that the pipeline can compare it.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, LocationModel Location, string Type, string Detail)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location.ToLocation(), Type, Detail);
}

/// <summary>What the parser says of one type.</summary>
internal sealed record Parsed(TypeModel? Type, EquatableArray<Finding> Findings);

/// <summary>A place in a source file, comparable by value.</summary>
internal sealed record LocationModel(string Path, int Start, int Length, int Line, int Column) : IEquatable<LocationModel>
{
    public static LocationModel Of(ISymbol symbol)
    {
        Location location = symbol.Locations[0];
        FileLinePositionSpan span = location.GetLineSpan();
        return new(span.Path, location.SourceSpan.Start, location.SourceSpan.Length, span.StartLinePosition.Line, span.StartLinePosition.Character);
    }

    public Location ToLocation()
    {
        Microsoft.CodeAnalysis.Text.LinePosition at = new(Line, Column);
        return Location.Create(Path, new(Start, Length), new(at, at));
    }
}

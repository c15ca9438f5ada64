namespace EuiccSim.Protocol.Asn1;

/// <summary>An entry of a list, or a message, as far as it can be read: one bad field hides neither the others nor the entries beside it.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Value">
/// What could be read. A field that could not is null, or where the standard demands the field 0 or empty: <see cref="Lacks"/> tells. Where
/// <typeparamref name="T"/> is nullable, nothing could be made of a null.
/// </param>
/// <param name="Encoded">The octets as received. They are what is passed on, whatever could be read.</param>
/// <param name="Faults">What is wrong; none with an entry that is as the standard wants it.</param>
public sealed record Entry<T>(T Value, Octets Encoded, SequenceOf<FieldFault> Faults)
{
    /// <summary>True if something in it is not as the standard wants it.</summary>
    public bool IsDamaged => Faults.Count > 0;

    /// <summary>True if a field is missing or cannot be read, so that <see cref="Value"/> says nothing about it.</summary>
    /// <param name="field">The standard's name: "profileName".</param>
    public bool Lacks(string field)
    {
        foreach (FieldFault fault in Faults.Span)
        {
            if (fault.Field == field && !fault.IsValueKnown) return true;
        }
        return false;
    }
}

/// <summary>What is wrong with one field of an <see cref="Entry{T}"/>.</summary>
/// <param name="Field">The standard's name: "profileName"; empty where it is no known field, or the entry as a whole.</param>
/// <param name="Kind">What kind of fault.</param>
/// <param name="Reason">What is wrong, in words: "not UTF-8 text".</param>
/// <param name="Octets">The field as received, from its tag on; none if it is missing.</param>
public sealed record FieldFault(string Field, FieldFaultKind Kind, string Reason, Octets Octets)
{
    /// <summary>True if the field has a value all the same.</summary>
    public bool IsValueKnown => Kind is FieldFaultKind.WrongSize or FieldFaultKind.OutOfOrder or FieldFaultKind.Repeated;

    /// <summary>"profileName: not UTF-8 text".</summary>
    public override string ToString() => Field.Length == 0 ? Reason : $"{Field}: {Reason}";
}

/// <summary>The kinds of faults of a field.</summary>
public enum FieldFaultKind
{
    /// <summary>It cannot be read.</summary>
    Unreadable,

    /// <summary>The standard demands it, and it is not there.</summary>
    Missing,

    /// <summary>It is longer or shorter than the standard allows, and is taken as it is.</summary>
    WrongSize,

    /// <summary>It stands in the wrong place, and is taken all the same.</summary>
    OutOfOrder,

    /// <summary>It is there more than once; the first is taken.</summary>
    Repeated,

    /// <summary>Octets that are no field that the standard has in this place.</summary>
    Unknown,
}

using System.Globalization;

namespace EuiccSim.Protocol.Asn1;

/// <summary>A decoded value for people and for traces: under the standard's name, either a text or parts with names of their own.</summary>
/// <param name="Name">The standard's name; empty for an element of a SEQUENCE OF.</param>
/// <param name="Text">The value of a primitive; null for what has parts.</param>
/// <param name="Parts">The components that are there, the chosen alternative, or the elements.</param>
public sealed record Asn1Description(string Name, string? Text, SequenceOf<Asn1Description> Parts)
{
    /// <summary>True if the parts are the elements of a SEQUENCE OF, which have no names.</summary>
    public bool IsList { get; init; }

    /// <summary>A text.</summary>
    public static Asn1Description Of(string name, string value) => new(name, value, SequenceOf<Asn1Description>.Empty);

    /// <summary>Octets, in hexadecimal digits.</summary>
    public static Asn1Description Of(string name, Octets value) => Of(name, value.ToString());

    /// <summary>"true" or "false".</summary>
    public static Asn1Description Of(string name, bool value) => Of(name, value ? "true" : "false");

    /// <summary>A number in decimal.</summary>
    public static Asn1Description Of(string name, long value) => Of(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An OBJECT IDENTIFIER in its dotted form.</summary>
    public static Asn1Description Of(string name, ObjectIdentifier value) => Of(name, value.Value);

    /// <summary>What the value says of itself.</summary>
    public static Asn1Description Of(string name, IAsn1Encodable value) => value.Describe(name);

    /// <summary>A part that says all by being there.</summary>
    public static Asn1Description OfNull(string name) => Of(name, "NULL");

    /// <summary>A named number, "iccidOrAidNotFound (1)"; one that has no name in decimal.</summary>
    public static Asn1Description OfEnumeration<T>(string name, T value)
        where T : struct, Enum
    {
        string number = Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return Of(name, Enum.GetName(value) is { } known ? $"{StandardName(known)} ({number})" : number);
    }

    /// <summary>Named bits, "notificationInstall, notificationEnable"; those that have no name by their number in the standard.</summary>
    public static Asn1Description OfNamedBits<T>(string name, T value)
        where T : struct, Enum
    {
        ulong bits = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
        List<string> set = [];
        for (int bit = 0; bit < 64; bit++)
        {
            if ((bits >> bit & 1) == 0) continue;
            string? known = Enum.GetName(typeof(T), 1UL << bit);
            set.Add(known is null ? $"bit {bit}" : StandardName(known));
        }
        return Of(name, set.Count == 0 ? "none" : string.Join(", ", set));
    }

    /// <summary>The elements of a SEQUENCE OF.</summary>
    public static Asn1Description OfList<T>(string name, SequenceOf<T> values, Func<T, Asn1Description> describe)
    {
        Asn1Fields fields = new();
        foreach (T value in values.Span) fields.Add(describe(value));
        return fields.Under(name) with { IsList = true };
    }

    private static string StandardName(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}

/// <summary>Collects the parts of an <see cref="Asn1Description"/>.</summary>
public sealed class Asn1Fields
{
    private readonly List<Asn1Description> _parts = [];

    /// <summary>Adds the next part.</summary>
    public void Add(Asn1Description part) => _parts.Add(part);

    /// <summary>The description that has these parts.</summary>
    public Asn1Description Under(string name) => new(name, null, SequenceOf.From(_parts));
}

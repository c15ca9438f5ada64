namespace EuiccSim.Protocol.Asn1;

/// <summary>Entries for people and for traces: what could be read, and of a damaged one what is wrong and its octets.</summary>
public static class EntryDescription
{
    /// <summary>An entry under a name.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">What to call it.</param>
    public static Asn1Description Describe<T>(this Entry<T> entry, string name)
        where T : IAsn1Encodable? => Describe(name, entry, entry.Value?.Describe(name));

    /// <summary>A list of entries under a name.</summary>
    internal static Asn1Description DescribeList<T>(string name, SequenceOf<Entry<T>> entries)
        where T : IAsn1Encodable?
    {
        Asn1Fields fields = new();
        foreach (Entry<T> entry in entries.Span) fields.Add(entry.Describe(""));
        return fields.Under(name) with { IsList = true };
    }

    private static Asn1Description Describe<T>(string name, Entry<T> entry, Asn1Description? whole)
    {
        if (whole is not null && !entry.IsDamaged) return whole;
        Asn1Fields fields = new();
        foreach (Asn1Description part in whole?.Parts ?? [])
        {
            if (!entry.Lacks(part.Name)) fields.Add(part);
        }
        fields.Add(Asn1Description.Of("malformed", string.Join("; ", entry.Faults)));
        fields.Add(Asn1Description.Of("octets", entry.Encoded));
        return fields.Under(name);
    }
}

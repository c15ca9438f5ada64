using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>Messages for people. What cannot be read is shown as it is, with the reason.</summary>
internal static class Es10Messages
{
    /// <summary>A message under a name.</summary>
    internal static Asn1Description Describe<T>(string name, Octets encoded)
        where T : IAsn1<T> => Describe(name, encoded, octets => Asn1Description.Of(name, Asn1Codec.Decode<T>(octets)));

    /// <summary>A message whose fields are shown each by itself.</summary>
    internal static Asn1Description DescribeFields<T>(string name, Octets encoded)
        where T : IAsn1ByField<T> => Describe(name, encoded, octets => Asn1Codec.DecodeByField<T>(octets).Describe(name));

    /// <summary>A message that has a reader.</summary>
    internal static Asn1Description Describe(string name, Octets encoded, Func<Octets, Asn1Description> read)
    {
        try
        {
            return read(encoded);
        }
        catch (Asn1ContentException fault)
        {
            Asn1Fields fields = new();
            fields.Add(Asn1Description.Of("malformed", fault.Message));
            fields.Add(Asn1Description.Of("octets", encoded));
            return fields.Under(name);
        }
    }
}

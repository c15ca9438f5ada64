using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Answers octet by octet: DER, with the elements in the module's order. SGP.22 v2.5 §5.7.2, annex H.</summary>
internal static class Exactness
{
    /// <summary>Expects an answer to be the DER of what it says. It is for messages to which SGP.22 v3 adds nothing.</summary>
    internal static T ExpectDer<T>(this EuiccBench bench, Signed<T> answer)
        where T : IAsn1<T>
    {
        EuiccBench.Read(answer.Encoded, $"DER of {typeof(T).Name}", static octets => Asn1Codec.Decode<T>(octets, strict: true));
        bench.ExpectOctets(answer.Encoded, Asn1Codec.Encode(answer.Value), $"the DER of {typeof(T).Name}");
        return answer.Value;
    }

    /// <summary>Expects an answer to be the elements of a message in the order of the module, each once. Elements that the module has not are passed over.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="message">The message TLV.</param>
    /// <param name="order">The tags of the module.</param>
    internal static IReadOnlyList<BerTlv> ExpectOrder(this EuiccBench bench, Octets message, params int[] order)
    {
        IReadOnlyList<BerTlv> outer = EuiccBench.Read(message, "one TLV", BerTlv.ReadAll);
        bench.Expect(outer.Count == 1, "one TLV", message.ToString());
        IReadOnlyList<BerTlv> fields = EuiccBench.Read(outer[0].Value, "the elements of the message", BerTlv.ReadAll);
        int[] known = [.. fields.Select(field => field.Tag).Where(order.Contains)];
        string expected = Text(order.Where(known.Contains));
        bench.Expect(Text(known) == expected, $"the elements {expected} in this order, each once", Text(known));
        return fields;
    }

    private static string Text(IEnumerable<int> tags) => string.Join(' ', tags.Select(tag => $"'{tag:X2}'"));
}

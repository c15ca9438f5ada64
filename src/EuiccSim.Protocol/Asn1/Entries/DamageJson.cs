using System.Text.Json;

namespace EuiccSim.Protocol.Asn1;

/// <summary>What is wrong with an <see cref="Entry{T}"/>, for programs.</summary>
public static class DamageJson
{
    /// <summary>Writes "damaged", a list of faults, and "octets", the entry as received, as members of the object that is open.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="encoded">The entry.</param>
    /// <param name="faults">What is wrong with it.</param>
    public static void WriteMembers(Utf8JsonWriter json, Octets encoded, SequenceOf<FieldFault> faults)
    {
        json.WriteStartArray("damaged");
        foreach (FieldFault fault in faults.Span)
        {
            json.WriteStartObject();
            json.WriteString("field", fault.Field.Length == 0 ? null : fault.Field);
            json.WriteString("kind", StandardName.Of(fault.Kind));
            json.WriteString("reason", fault.Reason);
            json.WriteString("octets", fault.Octets.IsEmpty ? null : fault.Octets.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("octets", encoded.ToString());
    }
}

namespace EuiccSim.Asn1.Generator;

/// <summary>How a member stands in a JSON object: the name of the reader's and the writer's method for it.</summary>
internal enum JsonForm
{
    Text,
    Boolean,
    Integer,
    Enumeration,
    Iccid,
    Eid,
    Time,
    Base64,
    TransactionId,
    Certificate,
    Tlv,
    Der,
    Words,
    Object,
    List,
}

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">The property.</param>
/// <param name="JsonName">The member's name.</param>
/// <param name="Form">What its value looks like.</param>
/// <param name="CSharp">The property's type, or that of its elements, or that inside Signed.</param>
/// <param name="IsOptional">True if it may be absent.</param>
/// <param name="Arguments">What the methods of the reader and the writer need beside the name: a tag, or two words.</param>
/// <param name="Reader">The method that reads the octets in a way of its own; null for the type's decoder.</param>
internal sealed record JsonMember(
    string Name, string JsonName, JsonForm Form, string CSharp, bool IsOptional, string Arguments = "", string? Reader = null);

/// <summary>A message in JSON.</summary>
internal sealed record JsonTypeModel(string Namespace, string Name, string Declaration, string? Function, EquatableArray<JsonMember> Members);

/// <summary>What the parser says of one type.</summary>
internal sealed record JsonParsed(JsonTypeModel? Type, EquatableArray<Finding> Findings);

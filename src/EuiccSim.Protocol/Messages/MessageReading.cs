using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>What octets, or a text, are as a message of the protocol.</summary>
/// <param name="Candidates">The messages that they can be; more than one where their octets do not tell.</param>
/// <param name="Reason">Why they are none, in words for a person; null where there is a candidate.</param>
public sealed record MessageReading(SequenceOf<DecodedMessage> Candidates, string? Reason)
{
    internal static MessageReading None(string reason) => new(SequenceOf<DecodedMessage>.Empty, reason);
}

/// <summary>A message as named fields.</summary>
/// <param name="Name">What it is: "ES10c.EnableProfile, request", "Bound Profile Package, segment".</param>
/// <param name="Content">Its fields.</param>
public sealed record DecodedMessage(string Name, Asn1Description Content);

using System.Collections.Immutable;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>All that a card keeps without power, as one immutable value.</summary>
/// <threadsafety>Immutable; several cards may start from one state.</threadsafety>
public sealed record CardState
{
    /// <summary>The eUICC identifier, 16 octets as in SGP.22 tag '5A' of GetEID.</summary>
    public required Octets Eid { get; init; }

    /// <summary>The installed Profiles, in the order of installation.</summary>
    internal ImmutableList<InstalledProfile> Profiles { get; init; } = [];
}

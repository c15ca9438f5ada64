using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>A record of a trace in words.</summary>
public sealed record TraceEntry
{
    /// <summary>What was decoded.</summary>
    public required TraceEvent Record { get; init; }

    /// <summary>The logical channel; null for a reset and for octets that are no command.</summary>
    public int? Channel { get; init; }

    /// <summary>What was done: "SELECT ADF.USIM/EF.IMSI", "STORE DATA 00, last: ES10c.EnableProfile".</summary>
    public required string Title { get; init; }

    /// <summary>How the card answered; null where it did not.</summary>
    public StatusWord? Status { get; init; }

    /// <summary>The status word in words; null where there is none.</summary>
    public string? StatusMeaning { get; init; }

    /// <summary>What the command and its answer say, under the standard's names.</summary>
    public SequenceOf<Asn1Description> Details { get; init; } = SequenceOf<Asn1Description>.Empty;

    /// <summary>True if the command holds a PIN or a key.</summary>
    public bool HasSecretCommand { get; init; }

    /// <summary>True if the answer holds a key.</summary>
    public bool HasSecretResponse { get; init; }
}

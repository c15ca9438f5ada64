namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>One record of a <see cref="FileSmdpStore"/>: one commit.</summary>
internal sealed record LogRecord
{
    /// <summary>Parts that no record before has.</summary>
    public NamedPart[]? Parts { get; init; }

    public OrderRecord? Order { get; init; }

    public SessionRecord? Session { get; init; }

    /// <summary>The sessions that expire until then are removed.</summary>
    public DateTimeOffset? Now { get; init; }
}

/// <summary>A part and the digest by which orders refer to it.</summary>
internal sealed record NamedPart
{
    public required byte[] Digest { get; init; }

    public required PartRecord Part { get; init; }
}

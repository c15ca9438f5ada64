using EuiccSim.Protocol.Rsp.Es2;

namespace EuiccSim.Servers.AspNetCore.SmDp.Es2;

/// <summary>How an operator is told of downloads, by ES2+.HandleDownloadProgressInfo. SGP.22 v2.5 §5.3.5.</summary>
public sealed record ProgressOptions
{
    /// <summary>The operator's server: a host name, with a port where it is not 443.</summary>
    public required string Operator { get; init; }

    /// <summary>
    /// The operator's name, as <see cref="Servers.SmDp.Orders.Profile.Owner"/>: it is told only of what it ordered itself and of what is nobody's. Null where
    /// the SM-DP+ has one operator: it is told of everything.
    /// </summary>
    public string? OperatorName { get; init; }

    /// <summary>
    /// The way there: the client of an <see cref="Servers.SmDp.Es2.Es2HttpTransport"/> knows who is trusted, and with which certificate the SM-DP+
    /// comes.
    /// </summary>
    public required IEs2Transport Transport { get; init; }

    /// <summary>The functionRequesterIdentifier: an object identifier, by default the server's own.</summary>
    public string? Requester { get; init; }

    /// <summary>How many messages wait at most. What comes while so many wait is not told.</summary>
    public int MaxWaiting { get; init; } = 1000;

    /// <summary>How long one message may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es12;

namespace EuiccSim.Servers.SmDp.Announcing;

/// <summary>How an SM-DP+ reaches SM-DSs, and which.</summary>
/// <param name="Transport">Carries ES12, with the SM-DP+'s own certificate.</param>
/// <param name="Known">The SM-DSs; an order for another is refused with 8.9/5.1.</param>
public sealed record SmdsAccess(IEs12Transport Transport, SequenceOf<KnownSmds> Known)
{
    /// <summary>
    /// How long a registration is taken to be under way by whoever began it; longer than the transport takes for four calls. Afterwards it is
    /// finished by <see cref="SmdpServer.SettleEventsAsync"/>.
    /// </summary>
    public TimeSpan RegistrationTime { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>An SM-DS that an SM-DP+ may use.</summary>
/// <param name="Address">Its FQDN, as operators name it in orders; with a port where one is given.</param>
/// <param name="ForwardingIndicator">True to have events passed on to its root SM-DS. SGP.22 v2.5 §3.6.1.2.</param>
/// <param name="Es12Address">Where SM-DP+s reach it, if that is not where LPAs do.</param>
public sealed record KnownSmds(string Address, bool ForwardingIndicator = false, string? Es12Address = null)
{
    /// <summary>Reads what people write: URL, or ADDRESS=URL where it takes ES12 elsewhere; "https://" may be left out. Null for anything else.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="forwardingIndicator">As in <see cref="ForwardingIndicator"/>.</param>
    public static KnownSmds? TryRead(string text, bool forwardingIndicator = false) => text.Split('=') switch
    {
        [var address] when TryReadAddress(address) is { } both => new(both, forwardingIndicator),
        [var address, var es12] when TryReadAddress(address) is { } named && TryReadAddress(es12) is { } other => new(named, forwardingIndicator, other),
        _ => null,
    };

    // As orders name it: what a URL has around it is left out.
    private static string? TryReadAddress(string part)
    {
        const string Scheme = "https://";
        string address = part.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? part[Scheme.Length..].TrimEnd('/') : part;
        return Uri.TryCreate(Scheme + address, UriKind.Absolute, out Uri? url) && url.PathAndQuery == "/" ? address : null;
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es12;

namespace EuiccSim.Servers.SmDs;

/// <summary>What an SM-DS is and how strict it is.</summary>
public sealed record SmdsOptions
{
    /// <summary>The host name (FQDN), with a port where LPAs use one.</summary>
    public required string Address { get; init; }

    /// <summary>What it has under each CI, the most wanted first. All certificates name the same object identifier.</summary>
    public required SequenceOf<SmdsCredential> Credentials { get; init; }

    /// <summary>The SM-DS to which an alternative SM-DS passes events on; null for a root SM-DS.</summary>
    public RootSmds? Root { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where transaction identifiers, challenges and EventIDs come from. It is never asked by two threads at once.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>Who computes with the keys that the server makes or is sent. Those of its credentials stay with whom they were made.</summary>
    public CryptoProvider Crypto { get; init; } = CryptoProvider.PlatformFirst;

    /// <summary>How long a session waits for AuthenticateClient.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many sessions are remembered; the oldest make room, as anybody can begin one. Half a kilobyte each in memory.</summary>
    public int MaxSessions { get; init; } = 50_000;

    /// <summary>How many events are kept; more are refused with 1.2/4.4.</summary>
    public int MaxEvents { get; init; } = 1_000_000;

    /// <summary>How many events may wait for one eUICC; more are refused with 1.2/4.4.</summary>
    public int MaxEventsPerEuicc { get; init; } = 100;

    /// <summary>The oldest version of SGP.22 that an eUICC may have.</summary>
    public VersionType LowestSvn { get; init; } = new(2, 0);

    /// <summary>The newest version of SGP.22 that an eUICC may have; by default anything before the next major version.</summary>
    public VersionType HighestSvn { get; init; } = new(2, byte.MaxValue, byte.MaxValue);

    /// <summary>Called for each thing that happens, after it took effect and before the call that it came of is answered.</summary>
    public Action<SmdsActivity>? OnActivity { get; init; }
}

/// <summary>The root SM-DS of an alternative one, and the way there.</summary>
/// <param name="Address">Its FQDN, with a port where one is given.</param>
/// <param name="Transport">Carries ES15.</param>
public sealed record RootSmds(string Address, IEs12Transport Transport);

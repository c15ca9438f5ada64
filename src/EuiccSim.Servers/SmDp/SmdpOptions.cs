using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Packages;

namespace EuiccSim.Servers.SmDp;

/// <summary>What an SM-DP+ is and how strict it is.</summary>
public sealed record SmdpOptions
{
    /// <summary>The host name (FQDN), with a port where LPAs use one.</summary>
    public required string Address { get; init; }

    /// <summary>What it has under each CI, the most wanted first. All certificates name the same object identifier.</summary>
    public required SequenceOf<SmdpCredential> Credentials { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where transaction identifiers, challenges, MatchingIDs and one-time keys come from. It is never asked by two threads at once.
    /// </summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>Who computes with the keys that the server makes or is sent. Those of its credentials stay with whom they were made, and
    /// those in certificates that a store read back have <see cref="CryptoProvider.PlatformFirst"/>.</summary>
    public CryptoProvider Crypto { get; init; } = CryptoProvider.PlatformFirst;

    /// <summary>The profile types of which profiles are made for orders where none is in stock.</summary>
    public SequenceOf<ProfileTemplate> Templates { get; init; } = [];

    /// <summary>How long after its last function a session is remembered whose eUICC is authenticated.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many such sessions are remembered; while there are so many, none begins: 1.2/4.4.</summary>
    public int MaxSessions { get; init; } = 10_000;

    /// <summary>How long a session waits for its eUICC to show who it is.</summary>
    public TimeSpan UnauthenticatedSessionLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many sessions wait for that; the oldest make room, as anybody can begin one. Half a kilobyte each in memory: by default 25 MB, and
    /// 10 seconds for an eUICC where others begin 5,000 sessions a second.
    /// </summary>
    public int MaxUnauthenticatedSessions { get; init; } = 50_000;

    /// <summary>How many wrong Confirmation Codes an order bears. One more ends it with 8.2.7/6.4.</summary>
    public int MaxRefusedConfirmationCodes { get; init; } = 3;

    /// <summary>How many sessions may ask for an order. One more ends it with 8.8.5/6.4.</summary>
    public int MaxDownloadAttempts { get; init; } = 10;

    /// <summary>The oldest version of SGP.22 that an eUICC may have.</summary>
    public VersionType LowestSvn { get; init; } = new(2, 0);

    /// <summary>The newest version of SGP.22 that an eUICC may have; by default anything before the next major version.</summary>
    public VersionType HighestSvn { get; init; } = new(2, byte.MaxValue, byte.MaxValue);

    /// <summary>The SM-DSs at which downloads can be announced, and the way there; null for none.</summary>
    public SmdsAccess? Smds { get; init; }

    /// <summary>Whether a delivered profile is bound again to a new key of the same eUICC; otherwise 8.2/3.7.</summary>
    public bool AllowsRebinding { get; init; } = true;

    /// <summary>The host identifier of the key agreement, 1 to 16 octets.</summary>
    public Octets HostId { get; init; } = Octets.Of("EuiccSim"u8);

    /// <summary>Decides whether a profile fits an eUICC and device.</summary>
    public Func<EligibilityQuestion, Eligibility> Eligibility { get; init; } = EligibilityRules.Default;

    /// <summary>Called for each event, after it took effect and before the call that it came of is answered.</summary>
    public Action<SmdpEvent>? OnEvent { get; init; }
}

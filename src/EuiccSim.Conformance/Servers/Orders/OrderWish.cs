using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Conformance.Servers.Orders;

/// <summary>What a case wants of an order.</summary>
internal sealed record OrderWish
{
    /// <summary>A Confirmation Code is asked for.</summary>
    internal bool HasCode { get; init; }

    /// <summary>It is for one eUICC, which the case then plays.</summary>
    internal bool IsForEuicc { get; init; }

    /// <summary>Its MatchingID is empty: the EID alone decides.</summary>
    internal bool HasNoMatchingId { get; init; }

    /// <summary>It is confirmed, and not released.</summary>
    internal bool IsUnreleased { get; init; }

    /// <summary>Its time is over.</summary>
    internal bool IsExpired { get; init; }

    /// <summary>How many sessions may ask for it is known, and small.</summary>
    internal bool HasAttempts { get; init; }

    /// <summary>Its package is protected beforehand, under random keys.</summary>
    internal bool HasRandomKeys { get; init; }

    /// <summary>Its metadata do not fit into one block '88'.</summary>
    internal bool HasLongMetadata { get; init; }

    /// <summary>It is a test profile.</summary>
    internal bool IsTestProfile { get; init; }

    /// <summary>It has PPR1.</summary>
    internal bool HasRule { get; init; }

    /// <summary>The curve that the case works on; null for the first that the server trusts.</summary>
    internal EcCurve? Curve { get; init; }

    /// <summary>Whether an order of a file, or a profile in stock, can be it, as far as the profile goes.</summary>
    internal bool FitsProfile(ProfileOrder one, DateTimeOffset now)
    {
        StoreMetadataRequest metadata = one.Profile.Metadata.Value;
        bool hasRule = (metadata.ProfilePolicyRules ?? 0).HasFlag(PprIds.Ppr1);
        return one.ExpiresAt <= now == IsExpired
            && (HasAttempts ? one.MaxDownloadAttempts is <= MostAttempts : one.MaxDownloadAttempts is null or > MostAttempts)
            && (one.Profile.ProtectedPackage is not null) == HasRandomKeys
            && (!HasLongMetadata || one.Profile.Metadata.Encoded.Length > Bsp.MaxPlain88)
            && metadata.ProfileClass == ProfileClass.Test == IsTestProfile
            && hasRule == HasRule;
    }

    /// <summary>The same of the order itself.</summary>
    internal bool FitsOrder(ProfileOrder one) =>
        one.State == (IsUnreleased ? OrderState.Confirmed : OrderState.Released)
        && one.ConfirmationCodeHash is not null == HasCode
        && one.Eid is not null == IsForEuicc
        && one.MatchingId is { Length: 0 } == HasNoMatchingId;

    /// <summary>"an order with a Confirmation Code, for one eUICC".</summary>
    public override string ToString()
    {
        (bool, string)[] words =
        [
            (HasCode, "with a Confirmation Code"), (IsForEuicc, "for one eUICC"), (HasNoMatchingId, "without a MatchingID"), (IsUnreleased, "confirmed and not released"),
            (IsExpired, "that has expired"), (HasAttempts, $"with at most {MostAttempts} attempts"), (HasRandomKeys, "with a package under random keys (randomKeys)"),
            (HasLongMetadata, "with metadata of more than 1008 octets (an icon)"), (IsTestProfile, "of a test profile"), (HasRule, "of a profile with ppr1"),
        ];
        string[] said = [.. words.Where(word => word.Item1).Select(word => word.Item2)];
        return said.Length == 0 ? "a released order with a MatchingID, and nothing else" : $"an order {string.Join(", ", said)}";
    }

    internal const int MostAttempts = 3;
}

/// <summary>An order that a case may use.</summary>
/// <param name="Iccid">The profile.</param>
/// <param name="MatchingId">The token; empty where the EID alone decides.</param>
internal sealed record TestOrder(Iccid Iccid, string MatchingId)
{
    /// <summary>The only eUICC that may have it; null for any.</summary>
    internal string? Eid { get; init; }

    /// <summary>SHA-256 of the Confirmation Code; null for none.</summary>
    internal Octets? CodeHash { get; init; }

    /// <summary>The unprotected profile package.</summary>
    internal required Octets Package { get; init; }

    /// <summary>How many sessions may ask for it; null where that is not known.</summary>
    internal int? Attempts { get; init; }

    /// <summary>The profile in stock that the run has ordered; null for an order that was there.</summary>
    internal StockedProfile? Stock { get; init; }
}

/// <summary>A profile in stock, which can be ordered over ES2+.</summary>
/// <param name="Iccid">The profile.</param>
/// <param name="Package">Its package.</param>
/// <param name="ProfileType">Its type; null for none.</param>
/// <param name="Attempts">How many sessions may ask for it; null where that is not known.</param>
/// <param name="Told">As the run was told of it; null for one that the run has put into stock.</param>
internal sealed record StockedProfile(Iccid Iccid, Octets Package, string? ProfileType, int? Attempts, ProfileOrder? Told);

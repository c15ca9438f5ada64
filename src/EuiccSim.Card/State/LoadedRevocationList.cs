using System.Numerics;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Card.State;

/// <summary>What the card keeps of the revocation list of one CI and distribution point. SGP.22 v2.5 §4.6, §5.7.12.</summary>
internal sealed record LoadedRevocationList
{
    /// <summary>The CI, by its subject key identifier.</summary>
    internal required Octets CiPkId { get; init; }

    /// <summary>The issuingDistributionPoint; null where the list has none.</summary>
    internal Octets? DistributionPoint { get; init; }

    /// <summary>The list's number.</summary>
    internal required BigInteger Number { get; init; }

    /// <summary>In how many parts it comes.</summary>
    internal int TotalParts { get; init; } = 1;

    /// <summary>The parts that are here.</summary>
    internal SequenceOf<int> Parts { get; init; } = [];

    /// <summary>The revoked certificates, by their serial numbers.</summary>
    internal SequenceOf<Octets> Revoked { get; init; } = [];

    /// <summary>Those of the list before, which count until all parts of this one are here.</summary>
    internal SequenceOf<Octets> RevokedBefore { get; init; } = [];

    /// <summary>The parts that are not here yet.</summary>
    internal IEnumerable<int> MissingParts => Enumerable.Range(1, TotalParts).Except(Parts);

    internal bool IsComplete => Parts.Count == TotalParts;

    /// <summary>The non-volatile memory that it takes, in octets.</summary>
    internal int Size => ListOverhead + (DistributionPoint?.Length ?? 0) + Parts.Count + Revoked.Sum(SizeOf) + RevokedBefore.Sum(SizeOf);

    internal bool Names(Octets serialNumber) => Revoked.Span.Contains(serialNumber) || RevokedBefore.Span.Contains(serialNumber);

    /// <summary>With one more list, or part of one, that is as fresh or fresher, and that <see cref="IsBaseOf"/> this one if it completes any.</summary>
    internal LoadedRevocationList With(RevocationList list)
    {
        LoadedRevocationList begun = list.Number > Number && list.BaseNumber is null ? Successor(list) : this;
        int part = list.Part ?? 1;
        if (list.BaseNumber is null && begun.Parts.Contains(part)) return begun;
        IEnumerable<Octets> revoked = begun.Revoked.Concat(Serials(list, isRemoved: false)).Except(Serials(list, isRemoved: true)).Distinct();
        LoadedRevocationList grown = begun with
        {
            Number = list.Number!.Value,
            Parts = SequenceOf.From(begun.Parts.Append(part).Distinct().Order()),
            Revoked = SequenceOf.From(revoked),
        };
        return grown.IsComplete ? grown with { RevokedBefore = [] } : grown;
    }

    /// <summary>True if this is the list, or a later one, that a delta list builds on. RFC 5280 §5.2.4.</summary>
    internal bool IsBaseOf(RevocationList delta) => IsComplete && Number >= delta.BaseNumber;

    /// <summary>A list of which nothing is here yet.</summary>
    internal static LoadedRevocationList Begin(Octets ciPkId, RevocationList list) => new()
    {
        CiPkId = ciPkId,
        DistributionPoint = list.DistributionPoint is { } point ? Octets.Of(point.Span) : null,
        Number = list.Number!.Value,
        TotalParts = list.TotalParts ?? 1,
    };

    private LoadedRevocationList Successor(RevocationList list) =>
        Begin(CiPkId, list) with { RevokedBefore = SequenceOf.From(Revoked.Concat(RevokedBefore).Distinct()) };

    // Copies: the message that the list came in is not to be kept alive.
    private static IEnumerable<Octets> Serials(RevocationList list, bool isRemoved) =>
        list.Revoked.Where(one => one.IsRemoved == isRemoved).Select(one => Octets.Of(one.SerialNumber.Span));

    private static int SizeOf(Octets serialNumber) => serialNumber.Length + EntryOverhead;

    /// <summary>The most parts that a list may come in.</summary>
    internal const int MaximumParts = 255;

    // With the CI and the number of up to 20 octets.
    private const int ListOverhead = 64;
    private const int EntryOverhead = 4;
}

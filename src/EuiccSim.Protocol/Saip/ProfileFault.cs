using System.Globalization;

namespace EuiccSim.Protocol.Saip;

/// <summary>A rule of SAIP that a package breaks.</summary>
/// <param name="Status">What an eUICC answers.</param>
/// <param name="Rule">The rule, in words.</param>
public sealed record ProfileFault(PeStatus Status, string Rule)
{
    /// <summary>The position of the element, from 1 on; null where no element is to blame.</summary>
    public int? Number { get; init; }

    /// <summary>What element it is; null where that cannot be told.</summary>
    public PeKind? Kind { get; init; }

    /// <summary>Where and what, in one line.</summary>
    public override string ToString() =>
        Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"element {number}: {Status.Status}: {Rule}") : $"{Status.Status}: {Rule}";

    /// <summary>A fault of an element.</summary>
    /// <param name="code">What an eUICC answers.</param>
    /// <param name="element">The element; null for none.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="position">The element's position, from 0 on; null if it is not known.</param>
    internal static ProfileFault Of(PeStatusCode code, ProfileElement? element, string rule, int? position = null) =>
        new(new() { Status = code, Identification = element?.PeHeader?.Identification }, rule) { Kind = element?.Kind, Number = position + 1 };
}

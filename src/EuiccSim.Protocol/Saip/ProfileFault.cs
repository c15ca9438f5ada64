namespace EuiccSim.Protocol.Saip;

/// <summary>A rule of SAIP that a package breaks.</summary>
/// <param name="Status">What an eUICC answers.</param>
/// <param name="Rule">The rule, in words.</param>
public sealed record ProfileFault(PeStatus Status, string Rule)
{
    internal static ProfileFault Of(PeStatusCode code, ProfileElement? element, string rule) =>
        new(new() { Status = code, Identification = element?.PeHeader?.Identification }, rule);
}

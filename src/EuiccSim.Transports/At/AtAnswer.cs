using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At;

/// <summary>What a modem said before "OK".</summary>
/// <param name="Lines">The lines of the answer; those with the expected prefix come without it. Echo and unsolicited lines are not among
/// them.</param>
public sealed record AtAnswer(SequenceOf<string> Lines)
{
    /// <summary>The first line, or null if the modem only said "OK".</summary>
    public string? First => Lines.Count == 0 ? null : Lines[0];
}

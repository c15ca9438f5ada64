using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Testing.Faults;

/// <summary>What a fault does to an exchange. <see cref="FaultSite"/> says which one suits which place.</summary>
public abstract record FaultEffect
{
    private FaultEffect()
    {
    }

    /// <summary>The request does not arrive: the line is dead.</summary>
    public sealed record Drop : FaultEffect;

    /// <summary>The request arrives and takes effect, and the answer does not come back.</summary>
    public sealed record LoseAnswer : FaultEffect;

    /// <summary>The clock moves on before the request arrives.</summary>
    /// <param name="By">How far.</param>
    public sealed record Delay(TimeSpan By) : FaultEffect;

    /// <summary>The server refuses, without having been asked. SGP.22 v2.5 §5.2.6.</summary>
    /// <param name="Code">What it says.</param>
    public sealed record Refuse(StatusCode Code) : FaultEffect;

    /// <summary>Another HTTP status, without a body, in place of the server's answer; the server was not asked.</summary>
    /// <param name="Status">The status, 500.</param>
    public sealed record HttpStatus(int Status) : FaultEffect;

    /// <summary>The card answers this status word, without having been asked.</summary>
    /// <param name="Status">The status word.</param>
    public sealed record Answer(StatusWord Status) : FaultEffect;

    /// <summary>The card's power fails, and it is dark until it is reset.</summary>
    /// <param name="IsDurable">True if the command, or the change, took effect before: then only its answer is lost.</param>
    public sealed record PowerLoss(bool IsDurable) : FaultEffect;

    /// <summary>The card is reset before the command, as if it was taken out and put back.</summary>
    public sealed record Reset : FaultEffect;

    /// <summary>The answer ends early.</summary>
    /// <param name="Length">How many octets are left of it.</param>
    public sealed record Cut(int Length) : FaultEffect;

    /// <summary>One octet is another one.</summary>
    /// <param name="Leg">Where it stands.</param>
    /// <param name="Position">Which, from 0. A message that is shorter is not changed, and the fault waits for the next.</param>
    /// <param name="Mask">The bits that are wrong.</param>
    public sealed record Corrupt(Leg Leg, int Position, byte Mask) : FaultEffect;

    /// <summary>One octet of what a member of a JSON object holds in base64 is another one.</summary>
    /// <param name="Leg">Where the member stands.</param>
    /// <param name="Member">Its name.</param>
    /// <param name="Position">Which octet, from 0. A value that is shorter is not changed, and the fault waits for the next.</param>
    /// <param name="Mask">The bits that are wrong.</param>
    public sealed record CorruptMember(Leg Leg, string Member, int Position, byte Mask) : FaultEffect;

    /// <summary>Other octets, made from those that were there.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Change">What becomes of it. The same octets mean that nothing was done, and the fault waits for the next.</param>
    public sealed record Rewrite(Leg Leg, Func<Octets, Octets> Change) : FaultEffect;
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Testing.Faults;

/// <summary>What a fault does to an exchange: a value, without code in it. <see cref="FaultSite"/> says which one suits which place.</summary>
public abstract record FaultEffect
{
    private FaultEffect()
    {
    }

    /// <summary>The request does not arrive: the line is dead.</summary>
    public sealed record Drop : FaultEffect;

    /// <summary>The request arrives and takes effect, and the answer does not come back.</summary>
    public sealed record LoseAnswer : FaultEffect;

    /// <summary>The request arrives twice, and the second answer comes back.</summary>
    public sealed record Duplicate : FaultEffect;

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

    /// <summary>Octets on the way become others. Where that changes nothing, the fault waits for the next exchange.</summary>
    public abstract record Change : FaultEffect
    {
        private protected Change(Leg leg) => Leg = leg;

        /// <summary>Which half of the exchange.</summary>
        public Leg Leg { get; init; }
    }

    /// <summary>The message ends early.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Length">How many octets are left of it.</param>
    public sealed record Cut(Leg Leg, int Length) : Change(Leg);

    /// <summary>Bits of one octet are wrong.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Position">Which octet, from 0. A message that is shorter is not changed.</param>
    /// <param name="Mask">The bits that are wrong.</param>
    public sealed record Corrupt(Leg Leg, int Position, byte Mask) : Change(Leg);

    /// <summary>Other octets stand in place of as many that were there.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Position">Where they begin, from 0. A message that ends before theirs is not changed.</param>
    /// <param name="Octets">The octets.</param>
    public sealed record Overwrite(Leg Leg, int Position, Octets Octets) : Change(Leg);

    /// <summary>Another message, of any length.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Octets">All of it.</param>
    public sealed record Replace(Leg Leg, Octets Octets) : Change(Leg);

    /// <summary>Bits of one octet of what a member of a JSON object holds in base64 are wrong.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Member">Its name.</param>
    /// <param name="Position">Which octet, from 0. A value that is shorter is not changed.</param>
    /// <param name="Mask">The bits that are wrong.</param>
    public sealed record CorruptMember(Leg Leg, string Member, int Position, byte Mask) : Change(Leg);

    /// <summary>A member of a JSON object has another value.</summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Member">Its name. An object without it is not changed.</param>
    /// <param name="Text">A JSON string's text; null takes the member away.</param>
    public sealed record ReplaceMember(Leg Leg, string Member, string? Text) : Change(Leg);

    /// <summary>A data object of the BER-TLV that a member of a JSON object holds in base64 has another value. The lengths around it fit again.
    /// </summary>
    /// <param name="Leg">Which half of the exchange.</param>
    /// <param name="Member">Its name.</param>
    /// <param name="Path">The tags on the way to it, in hexadecimal digits: "30/83". The first of each tag is taken.</param>
    /// <param name="Value">Its value; null takes the data object away.</param>
    public sealed record ReplaceElement(Leg Leg, string Member, string Path, Octets? Value) : Change(Leg);
}

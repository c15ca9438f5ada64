using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>What becomes of octets that pass a fault.</summary>
internal static class OctetChange
{
    /// <summary>The octets after it; null if the fault leaves them as they are.</summary>
    internal static Octets? Of(FaultEffect effect, Leg leg, Octets octets) => effect switch
    {
        FaultEffect.Cut cut when leg == Leg.Answer && cut.Length < octets.Length => octets.Slice(0, cut.Length),
        FaultEffect.Corrupt wrong when wrong.Leg == leg && wrong.Position < octets.Length => Flip(octets, wrong.Position, wrong.Mask),
        FaultEffect.CorruptMember wrong when wrong.Leg == leg => FlipMember(octets, wrong),
        FaultEffect.Rewrite rewrite when rewrite.Leg == leg && rewrite.Change(octets) is var changed && changed != octets => changed,
        _ => null,
    };

    private static Octets Flip(Octets octets, int position, byte mask)
    {
        byte[] changed = octets.ToArray();
        changed[position] ^= mask;
        return Octets.Wrap(changed);
    }

    private static Octets? FlipMember(Octets body, FaultEffect.CorruptMember wrong)
    {
        if (body.IsEmpty || JsonNode.Parse(body.Span) is not JsonObject message || message[wrong.Member] is not JsonValue value) return null;
        Octets held = Octets.Wrap(Convert.FromBase64String(value.GetValue<string>()));
        if (wrong.Position >= held.Length) return null;
        message[wrong.Member] = Convert.ToBase64String(Flip(held, wrong.Position, wrong.Mask).Span);
        return Octets.Wrap(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }
}

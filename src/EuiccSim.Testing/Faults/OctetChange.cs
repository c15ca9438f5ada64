using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>What becomes of octets that pass a fault.</summary>
internal static class OctetChange
{
    /// <summary>The octets after it; null if the fault leaves them as they are.</summary>
    internal static Octets? Of(FaultEffect effect, Leg leg, Octets octets) =>
        effect is FaultEffect.Change change && change.Leg == leg && Changed(change, octets) is { } changed && changed != octets ? changed : null;

    /// <summary>The octets after it, where they are a part of a longer message; null if the fault leaves them as they are.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="offset">How much of the message came before.</param>
    /// <param name="part">The part.</param>
    internal static Octets? OfPart(FaultEffect effect, int offset, Octets part) =>
        effect is FaultEffect.Corrupt { Leg: Leg.Request } wrong && wrong.Position >= offset
            ? Of(wrong with { Position = wrong.Position - offset }, Leg.Request, part)
            : null;

    private static Octets? Changed(FaultEffect.Change change, Octets octets) => change switch
    {
        FaultEffect.Cut cut when cut.Length < octets.Length => octets.Slice(0, cut.Length),
        FaultEffect.Corrupt wrong when wrong.Position < octets.Length => Flip(octets, wrong.Position, wrong.Mask),
        FaultEffect.Overwrite other when other.Position + other.Octets.Length <= octets.Length => Octets.Concat(
            octets.Slice(0, other.Position), other.Octets, octets.Slice(other.Position + other.Octets.Length)),
        FaultEffect.Replace other => other.Octets,
        FaultEffect.CorruptMember wrong => WithMember(octets, wrong.Member, held => InBase64(
            held, value => wrong.Position < value.Length ? Flip(value, wrong.Position, wrong.Mask) : null)),
        FaultEffect.ReplaceMember other => WithMember(octets, other.Member, _ => new(other.Text)),
        FaultEffect.ReplaceElement other => WithMember(octets, other.Member, held => InBase64(
            held, value => ElementChange.Of(value, other.Path, other.Value))),
        _ => null,
    };

    private static Octets Flip(Octets octets, int position, byte mask)
    {
        byte[] changed = octets.ToArray();
        changed[position] ^= mask;
        return Octets.Wrap(changed);
    }

    /// <summary>A JSON object with another text in one member, or without it. What is no such object stays as it is.</summary>
    private static Octets? WithMember(Octets body, string member, Func<string, Member?> change)
    {
        if (ObjectIn(body) is not { } message || message[member] is not JsonValue value || !value.TryGetValue(out string? text)) return null;
        if (change(text) is not { } other) return null;
        if (other.Text is null) message.Remove(member);
        else message[member] = other.Text;
        return Octets.Wrap(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }

    private static Member? InBase64(string held, Func<Octets, Octets?> change)
    {
        byte[] value = new byte[held.Length];
        if (!Convert.TryFromBase64String(held, value, out int length) || change(Octets.Wrap(value.AsMemory(0, length))) is not { } changed) return null;
        return new(Convert.ToBase64String(changed.Span));
    }

    private static JsonObject? ObjectIn(Octets body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            // Another fault was here before, perhaps.
            return null;
        }
    }

    /// <summary>What a member holds then; null if it is not there any more.</summary>
    private sealed record Member(string? Text);
}

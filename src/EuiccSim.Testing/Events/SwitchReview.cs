using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Testing.Events;

/// <summary>What a device has to do after another profile was enabled, or the enabled one disabled.</summary>
public enum SwitchStep
{
    /// <summary>
    /// Fetch the REFRESH that the card announces, and answer that it was performed; without refreshFlag there is none. SGP.22 v2.5 §5.7.16, TS 102 223 §6.4.7.
    /// </summary>
    PerformRefresh,

    /// <summary>Reset the card, or start its applications anew: all that was read belongs to the other subscription.</summary>
    ResetCard,

    /// <summary>Forget the logical channels that were open before. TS 102 221 §5.11.</summary>
    CloseChannels,

    /// <summary>Read EF.ICCID.</summary>
    ReadIccid,

    /// <summary>Read EF.IMSI.</summary>
    ReadImsi,

    /// <summary>Authenticate to a network with the new subscription.</summary>
    Attach,
}

/// <summary>One switch of a device, and what the device forgot after it.</summary>
/// <param name="Request">What switched: an <see cref="EnableProfileRequest"/> or a <see cref="DisableProfileRequest"/> that the card carried out.</param>
/// <param name="Forgotten">The steps that did not happen until the next switch, or the end, in their order; none if the device did all.</param>
public sealed record SwitchReview(IAsn1Encodable Request, SequenceOf<SwitchStep> Forgotten)
{
    /// <summary>Looks at all switches of a device.</summary>
    /// <param name="events">What happened, in its order: <see cref="EsimWorld.Events"/>, or what <c>CardOptions.Trace</c> told of one card.</param>
    /// <param name="party">The device, by its name; null where there is one only.</param>
    public static SequenceOf<SwitchReview> Of(IEnumerable<TraceEvent> events, string? party = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        List<SwitchReview> reviews = [];
        SwitchWatch? watch = null;
        foreach (TraceEvent one in events.Where(one => party is null || one.Party == party))
        {
            if (SwitchWatch.Begins(one) is not { } begun)
            {
                watch?.See(one);
                continue;
            }
            if (watch is not null) reviews.Add(watch.End());
            watch = begun;
        }
        if (watch is not null) reviews.Add(watch.End());
        return SequenceOf.From(reviews);
    }

    /// <summary>"EnableProfileRequest: forgotten were PerformRefresh, ReadImsi".</summary>
    public override string ToString() => $"{Request.GetType().Name}: {(Forgotten.Count == 0 ? "nothing was forgotten" : $"forgotten were {string.Join(", ", Forgotten)}")}";
}

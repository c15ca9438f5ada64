using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Testing;

/// <summary>Answers that come in parts, as with T=0: '61XX', then GET RESPONSE. TS 102 221 §7.3.1.1.</summary>
internal static class AnswerParts
{
    internal static bool AreAnnouncedBy(Octets answer) => answer.Length >= StatusLength && answer[^StatusLength] == MoreData;

    /// <summary>Asks a card for the parts that it announced.</summary>
    internal static async ValueTask<Octets> CollectAsync(Octets command, Octets first, ICardConnection card, CancellationToken cancellationToken)
    {
        Octets whole = first;
        // A card that never ends must not keep us for ever.
        for (int parts = 0; parts < MaximumParts && AreAnnouncedBy(whole) && !command.IsEmpty; parts++)
        {
            CommandApdu next = new(0x00, GetResponse, 0x00, 0x00, ne: whole[^1] == 0 ? 256 : whole[^1]);
            Octets part = await card.TransmitAsync(next.OnChannel(ChannelNumber.FromClass(command[0])).Encode(), cancellationToken).ConfigureAwait(false);
            whole = Join(whole, part);
        }
        return whole;
    }

    /// <summary>Puts the recorded parts together.</summary>
    /// <returns>The answer, and how many records it was in.</returns>
    internal static (Octets Whole, int Records) Collect(IReadOnlyList<TraceEvent> trace, int index)
    {
        TraceEvent.Apdu first = (TraceEvent.Apdu)trace[index];
        Octets whole = first.Response;
        int next = index + 1;
        while (next < trace.Count && AreAnnouncedBy(whole) && trace[next] is TraceEvent.Apdu part && IsContinuation(first.Command, part.Command))
        {
            whole = Join(whole, part.Response);
            next++;
        }
        return (whole, next - index);
    }

    private static bool IsContinuation(Octets command, Octets next) => command.Length > 1 && next.Length > 1
        && next[1] == GetResponse && ChannelNumber.FromClass(command[0]).Value == ChannelNumber.FromClass(next[0]).Value;

    /// <summary>Without the status word that announced the rest.</summary>
    private static Octets Join(Octets begin, Octets rest) => Octets.Concat(begin.Slice(0, begin.Length - StatusLength), rest);

    private const int StatusLength = 2;
    private const byte MoreData = 0x61;
    private const byte GetResponse = 0xC0;
    private const int MaximumParts = 1 << 12;
}

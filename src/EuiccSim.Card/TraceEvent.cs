using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>Something that happened on a card, in the order it happened.</summary>
public abstract record TraceEvent
{
    private TraceEvent()
    {
    }

    /// <summary>The card was reset and answered its ATR.</summary>
    public sealed record Reset(Octets Atr) : TraceEvent;

    /// <summary>One command and its answer.</summary>
    public sealed record Apdu(Octets Command, Octets Response) : TraceEvent;

    /// <summary>An ES10 function was performed on the ISD-R.</summary>
    public sealed record Es10(IAsn1Encodable Request, IAsn1Encodable Response) : TraceEvent;

    /// <summary>A new state is durable; the answer has not left yet.</summary>
    public sealed record Committed(CardState State) : TraceEvent;

    /// <summary>The store lost power during a commit; the card is dark until it is reset.</summary>
    public sealed record PowerLost : TraceEvent;
}

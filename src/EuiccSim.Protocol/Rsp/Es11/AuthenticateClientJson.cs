using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es11;

/// <summary>ES11.AuthenticateClient, JSON response after success; the request is that of ES9+. SGP.22 v2.5 §5.8.2, §6.5.2.12.</summary>
public sealed record AuthenticateClientEs11JsonResponse : IEs9Json<AuthenticateClientEs11JsonResponse>
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>The events that wait.</summary>
    public required SequenceOf<EventEntries> EventEntries { get; init; }

    /// <inheritdoc/>
    public static AuthenticateClientEs11JsonResponse Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        EventEntries = json.List("eventEntries", static entry => new EventEntries
        {
            EventId = entry.Text("eventId"),
            RspServerAddress = entry.Text("rspServerAddress"),
        }),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.List("eventEntries", EventEntries, static (output, entry) =>
        {
            output.Text("eventId", entry.EventId);
            output.Text("rspServerAddress", entry.RspServerAddress);
        });
    }
}

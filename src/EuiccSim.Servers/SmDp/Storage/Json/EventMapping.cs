using System.Text.Json;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Storage.Json;
using static EuiccSim.Servers.SmDp.Storage.Json.Values;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between what happened to an order and its records.</summary>
internal static class EventMapping
{
    internal static EventRecord ToRecord(OrderEvent happened)
    {
        EventRecord record = new() { Event = NameOf(happened), Time = happened.Time };
        return happened switch
        {
            OrderEvent.Offered(_, _, var id, var eid) => record with { TransactionId = id.ToString(), Eid = eid.Digits },
            OrderEvent.NotOffered(_, _, var id, var eid, var code) => record with
            {
                TransactionId = id.ToString(),
                Eid = eid.Digits,
                StatusSubject = code.Subject,
                StatusReason = code.Reason,
            },
            OrderEvent.AttemptsExhausted => record,
            OrderEvent.ConfirmationCodeRefused(_, _, var isLast) => record with { IsLast = isLast },
            OrderEvent.Delivered(_, _, var id, var eid, var isRepeated) =>
                record with { TransactionId = id.ToString(), Eid = eid.Digits, IsRepeated = isRepeated },
            OrderEvent.Installed(_, _, var eid, var number, var aid) =>
                record with { Eid = eid.Digits, SeqNumber = number, IsdpAid = aid.ToArray() },
            OrderEvent.InstallationFailed(_, _, var eid, var number, var command, var reason) { Answer: var answer } =>
                record with { Eid = eid.Digits, SeqNumber = number, Command = command, Reason = reason, Answer = AnswerMapping.ToRecord(answer) },
            OrderEvent.Cancelled(_, _, var id, var reason) => record with { TransactionId = id.ToString(), CancelReason = reason },
            OrderEvent.Notified(_, _, var eid, var number, var operation) =>
                record with { Eid = eid.Digits, SeqNumber = number, Operation = operation },
            _ => throw new NotSupportedException($"{happened.GetType().Name} has no record"),
        };
    }

    internal static OrderEvent From(EventRecord record, Iccid iccid)
    {
        DateTimeOffset time = record.Time;
        return record.Event switch
        {
            nameof(OrderEvent.Offered) => new OrderEvent.Offered(time, iccid, Id(record), EidOf(record)),
            nameof(OrderEvent.NotOffered) =>
                new OrderEvent.NotOffered(time, iccid, Id(record), EidOf(record), new(Need(record.StatusSubject), Need(record.StatusReason))),
            nameof(OrderEvent.AttemptsExhausted) => new OrderEvent.AttemptsExhausted(time, iccid),
            nameof(OrderEvent.ConfirmationCodeRefused) => new OrderEvent.ConfirmationCodeRefused(time, iccid, Need(record.IsLast)),
            nameof(OrderEvent.Delivered) =>
                new OrderEvent.Delivered(time, iccid, Id(record), EidOf(record), Need(record.IsRepeated)),
            nameof(OrderEvent.Installed) =>
                new OrderEvent.Installed(time, iccid, EidOf(record), Need(record.SeqNumber), Need(ToOctets(record.IsdpAid))),
            nameof(OrderEvent.InstallationFailed) => new OrderEvent.InstallationFailed(time, iccid, EidOf(record), Need(record.SeqNumber),
                Need(record.Command), Need(record.Reason))
            { Answer = AnswerMapping.From(record.Answer) },
            nameof(OrderEvent.Cancelled) => new OrderEvent.Cancelled(time, iccid, Id(record), Need(record.CancelReason)),
            nameof(OrderEvent.Notified) =>
                new OrderEvent.Notified(time, iccid, EidOf(record), Need(record.SeqNumber), Need(record.Operation)),
            _ => throw new JsonException($"'{record.Event}' is no event"),
        };
    }

    private static string NameOf(OrderEvent happened) => happened.GetType().Name;

    private static TransactionId Id(EventRecord record) => Need(ToTransactionId(record.TransactionId));

    private static Eid EidOf(EventRecord record) => Need(ToEid(record.Eid));
}

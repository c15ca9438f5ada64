using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.Storage.Json;
using static EuiccSim.Servers.SmDp.Storage.Json.Values;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between sessions and their records.</summary>
internal static class SessionMapping
{
    internal static SessionRecord ToRecord(SmdpSession session)
    {
        SessionRecord record = new()
        {
            Id = session.Id.ToString(),
            Revision = session.Revision,
            ExpiresAt = session.ExpiresAt,
            State = SessionState.Ended,
        };
        return session.State switch
        {
            null => record,
            RspSession.ServerAuthenticated(var ci, var challenge) =>
                record with { State = SessionState.ServerAuthenticated, Ci = ci.ToArray(), ServerChallenge = challenge.ToArray() },
            RspSession.ClientAuthenticated client => WithEuicc(record, client) with
            {
                State = SessionState.ClientAuthenticated,
                Ci = client.Ci.ToArray(),
                SmdpSignature2 = client.SmdpSignature2.ToArray(),
            },
            RspSession.Delivered delivered => WithEuicc(record, delivered) with { State = SessionState.Delivered },
            var other => throw new NotSupportedException($"{other.GetType().Name} has no record"),
        };
    }

    internal static SmdpSession From(SessionRecord record)
    {
        RspSession? state = record.State switch
        {
            SessionState.Ended => null,
            SessionState.ServerAuthenticated =>
                new RspSession.ServerAuthenticated(Need(ToOctets(record.Ci)), Need(ToOctets(record.ServerChallenge))),
            SessionState.ClientAuthenticated => new RspSession.ClientAuthenticated(Need(ToEid(record.Eid)),
                ToCertificate(Need(record.EuiccCertificate)), From(Need(record.Order)), Need(ToOctets(record.Ci)),
                Need(ToOctets(record.SmdpSignature2))),
            SessionState.Delivered => new RspSession.Delivered(Need(ToEid(record.Eid)), ToCertificate(Need(record.EuiccCertificate)),
                From(Need(record.Order))),
            _ => throw new JsonException($"{record.State} is no state of a session"),
        };
        return new(TransactionId.Parse(record.Id), record.Revision, record.ExpiresAt, state);
    }

    private static SessionRecord WithEuicc(SessionRecord record, RspSession.WithEuicc session) => record with
    {
        Eid = session.Eid.Digits,
        EuiccCertificate = session.EuiccCertificate.Encoded.ToArray(),
        Order = new()
        {
            Iccid = session.Order.Iccid.Digits,
            MatchingId = session.Order.MatchingId,
            Eid = session.Order.Eid?.Digits,
            LastDelivery = session.Order.LastDelivery?.ToString(),
        },
    };

    private static OfferedOrder From(OfferedRecord record) =>
        new(Iccid.FromDigits(record.Iccid), record.MatchingId, ToEid(record.Eid), ToTransactionId(record.LastDelivery));
}

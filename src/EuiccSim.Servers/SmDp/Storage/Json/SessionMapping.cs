using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.Storage.Json;
using static EuiccSim.Servers.SmDp.Storage.Json.Values;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between sessions and their records.</summary>
internal static class SessionMapping
{
    internal static SessionRecord ToRecord(SmdpSession session) => ToRecord(session, certificate => certificate.Encoded.ToArray());

    internal static SmdpSession From(SessionRecord record) => From(record, ToCertificate);

    /// <summary>The record of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="write">Gives what is written of its eUICC's certificate.</param>
    internal static SessionRecord ToRecord(SmdpSession session, Func<RspCertificate, byte[]> write)
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
            RspSession.ClientAuthenticated client => WithEuicc(record, client, write) with
            {
                State = SessionState.ClientAuthenticated,
                Ci = client.Ci.ToArray(),
                SmdpSignature2 = client.SmdpSignature2.ToArray(),
            },
            RspSession.Delivered delivered => WithEuicc(record, delivered, write) with { State = SessionState.Delivered },
            var other => throw new NotSupportedException($"{other.GetType().Name} has no record"),
        };
    }

    /// <summary>The session that a record is of.</summary>
    /// <param name="record">The record.</param>
    /// <param name="read">Reads what was written of its eUICC's certificate.</param>
    internal static SmdpSession From(SessionRecord record, Func<byte[], RspCertificate> read)
    {
        RspSession? state = record.State switch
        {
            SessionState.Ended => null,
            SessionState.ServerAuthenticated =>
                new RspSession.ServerAuthenticated(Need(ToOctets(record.Ci)), Need(ToOctets(record.ServerChallenge))),
            SessionState.ClientAuthenticated => new RspSession.ClientAuthenticated(Need(ToEid(record.Eid)),
                read(Need(record.EuiccCertificate)), From(Need(record.Order)), Need(ToOctets(record.Ci)),
                Need(ToOctets(record.SmdpSignature2))),
            SessionState.Delivered => new RspSession.Delivered(Need(ToEid(record.Eid)), read(Need(record.EuiccCertificate)),
                From(Need(record.Order))),
            _ => throw new JsonException($"{record.State} is no state of a session"),
        };
        return new(TransactionId.Parse(record.Id), record.Revision, record.ExpiresAt, state);
    }

    private static SessionRecord WithEuicc(SessionRecord record, RspSession.WithEuicc session, Func<RspCertificate, byte[]> write) => record with
    {
        Eid = session.Eid.Digits,
        EuiccCertificate = write(session.EuiccCertificate),
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

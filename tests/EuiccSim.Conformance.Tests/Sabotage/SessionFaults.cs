using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>How long a session lasts, and how it is cancelled.</summary>
internal static class SessionFaults
{
    private const string Area = "sessions";

    internal static IEnumerable<CardSabotage> All =>
    [
        Cancels("euiccCancelSessionSignature is wrong", "euiccCancelSessionSignature", (_, answer) => answer is CancelSessionResponse.Ok { Value: var ok }
            ? new CancelSessionResponse.Ok(ok with { EuiccCancelSessionSignature = Damaged(ok.EuiccCancelSessionSignature) }) : answer),
        Says("the reason is always endUserRejection", "reason", said => said with { Reason = CancelSessionReason.EndUserRejection }),
        Says("the OID is not the server's", "smdpOid", said => said with { SmdpOid = new ObjectIdentifier("2.999.7") }),
        Says("the transactionId is not the session's", "transactionId", said => said with { TransactionId = TransactionId.Parse("0A0B0C0D") }),
        Row("a session can be cancelled by another transactionId", "4.2.19", "cancelSessionResponseError", pki => In("BF41", (command, card) => Refused(card(command)) && Try<CancelSessionRequest>(command) is { } asked
            ? Ok(Asn1Codec.Encode(Resigned.Cancelled(pki, new() { TransactionId = asked.TransactionId, SmdpOid = pki.ServerOid, Reason = asked.Reason }))) : card(command))),
        Row("a session that was cancelled goes on", "4.2.19", "session", pki => In("BF41", (command, card) => Try<CancelSessionRequest>(command) is { } asked
            ? Ok(Asn1Codec.Encode(Resigned.Cancelled(pki, new() { TransactionId = asked.TransactionId, SmdpOid = pki.ServerOid, Reason = asked.Reason }))) : card(command))),
        Row("no session can be cancelled", "4.2.19", "cancelSessionResponseOk", _ => Changes<CancelSessionResponse>("BF41", _ => new CancelSessionResponse.Error(CancelSessionResponseError.UndefinedError))),
        Row("a session outlives a reset", "4.2.18", "downloadResponseError", Outliving),
        Row("a challenge authenticates twice", "4.2.18", "authenticateResponseError", pki =>
        {
            Octets? drawn = null;
            return new Es10Fault((command, card) =>
            {
                if (Is(command, "BF2E")) return card(command).With(answer => (drawn = answer.Slice(5)).Value is var challenge ? answer : answer);
                if (!Is(command, "BF38") || Try<AuthenticateServerRequest>(command) is not { } request || request.ServerSigned1.Value.EuiccChallenge != drawn) return card(command);
                // A challenge of its own each time, whatever was asked for.
                Octets fresh = card(Octets.FromHex("BF2E00")).Data.Slice(5);
                return card(Asn1Codec.Encode(request.ServerCertificate.Encoded == pki.DpAuth.Encoded ? request.As(pki, signed => signed with { EuiccChallenge = fresh }) : request));
            });
        }),
        Row("PrepareDownload takes another transactionId", "4.2.10/other-transaction", "downloadResponseError", pki =>
        {
            (TransactionId Id, Octets Signature)? session = null;
            return new Es10Fault((command, card) =>
            {
                if (Is(command, "BF38"))
                {
                    ResponseApdu answer = card(command);
                    if (Try<AuthenticateServerResponse>(answer.Data) is AuthenticateServerResponse.Ok { Value: var ok }) session = (ok.EuiccSigned1.Value.TransactionId, ok.EuiccSignature1);
                    return answer;
                }
                return Is(command, "BF21") && session is var (id, signature) && Try<PrepareDownloadRequest>(command) is { } request && request.SmdpSigned2.Value.TransactionId != id
                    ? card(Asn1Codec.Encode(request.As(pki, signature, signed => signed with { TransactionId = id }))) : card(command);
            });
        }),
        Row("a package is taken that nobody prepared", "4.2.11", "the status word 69XX or 6AXX; came: 9000", _ => new Es10Fault((command, card) => card(command) is { Data.IsEmpty: true, Status.IsOk: false } && Is(command, "BF36")
            ? ResponseApdu.Ok : card(command))),
    ];

    private static CardFault Outliving(RspPki pki)
    {
        AuthenticateServerRequest? last = null;
        bool wasReset = false;
        return new Es10Fault((command, card) =>
        {
            if (Is(command, "BF38")) (last, wasReset) = (Try<AuthenticateServerRequest>(command), false);
            if (!Is(command, "BF21") || !wasReset || last is null || Try<PrepareDownloadRequest>(command) is not { } request) return card(command);
            Octets fresh = card(Octets.FromHex("BF2E00")).Data.Slice(5);
            return card(Asn1Codec.Encode(last.As(pki, signed => signed with { EuiccChallenge = fresh }))) is var answer
                && Try<AuthenticateServerResponse>(answer.Data) is AuthenticateServerResponse.Ok { Value: var ok }
                ? card(Asn1Codec.Encode(request.As(pki, ok.EuiccSignature1))) : card(command);
        })
        { OnReset = () => wasReset = true };
    }

    private static bool Refused(ResponseApdu answer) => Try<CancelSessionResponse>(answer.Data) is CancelSessionResponse.Error;

    private static CardSabotage Says(string name, string words, Func<EuiccCancelSessionSigned, EuiccCancelSessionSigned> change) =>
        Cancels(name, words, (pki, answer) => answer is CancelSessionResponse.Ok { Value: var ok } ? Resigned.Cancelled(pki, change(ok.EuiccCancelSessionSigned.Value)) : answer);

    private static CardSabotage Cancels(string name, string words, Func<RspPki, CancelSessionResponse, CancelSessionResponse> change) =>
        Row(name, "4.2.19", words, pki => Changes<CancelSessionResponse>("BF41", answer => change(pki, answer)));

    private static CardSabotage Row(string name, string cases, string words, Func<RspPki, CardFault> make) => new(Area, name, "SGP.22 §5.7.14", cases, words, make);
}

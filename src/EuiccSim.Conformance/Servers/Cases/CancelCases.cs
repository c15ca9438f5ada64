using System.Globalization;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.16: CancelSession, after AuthenticateClient and after GetBoundProfilePackage.</summary>
internal static class CancelCases
{
    internal static IEnumerable<ConformanceCase> All => [.. After(isDelivered: false), .. After(isDelivered: true)];

    private static IEnumerable<ConformanceCase> After(bool isDelivered)
    {
        string clause = isDelivered ? "4.3.16.2.2" : "4.3.16.2.1", when = isDelivered ? "after the package was given" : "after the offer";
        CancelSessionReason[] reasons = isDelivered
            ? [.. s_reasons, CancelSessionReason.MetadataMismatch, CancelSessionReason.LoadBppExecutionError]
            : s_reasons;
        for (int i = 0; i < reasons.Length; i++)
        {
            CancelSessionReason reason = reasons[i];
            // Of the sequences after the package, the order of the numbers is not known.
            string id = isDelivered ? $"{clause}/{StandardName.Of(reason)}" : string.Create(CultureInfo.InvariantCulture, $"{clause}#{i + 1}");
            yield return Installs(id, Section, $"{StandardName.Of(reason)} {when}: the session is over, and the order {(IsPutOff(reason) ? "waits on" : "does not wait any more")}",
                bench => CancelledAsync(bench, isDelivered, reason, RspBinding.Json));
        }
        yield return Installs($"{clause}/asn1", Section, $"endUserRejection {when}, in ASN.1",
            bench => CancelledAsync(bench, isDelivered, CancelSessionReason.EndUserRejection, RspBinding.Asn1), ServerOption.Asn1);
        yield return Refused(clause, "transaction", $"CancelSession {when} in a transaction that the server does not know is refused", isDelivered, RspBinding.Json,
            Refusals.CancelTransaction, UnknownTransaction);
        yield return Refused(clause, "transaction-asn1", $"CancelSession {when} in a transaction that the server does not know is refused in ASN.1", isDelivered, RspBinding.Asn1, Refusals.CancelTransaction, UnknownTransaction);
        yield return Refused(clause, "transaction-signed", $"A signed transactionId {when} that is not the session's is refused", isDelivered, RspBinding.Json,
            Refusals.CancelTransaction,
            (bench, session) => session.Euicc = session.Euicc with { SignedTransactionId = Digits.DrawOctets(bench.Random, 16) });
        yield return Refused(clause, "signature", $"A wrong signature {when} is refused", isDelivered, RspBinding.Json, Refusals.CancelSignature,
            (_, session) => session.Euicc = session.Euicc with { Signs = (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40) });
        yield return Refused(clause, "signature-asn1", $"A wrong signature {when} is refused in ASN.1", isDelivered, RspBinding.Asn1, Refusals.CancelSignature,
            (_, session) => session.Euicc = session.Euicc with { Signs = (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40) });
        yield return Installs($"{clause}/oid", Section, $"The object identifier of another SM-DP+ {when} is refused", async bench =>
        {
            (TestOrder order, ServerSession session) = await BegunAsync(bench, isDelivered, RspBinding.Json);
            (await session.AskCancelAsync(CancelSessionReason.EndUserRejection, new ObjectIdentifier("2.999.77"))).ExpectRefused(Refusals.ServerOid);
            await bench.ExpectOfferedAsync(order, session.Euicc);
        });
    }

    private static async Task CancelledAsync(ServerBench bench, bool isDelivered, CancelSessionReason reason, RspBinding binding)
    {
        (TestOrder order, ServerSession session) = await BegunAsync(bench, isDelivered, binding);
        (await session.AskCancelAsync(reason)).ExpectDone();
        bench.Step("the session is over: what it was about to do is refused");
        (await session.AskPackageAsync(order.CodeHash)).ExpectRefused(Refusals.PackageTransaction);
        if (IsPutOff(reason)) await bench.ExpectOfferedAsync(order, session.Euicc);
        else await bench.ExpectNotOfferedAsync(order, session.Euicc);
    }

    private static ConformanceCase Refused(
        string clause, string word, string title, bool isDelivered, RspBinding binding, Refusal refusal, Action<ServerBench, ServerSession> change) =>
        Installs($"{clause}/{word}", Section, title, async bench =>
        {
            (TestOrder order, ServerSession session) = await BegunAsync(bench, isDelivered, binding);
            PlayedEuicc good = session.Euicc;
            change(bench, session);
            (await session.AskCancelAsync(CancelSessionReason.EndUserRejection)).ExpectRefused(refusal);
            await bench.ExpectOfferedAsync(order, good);
        }, binding == RspBinding.Asn1 ? [ServerOption.Asn1] : []);

    private static async Task<(TestOrder Order, ServerSession Session)> BegunAsync(ServerBench bench, bool isDelivered, RspBinding binding)
    {
        if (!isDelivered) return await bench.OfferedAsync(binding: binding);
        (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync(binding: binding);
        return (order, session);
    }

    private static void UnknownTransaction(ServerBench bench, ServerSession session) => session.TransactionId = Digits.DrawOctets(bench.Random, 16);

    /// <summary>The user may come back to it. SGP.22 v2.5 §3.0.2.</summary>
    private static bool IsPutOff(CancelSessionReason reason) => reason is CancelSessionReason.Postponed or CancelSessionReason.Timeout;

    private const string Section = "SGP.22 §3.0.2, §5.6.5";

    private static readonly CancelSessionReason[] s_reasons =
    [
        CancelSessionReason.EndUserRejection, CancelSessionReason.Postponed, CancelSessionReason.Timeout, CancelSessionReason.PprNotAllowed, CancelSessionReason.UndefinedReason,
    ];
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.13.2.10: GetBoundProfilePackage that is refused.</summary>
internal static class PackageErrorCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Refused("4.3.13.2.10#1", "euiccSignature2 with one bit changed is refused", new(), RspBinding.Json, Refusals.PackageSignature,
            (_, session, _) => Signed(session, (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40))),
        Refused("4.3.13.2.10/signature-asn1", "euiccSignature2 with one bit changed is refused in ASN.1", new(), RspBinding.Asn1, Refusals.PackageSignature,
            (_, session, _) => Signed(session, (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40))),
        Refused("4.3.13.2.10/signature-alone", "euiccSignature2 over euiccSigned2 without smdpSignature2 is refused", new(), RspBinding.Json, Refusals.PackageSignature,
            (_, session, _) => Signed(session, (key, octets) => key.Sign(octets.Span[..^67]))),
        Refused("4.3.13.2.10/signature-other-key", "euiccSignature2 of another key than the one that has authenticated is refused", new(), RspBinding.Json, Refusals.PackageSignature,
            (bench, session, _) => Signed(session, (_, octets) => bench.Maker().NewSigningKey().Sign(octets.Span))),
        Refused("4.3.13.2.10#2", "A transaction that the server does not know is refused", new(), RspBinding.Json, Refusals.PackageTransaction, UnknownTransaction),
        Refused("4.3.13.2.10#3", "A transaction that the server does not know is refused in ASN.1", new(), RspBinding.Asn1, Refusals.PackageTransaction, UnknownTransaction),
        Refused("4.3.13.2.10/transaction-signed", "A transactionId in euiccSigned2 that is not the session's is refused", new(), RspBinding.Json, Refusals.PackageTransaction,
            (bench, session, _) =>
        {
            session.Euicc = session.Euicc with { SignedTransactionId = Digits.DrawOctets(bench.Random, 16) };
            return session.Prepared();
        }),
        Refused("4.3.13.2.10#4", "A Confirmation Code that is missing is asked for", s_code, RspBinding.Json, Refusals.CodeMissing, (_, session, _) => session.Prepared()),
        Refused("4.3.13.2.10/code-missing-asn1", "A Confirmation Code that is missing is asked for in ASN.1", s_code, RspBinding.Asn1, Refusals.CodeMissing, (_, session, _) => session.Prepared()),
        Refused("4.3.13.2.10#5", "A wrong Confirmation Code is refused", s_code, RspBinding.Json, Refusals.CodeRefused, WrongCode),
        Refused("4.3.13.2.10/code-refused-asn1", "A wrong Confirmation Code is refused in ASN.1", s_code, RspBinding.Asn1, Refusals.CodeRefused, WrongCode),
        Refused("4.3.13.2.10/code-of-other-transaction", "A hash of the right Confirmation Code for another transaction is refused", s_code, RspBinding.Json, Refusals.CodeRefused,
            (bench, session, order) => Hashed(session, Hash(Octets.Concat(order.CodeHash!.Value, Digits.DrawOctets(bench.Random, 16))))),
        Refused("4.3.13.2.10/code-without-transaction", "A hash of the right Confirmation Code that is for no transaction is refused", s_code, RspBinding.Json, Refusals.CodeRefused,
            (_, session, order) => Hashed(session, order.CodeHash!.Value)),
        Installs("4.3.13.2.10/code-again", Section, "After a wrong Confirmation Code, the right one gets the package in a new session", async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync(s_code);
            (await session.AskPackageAsync(response: WrongCode(bench, session, order))).ExpectRefused(Refusals.CodeRefused);
            ServerSession next = await bench.OfferAsync(order, session.Euicc);
            await next.GetPackageAsync(order);
        }),
        Installs("4.3.13.2.10/code-tries", Section, $"Wrong Confirmation Codes are refused for good after at most {MostTries} tries, and the order is over", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(s_code);
            await bench.ExpectExhaustedAsync(order, euicc, MostTries);
            await bench.ExpectNotOfferedAsync(order, euicc);
        }),
        Installs("4.3.13.2.10/otpk", Section, "A one-time key of the eUICC that is no point of the curve gets no package", async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync();
            Octets key = Octets.Concat(Octets.Of([4]), Octets.Of(new byte[64]));
            (await session.AskPackageAsync(response: session.Euicc.PrepareDownload(session.TransactionId, session.Offer.Signature, otpk: key))).ExpectNotDone();
            await bench.ExpectOfferedAsync(order, session.Euicc);
        }),
        Installs("4.3.13.2.10/error", Section, "An eUICC that could not prepare the download gets no package", async bench =>
        {
            (_, ServerSession session) = await bench.OfferedAsync();
            (await session.AskPackageAsync(response: PlayedEuicc.Refusal("BF21", session.TransactionId, InvalidSignature))).ExpectNotDone();
        }),
        Installs("4.3.13.2.10/two-eUICCs", Section, "Of two eUICCs that were offered one order at the same time, one gets the package", async bench =>
        {
            (TestOrder order, ServerSession first) = await bench.OfferedAsync();
            ServerSession second = await bench.OfferAsync(order, bench.Maker().New() with { MatchingId = order.MatchingId });
            await first.GetPackageAsync(order);
            (await second.AskPackageAsync()).ExpectNotDone();
        }, ServerOption.EumKey),
    ];

    /// <summary>A request that is refused; what its eUICC was offered, it is offered again.</summary>
    private static ConformanceCase Refused(
        string id, string title, OrderWish wish, RspBinding binding, Refusal refusal, Func<ServerBench, ServerSession, TestOrder, Octets> prepare) =>
        Installs(id, Section, title, async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync(wish, binding);
            PlayedEuicc good = session.Euicc;
            (await session.AskPackageAsync(response: prepare(bench, session, order))).ExpectRefused(refusal);
            await bench.ExpectOfferedAsync(order, good);
        }, binding == RspBinding.Asn1 ? [ServerOption.Asn1] : []);

    private static Octets Signed(ServerSession session, Func<Protocol.Crypto.EcSigningKey, Octets, Octets> signs)
    {
        session.Euicc = session.Euicc with { Signs = signs };
        return session.Prepared();
    }

    private static Octets UnknownTransaction(ServerBench bench, ServerSession session, TestOrder order)
    {
        session.TransactionId = Digits.DrawOctets(bench.Random, 16);
        return session.Prepared();
    }

    private static Octets WrongCode(ServerBench bench, ServerSession session, TestOrder order) => session.Prepared(Digits.DrawOctets(bench.Random, 32));

    private static Octets Hashed(ServerSession session, Octets hashCc) => session.Euicc.PrepareDownload(session.TransactionId, session.Offer.Signature, hashCc);

    private static Octets Hash(Octets octets) => Octets.Wrap(System.Security.Cryptography.SHA256.HashData(octets.Span));

    private const string Section = "SGP.22 §5.6.2";
    private const int MostTries = 20;
    private const byte InvalidSignature = 2;
    private static readonly OrderWish s_code = new() { HasCode = true };
}

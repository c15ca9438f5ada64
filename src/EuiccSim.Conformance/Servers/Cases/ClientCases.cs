using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.14.2.2, and the same of an SM-DS: signatures and transactions that AuthenticateClient has to refuse.</summary>
internal static class ClientCases
{
    internal static IEnumerable<ConformanceCase> Of(ServerKind at) =>
    [
        at.Stranger("stranger", "An eUICC of a CI that somebody made up is refused", async bench =>
            (await (await bench.ApplicantAsync(bench.MadeUp())).AskAuthenticateAsync()).ExpectRefused(Refusals.CiUnknown)),
        at.Stranger("impostor", "An eUICC whose EUM certificate names the server's CI, and is not of it, is refused", async bench =>
            (await (await bench.ApplicantAsync(bench.MadeUp(namesServersCi: true))).AskAuthenticateAsync()).ExpectRefused(Refusals.EumInvalid)),
        Signed(at, 5, "signature", "euiccSignature1 with one bit changed is refused", (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40)),
        Signed(at, null, "signature-other-octets", "euiccSignature1 over other octets than euiccSigned1 is refused", (key, octets) => key.Sign(octets.Slice(1).Span)),
        Signed(at, null, "signature-zeros", "A euiccSignature1 of zeros is refused", (_, _) => Octets.Of(new byte[64])),
        at.Client(null, "signature-other-key", "euiccSignature1 of another key than that of the certificate is refused", async bench =>
        {
            EuiccMaker maker = bench.Maker();
            ServerSession session = await bench.ApplicantAsync(maker.Given() with { Key = maker.NewSigningKey() });
            (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.Signature);
        }),
        at.Client(null, "signature-asn1", "euiccSignature1 with one bit changed is refused in ASN.1", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given() with { Signs = (key, octets) => BoundPackage.Damage(key.Sign(octets.Span), 40) }, RspBinding.Asn1);
            (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.Signature);
        }, ServerOption.Asn1),
        at.Client(null, "signature-der", "euiccSignature1 as a DER structure, and not as two numbers of 32 octets, is refused", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given() with { Signs = (key, octets) => key.SignDer(octets.Span) });
            (await session.AskAuthenticateAsync()).ExpectRefusedOrMalformed(Refusals.Signature);
        }),
        at.Client(6, "challenge", "Another serverChallenge than the server's is refused", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given() with { SignedServerChallenge = Digits.DrawOctets(bench.Random, 16) });
            (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.Signature);
        }),
        at.Client(9, "transaction", "AuthenticateClient in a transaction that the server does not know is refused", bench => UnknownAsync(bench, at, RspBinding.Json)),
        at.Client(null, "transaction-asn1", "AuthenticateClient in a transaction that the server does not know is refused in ASN.1", bench => UnknownAsync(bench, at, RspBinding.Asn1), ServerOption.Asn1),
        at.Client(10, "transaction-signed", "A transactionId in euiccSigned1 that is not the session's is refused", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given() with { SignedTransactionId = Digits.DrawOctets(bench.Random, 16) });
            (await session.AskAuthenticateAsync()).ExpectRefused(at.Transaction);
        }),
        at.Client(null, "old-response", "What an eUICC signed for one session is refused in another", async bench =>
        {
            ServerSession old = await bench.ApplicantAsync(bench.Maker().Given()), session = await bench.ApplicantAsync(bench.Maker().Given());
            (await session.AskAuthenticateAsync(old.Authenticated())).ExpectRefused(at.Transaction, Refusals.Signature);
        }),
        at.Client(null, "closed-by-error", "An eUICC that could not authenticate the server is refused, and its session is over", async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given());
            (await session.AskAuthenticateAsync(PlayedEuicc.Refusal("BF38", session.TransactionId, InvalidCertificate))).ExpectNotDone();
            (await session.AskAuthenticateAsync()).ExpectRefused(at.Transaction);
        }),
    ];

    private static ConformanceCase Signed(ServerKind at, int? number, string word, string title, Func<EcSigningKey, Octets, Octets> signs) =>
        at.Client(number, word, title, async bench =>
        {
            ServerSession session = await bench.ApplicantAsync(bench.Maker().Given() with { Signs = signs });
            (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.Signature);
        });

    private static async Task UnknownAsync(ServerBench bench, ServerKind at, RspBinding binding)
    {
        ServerSession session = await bench.ApplicantAsync(bench.Maker().Given(), binding);
        session.TransactionId = Digits.DrawOctets(bench.Random, 16);
        (await session.AskAuthenticateAsync()).ExpectRefused(at.Transaction);
    }

    private const byte InvalidCertificate = 1;
}

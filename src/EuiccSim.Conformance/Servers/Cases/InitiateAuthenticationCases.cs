using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.12, and the same of an SM-DS: InitiateAuthentication.</summary>
internal static class InitiateAuthenticationCases
{
    internal static IEnumerable<ConformanceCase> Of(ServerKind at) =>
    [
        at.Initiate(1, "nist", "InitiateAuthentication under a CI on P-256: challenges, address, signature and certificate are right",
            bench => bench.Session(bench.Stranger(EcCurve.NistP256)).InitiateAsync(), ServerOption.Nist),
        at.Initiate(null, "brainpool", "InitiateAuthentication under a CI on brainpoolP256r1: the same",
            bench => bench.Session(bench.Stranger(EcCurve.BrainpoolP256r1)).InitiateAsync(), ServerOption.Brainpool),
        at.Initiate(null, "asn1", "InitiateAuthentication in ASN.1: the same",
            bench => bench.Session(bench.Stranger(), RspBinding.Asn1).InitiateAsync(), ServerOption.Asn1),
        at.Initiate(2, "unique", "Each session has a transactionId and a serverChallenge of its own", async bench =>
        {
            HashSet<Octets> seen = [];
            for (int i = 0; i < 8; i++)
            {
                ServerSession session = await bench.Session(bench.Stranger()).InitiateAsync();
                bench.Expect(seen.Add(session.TransactionId), "a transactionId that did not come before", session.TransactionId.ToString());
                bench.Expect(seen.Add(session.Proof.Signed.Value.ServerChallenge), "a serverChallenge that did not come before");
            }
        }),
        at.Initiate(3, "address", "The address of another server is refused", bench => WithAddressAsync(bench, at, "another-server.example.com")),
        at.Initiate(null, "address-longer", "A name that only begins as the server's address is refused", bench => WithAddressAsync(bench, at, bench.Server.Address + ".example.org")),
        at.Initiate(null, "address-asn1", "The address of another server is refused in ASN.1", bench => WithAddressAsync(bench, at, "another-server.example.com", RspBinding.Asn1),
            ServerOption.Asn1),
        at.Initiate(null, "address-case", "Letter case does not matter in the server's address", async bench =>
        {
            ServerSession session = bench.Session(bench.Stranger());
            session.Address = session.Address.ToUpperInvariant();
            await session.InitiateAsync();
        }),
        at.Initiate(4, "signing-ci", "An eUICC that signs under no CI of the server is refused",
            bench => RefusedAsync(bench, euicc => euicc with { SignsUnder = [Unknown(bench)] }, at.CiUnsupported)),
        at.Initiate(null, "signing-ci-asn1", "An eUICC that signs under no CI of the server is refused in ASN.1",
            bench => RefusedAsync(bench, euicc => euicc with { SignsUnder = [Unknown(bench)] }, at.CiUnsupported, RspBinding.Asn1), ServerOption.Asn1),
        at.Initiate(5, "version", "An eUICC of version 1.0.0 is refused",
            bench => RefusedAsync(bench, euicc => euicc with { Svn = new(1, 0) }, at.SvnUnsupported)),
        at.Initiate(null, "version-3", "An eUICC that supports version 3.0.0 only is refused by a server of v2",
            bench => RefusedAsync(bench, euicc => euicc with { Svn = new(3, 0) }, at.SvnUnsupported), "!" + ServerOption.V3),
        at.Initiate(null, "version-asn1", "An eUICC of version 1.0.0 is refused in ASN.1",
            bench => RefusedAsync(bench, euicc => euicc with { Svn = new(1, 0) }, at.SvnUnsupported, RspBinding.Asn1), ServerOption.Asn1),
        at.Initiate(6, "verification-ci", "An eUICC that verifies with no CI of the server is refused",
            bench => RefusedAsync(bench, euicc => euicc with { VerifiesWith = [Unknown(bench)] }, at.CertificateUnavailable)),
        .. Versions(at),
        at.Initiate(null, "first-common", "A CI that the server does not know is passed over for the next of the list", async bench =>
        {
            PlayedEuicc euicc = bench.Stranger();
            SequenceOf<Octets> both = [Unknown(bench), .. euicc.SignsUnder];
            await bench.Session(euicc with { SignsUnder = both, VerifiesWith = both }).InitiateAsync();
        }),
        at.Initiate(null, "order-of-preference", "Of several CIs the first that the server has is used", async bench =>
        {
            Octets nist = CiOn(bench, EcCurve.NistP256), brainpool = CiOn(bench, EcCurve.BrainpoolP256r1);
            foreach (SequenceOf<Octets> list in (SequenceOf<Octets>[])[[brainpool, nist], [nist, brainpool]])
            {
                ServerSession session = await bench.Session(bench.Stranger() with { SignsUnder = list, VerifiesWith = list }).InitiateAsync();
                bench.ExpectOctets(session.Proof.CiIdentifier, list[0], "euiccCiPKIdToBeUsed");
            }
        }, ServerOption.Nist, ServerOption.Brainpool),
        at.Initiate(null, "two-lists", "An eUICC may verify under one CI and sign under another", async bench =>
        {
            Octets nist = CiOn(bench, EcCurve.NistP256), brainpool = CiOn(bench, EcCurve.BrainpoolP256r1);
            ServerSession session = await bench.Session(bench.Stranger() with { SignsUnder = [nist], VerifiesWith = [brainpool] }).InitiateAsync();
            bench.ExpectOctets(session.Proof.CiIdentifier, nist, "euiccCiPKIdToBeUsed");
        }, ServerOption.Nist, ServerOption.Brainpool),
        at.Initiate(null, "extended-info", "What a later version adds to EUICCInfo1 is passed over",
            // highestSvn of SGP.22 v3, and a tag that nobody has.
            bench => bench.Session(bench.Stranger() with { MoreInfo1 = Octets.FromHex("9303030100" + "9F4E020102") }).InitiateAsync()),
    ];

    private static IEnumerable<ConformanceCase> Versions(ServerKind at)
    {
        (int Number, VersionType Svn)[] rows = [(7, new(2, 2, 1)), (8, new(2, 2, 2)), (9, new(2, 3))];
        return rows.Select(row => at.Initiate(row.Number, $"version-{row.Svn}", $"An eUICC of version {row.Svn} is served",
            bench => bench.Session(bench.Stranger() with { Svn = row.Svn }).InitiateAsync()));
    }

    private static async Task WithAddressAsync(ServerBench bench, ServerKind at, string address, RspBinding binding = RspBinding.Json)
    {
        ServerSession session = bench.Session(bench.Stranger(), binding);
        session.Address = address;
        (await session.AskInitiateAsync()).ExpectRefused(at.AddressRefused);
    }

    private static async Task RefusedAsync(ServerBench bench, Func<PlayedEuicc, PlayedEuicc> change, Refusal refusal, RspBinding binding = RspBinding.Json) =>
        (await bench.Session(change(bench.Stranger()), binding).AskInitiateAsync()).ExpectRefused(refusal);

    /// <summary>The identifier of a CI that nobody has.</summary>
    private static Octets Unknown(ServerBench bench) => Digits.DrawOctets(bench.Random, 20);

    private static Octets CiOn(ServerBench bench, EcCurve curve) => bench.Server.CiOn(curve).SubjectKeyIdentifier!.Value;
}

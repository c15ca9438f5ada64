using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>
/// Revocation lists of the CI, and what comes of them. SGP.22 v2.5 §4.6, §5.7.12. They name certificates that are made for the case, so that no server
/// of anybody is locked out by what stays on the card; each has a higher number than those before.
/// </summary>
internal static class RevocationLists
{
    /// <summary>A list that revokes nothing.</summary>
    internal static RevocationListTemplate NewList(this EuiccBench bench, params SequenceOf<RspCertificate> revoked)
    {
        RunStock stock = bench.Target.Stock;
        return new()
        {
            ThisUpdate = stock.Now.AddDays(-1),
            Number = stock.NextRevocationListNumber(),
            Revoked = SequenceOf.From(revoked.Select(certificate => new RevokedCertificate(certificate.SerialNumber, stock.Now.AddDays(-2)))),
        };
    }

    /// <summary>The list, signed by the CI of the run.</summary>
    internal static CertificateList Issue(this EuiccBench bench, RevocationListTemplate list)
    {
        RspPki pki = bench.Target.Declaration.Pki;
        return list.Issue(pki.Ci, pki.CiKey!);
    }

    /// <summary>Loads a list, and expects that it is taken.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="list">The list.</param>
    /// <param name="missing">The parts that must be missing then; none if it is whole.</param>
    internal static async Task ExpectLoadedAsync(this EuiccBench bench, RevocationListTemplate list, params SequenceOf<long> missing)
    {
        bench.Step("the list is loaded");
        Signed<LoadCrlResponse> answer = await bench.AskAsync(new LoadCrlRequest { Crl = bench.Issue(list) });
        bench.ExpectDer<LoadCrlResponse>(answer.Encoded);
        bench.Expect(answer.Value is LoadCrlResponse.Ok, "loadCRLResponseOk", Text(answer.Value));
        bench.ExpectEqual(SequenceOf.From((((LoadCrlResponse.Ok)answer.Value).Value.MissingParts ?? []).Order()), missing, "missingParts");
    }

    /// <summary>Loads a list, and expects that it is refused.</summary>
    internal static async Task ExpectRefusedAsync(this EuiccBench bench, CertificateList list, params LoadCrlResponseError[] errors)
    {
        bench.Step("the list is loaded");
        Signed<LoadCrlResponse> answer = await bench.AskAsync(new LoadCrlRequest { Crl = list });
        bench.ExpectDer<LoadCrlResponse>(answer.Encoded);
        bench.Expect(answer.Value is LoadCrlResponse.Error, "loadCRLResponseError", Text(answer.Value));
        bench.ExpectOneOf(((LoadCrlResponse.Error)answer.Value).Value, "loadCRLResponseError", errors);
    }

    /// <summary>What came, for a report: "loadCRLResponseOk", "invalidSignature (1)".</summary>
    internal static string Text(LoadCrlResponse answer) => answer is LoadCrlResponse.Error { Value: var code } ? Running.Bench.CodeText(code) : "loadCRLResponseOk";

    /// <summary>A server of the run's CI with two certificates of its own, made for the case.</summary>
    internal static PlayedServer NewServer(this EuiccBench bench)
    {
        RspPki pki = bench.Target.Declaration.Pki;
        CertificateForge auth = new(pki, CertificateRole.DpAuth, bench.Target.Stock), binding = auth with { Role = CertificateRole.DpPb };
        return bench.Server(pki with { DpAuth = auth.Issue(), DpPb = binding.Issue() });
    }
}

using System.Security.Cryptography.X509Certificates;
using EuiccSim.Cli.Targets;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.SmDp;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Smdp;

/// <summary>What a server has under the CIs of a PKI: both curves where both are there, P-256 first.</summary>
internal sealed class ServerPki : IDisposable
{
    private readonly List<RspPki> _pkis = [];
    private readonly List<X509Certificate2> _tls = [];

    internal SequenceOf<SmdpCredential> Credentials { get; private init; } = [];

    internal IReadOnlyList<ServerTlsCertificate> TlsCertificates { get; private init; } = [];

    internal byte[][] CiCertificates => [.. _pkis.Select(pki => pki.Ci.Encoded.ToArray())];

    internal IReadOnlyList<RspCertificate> Cis => [.. _pkis.Select(pki => pki.Ci)];

    /// <summary>A name in the first TLS certificate.</summary>
    internal string TlsName => _pkis[0].DpTls!.Extensions.DnsNames[0];

    internal static ServerPki Load(string? folder, Surroundings at)
    {
        List<RspPki> pkis = [];
        CommandFailure? missing = null;
        foreach (EcCurve curve in (ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1])
        {
            try
            {
                pkis.Add(UserPki.Load(folder, curve, at));
            }
            catch (CommandFailure e)
            {
                missing = e;
            }
        }
        if (pkis.Count == 0) throw missing!;
        List<X509Certificate2> tls = [];
        foreach (RspPki pki in pkis)
            if (pki.DpTlsKey is not null) tls.Add(pki.ToTlsCertificate());
        if (tls.Count < pkis.Count) throw CommandFailure.Missing("pki", "There is no TLS certificate in DPtls.");
        ServerPki loaded = new()
        {
            Credentials = SequenceOf.From(pkis.Select(SmdpCredential.From)),
            TlsCertificates = [.. tls.Select(certificate => new ServerTlsCertificate(certificate))],
        };
        loaded._pkis.AddRange(pkis);
        loaded._tls.AddRange(tls);
        return loaded;
    }

    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _tls) certificate.Dispose();
        foreach (RspPki pki in _pkis) pki.Dispose();
    }
}

using System.Collections.Concurrent;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Smdp.Functions;

/// <summary>
/// Certificates of EUMs as they were read before. All eUICCs of a maker send the same one, and importing its key costs more than a
/// verification. Nothing is taken on trust from here: every session verifies again.
/// </summary>
internal sealed class CertificateCache
{
    private readonly ConcurrentDictionary<Octets, RspCertificate> _certificates = new();

    /// <summary>The certificate; null if it is none.</summary>
    internal RspCertificate? Read(Certificate received)
    {
        if (_certificates.TryGetValue(received.Encoded, out RspCertificate? known)) return known;
        if (EuiccChain.Parse(received) is not { } certificate) return null;
        // Whoever sends many different ones gains nothing, and takes no memory.
        if (_certificates.Count < Capacity) _certificates.TryAdd(Octets.Of(received.Encoded.Span), certificate);
        return certificate;
    }

    private const int Capacity = 64;
}

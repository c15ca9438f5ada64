using System.Collections.Concurrent;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>
/// Certificates as they were read before. All eUICCs of a maker send the same EUM certificate, and all downloads from a server bring the
/// same two of its own; importing a key costs more than a verification with it. Nothing is taken on trust from here: whoever reads a
/// certificate verifies it again.
/// </summary>
/// <param name="provider">Who verifies with the certified keys; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class CertificateCache(CryptoProvider? provider = null)
{
    private readonly ConcurrentDictionary<Octets, RspCertificate> _certificates = new();

    /// <summary>Reads a certificate.</summary>
    /// <exception cref="Asn1ContentException">It is none.</exception>
    public RspCertificate Read(Octets der)
    {
        if (_certificates.TryGetValue(der, out RspCertificate? known)) return known;
        // A copy: the message that it came in is not to be kept alive.
        RspCertificate certificate = RspCertificate.Parse(Octets.Of(der.Span), provider);
        // Whoever sends many different ones gains nothing, and takes no memory.
        if (_certificates.Count < Capacity) _certificates.TryAdd(certificate.Encoded, certificate);
        return certificate;
    }

    private const int Capacity = 64;
}

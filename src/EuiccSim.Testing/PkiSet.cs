using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Testing;

/// <summary>Certificates and keys of one folder, one PKI for each curve: what a server has.</summary>
public sealed class PkiSet : IDisposable
{
    private readonly List<RspPki> _pkis = [];
    private readonly List<X509Certificate2> _certificates = [];

    private PkiSet()
    {
    }

    /// <summary>The PKIs, P-256 first.</summary>
    public IReadOnlyList<RspPki> Pkis => _pkis;

    /// <summary>Reads the sets of both curves, P-256 and brainpoolP256r1, that are there and have what is wanted.</summary>
    /// <param name="path">The folder, see <see cref="PkiDirectory"/>.</param>
    /// <param name="isWanted">What a set must have; null for nothing in particular.</param>
    /// <returns>None, if each set lacks what is wanted.</returns>
    /// <exception cref="IOException">There is none, and one cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">There is none, and one may not be read.</exception>
    public static PkiSet Load(string path, Func<RspPki, bool>? isWanted = null)
    {
        PkiSet set = new();
        Exception? trouble = null;
        foreach (EcCurve curve in (ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1])
        {
            try
            {
                RspPki pki = PkiDirectory.Load(path, curve);
                if (isWanted is null || isWanted(pki)) set._pkis.Add(pki);
                else pki.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Of a curve that is not there nobody wants to hear.
                if (trouble is null or PkiFileException { IsOfOtherCurve: true }) trouble = e;
            }
        }
        return set._pkis.Count > 0 || trouble is null ? set : throw trouble;
    }

    /// <summary>A TLS certificate of each, which is disposed of with the set.</summary>
    /// <param name="of">Which: <see cref="RspPki.ToTlsCertificate"/>, for example.</param>
    public IReadOnlyList<X509Certificate2> ToTlsCertificates(Func<RspPki, X509Certificate2> of)
    {
        X509Certificate2[] made = [.. _pkis.Select(of)];
        _certificates.AddRange(made);
        return made;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _certificates) certificate.Dispose();
        foreach (RspPki pki in _pkis) pki.Dispose();
    }
}

using System.Numerics;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>What cases of one run share, as it costs time or may not come twice.</summary>
internal sealed class RunStock(RunOptions options)
{
    private readonly CertificateCache _certificates = new();
    private RspPki? _foreign;
    private long _revocationLists;

    /// <summary>A CI that no card trusts, with servers and an eUICC of its own.</summary>
    internal RspPki Foreign => _foreign ??= TestPki.Create(EcCurve.NistP256, options.Random, Now.AddYears(-1));

    /// <summary>The time of the run, in whole seconds, as certificates have it.</summary>
    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(options.Time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>A certificate of the card, which is the same in most of its answers.</summary>
    /// <exception cref="Asn1ContentException">It is none.</exception>
    internal RspCertificate Read(Certificate certificate) => _certificates.Read(certificate.Encoded);

    /// <summary>A number for a revocation list: higher than all before it, also those of an earlier run on the same card, a moment ago.</summary>
    internal BigInteger NextRevocationListNumber() => (new BigInteger(options.Time.GetUtcNow().ToUnixTimeMilliseconds()) * ListsOfOneMoment) + ++_revocationLists;

    /// <summary>A number for a certificate: 8 octets of a positive number.</summary>
    internal Octets DrawSerialNumber()
    {
        byte[] number = new byte[8];
        options.Random.Fill(number);
        number[0] = (byte)((number[0] & 0x3F) | 0x40);
        return Octets.Wrap(number);
    }

    private const int ListsOfOneMoment = 1000;
}

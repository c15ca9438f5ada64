using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Authentication;

/// <summary>What the LPA itself checks about a server; signatures are the eUICC's business. SGP.22 v2.5 §3.0.1, §3.1.3.</summary>
internal static class ServerCheck
{
    /// <summary>The answer to ES9+.InitiateAuthentication must be to our question.</summary>
    internal static ServerMismatch? Initiated(InitiateAuthenticationOkEs9 server, string address, Octets challenge)
    {
        ServerSigned1 signed = server.ServerSigned1.Value;
        if (!IsSameHost(address, signed.ServerAddress)) return new("serverAddress", address, signed.ServerAddress);
        if (signed.EuiccChallenge != challenge) return new("euiccChallenge", challenge.ToString(), signed.EuiccChallenge.ToString());
        return Transaction(server.TransactionId, signed.TransactionId);
    }

    /// <summary>Every answer must be about the same session.</summary>
    internal static ServerMismatch? Transaction(TransactionId expected, TransactionId received) =>
        received == expected ? null : new("transactionId", expected.ToString(), received.ToString());

    /// <summary>An Activation Code can say which server it is meant for: a registeredID in the certificate's subjectAltName.</summary>
    /// <exception cref="MalformedResponseException">The certificate cannot be read.</exception>
    internal static ServerMismatch? Oid(Certificate certificate, ObjectIdentifier? expected)
    {
        if (expected is not { } oid) return null;
        SequenceOf<ObjectIdentifier> found = RegisteredIds(certificate);
        return found.Span.Contains(oid) ? null : new("smdpOid", oid.Value, string.Join(", ", found));
    }

    /// <summary>Host names: without regard to case, and to a port that only our side knows.</summary>
    internal static bool IsSameHost(string used, string told) =>
        string.Equals(used, told, StringComparison.OrdinalIgnoreCase)
        || string.Equals(HostOf(used), told, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address without its port.</summary>
    internal static string HostOf(string address)
    {
        int port = address.LastIndexOf(':');
        return port < 0 ? address : address[..port];
    }

    /// <summary>True if a server shows itself as an SM-DS. Whether to believe it is the eUICC's business.</summary>
    /// <exception cref="MalformedResponseException">The certificate cannot be read.</exception>
    internal static bool IsSmds(Certificate certificate) => Read(certificate).HasRole(CertificateRole.DsAuth);

    private static SequenceOf<ObjectIdentifier> RegisteredIds(Certificate certificate) => Read(certificate).Extensions.RegisteredIds;

    private static RspCertificate Read(Certificate certificate)
    {
        try
        {
            return RspCertificate.Parse(certificate.Encoded);
        }
        catch (Asn1ContentException fault)
        {
            throw new MalformedResponseException($"The server's certificate cannot be read: {fault.Message}.", fault);
        }
    }
}

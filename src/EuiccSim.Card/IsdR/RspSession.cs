using EuiccSim.Card.Chip;
using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Card.IsdR;

/// <summary>How far the one RSP session of the eUICC has come. Each case holds exactly what is known then. SGP.22 v2.5 §3.0.1, §3.1.3.</summary>
internal abstract record RspSession
{
    private RspSession()
    {
    }

    /// <summary>No session.</summary>
    internal sealed record None : RspSession
    {
        internal static readonly None Instance = new();
    }

    /// <summary>A challenge was given out and not yet used.</summary>
    internal sealed record ChallengeIssued(Octets EuiccChallenge) : RspSession;

    /// <summary>A session with a server.</summary>
    internal abstract record WithServer(ServerContext Server) : RspSession;

    /// <summary>AuthenticateServer succeeded.</summary>
    internal sealed record ServerAuthenticated(ServerContext Server, Octets EuiccSignature1) : WithServer(Server);

    /// <summary>PrepareDownload succeeded: the bound profile package may come, or, where the server refused the Confirmation Code, another one.</summary>
    internal sealed record DownloadPrepared(ServerContext Server, Octets EuiccSignature1, RspCertificate BindingCertificate, EcKeyAgreementKey Key)
        : WithServer(Server);

    /// <summary>A part of the bound profile package was loaded, the last portion on <paramref name="Channel"/>.</summary>
    internal sealed record Loading(ServerContext Server, BppLoader Loader, Channel Channel) : WithServer(Server);
}

/// <summary>What AuthenticateServer found out about the server.</summary>
/// <param name="TransactionId">The session's identifier.</param>
/// <param name="Address">The server's address as it signed it.</param>
/// <param name="Oid">The server's OID, out of its certificate.</param>
/// <param name="Ci">The CI that certified the server.</param>
/// <param name="Certificate">CERT.DPauth or CERT.DSauth.</param>
/// <param name="Credential">What this eUICC signs with in this session.</param>
internal sealed record ServerContext(
    TransactionId TransactionId, string Address, ObjectIdentifier Oid, TrustedCi Ci, RspCertificate Certificate, EuiccCredential Credential);

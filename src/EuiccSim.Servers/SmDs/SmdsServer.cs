using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDs.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Servers.SmDs;

/// <summary>
/// An SM-DS without its network: ES11 for LPAs in the JSON and the ASN.1 binding, ES12 for SM-DP+s, ES15 for other SM-DSs. SGP.22 v2.5
/// §3.6, §5.8 to §5.10.
/// </summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class SmdsServer
{
    private readonly SmdsContext _context;

    /// <summary>An SM-DS with its events in memory, or in a store.</summary>
    /// <param name="options">What it is and how strict it is. With a root it is an alternative SM-DS, without a root SM-DS.</param>
    /// <param name="store">The events; the caller disposes of it. In memory if null.</param>
    /// <param name="loggers">Where to log; nowhere if null.</param>
    /// <exception cref="ArgumentException">There is no address or no credential, or the credentials name more than one SM-DS.</exception>
    public SmdsServer(SmdsOptions options, ISmdsStore? store = null, ILoggerFactory? loggers = null)
    {
        Check(options);
        ILogger logger = loggers is null ? NullLogger.Instance : loggers.CreateLogger<SmdsServer>();
        _context = new(options, store ?? new MemorySmdsStore(), logger);
    }

    /// <summary>What the server is and how strict it is.</summary>
    public SmdsOptions Options => _context.Options;

    /// <summary>The object identifier in the server's certificates.</summary>
    public ObjectIdentifier Oid => _context.Common.Oid;

    /// <summary>The events.</summary>
    public ISmdsStore Store => _context.Store;

    /// <summary>Answers one HTTP POST of an LPA to /gsma/rsp2/es9plus/FUNCTION: ES11 has the paths of ES9+.</summary>
    /// <param name="function">The last part of the path.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>
    /// 200 with a JSON object, which may tell of a refusal; 400 where the body, or a DER structure in it, is malformed; 404 where there is no
    /// such function; 503 where the store cannot be reached. No octets from the network make it throw.
    /// </returns>
    public ValueTask<Es9HttpResponse> HandleAsync(string function, Octets request) =>
        SmdsInterfaces.Es11.HandleAsync(_context.Common.Shell, _context, function, request);

    /// <summary>Answers one HTTP POST of an LPA to /gsma/rsp2/asn1. SGP.22 v2.5 §6.6.</summary>
    /// <param name="request">The body: a RemoteProfileProvisioningRequest.</param>
    /// <returns>200 with a RemoteProfileProvisioningResponse; 400 where the body is malformed; 404 where it asks for no function of ES11.</returns>
    public ValueTask<Es9HttpResponse> HandleAsn1Async(Octets request) => Es11Asn1.HandleAsync(_context, request);

    /// <summary>Answers one HTTP POST of an SM-DP+ to /gsma/rsp2/es12/FUNCTION.</summary>
    /// <param name="function">"registerEvent" or "deleteEvent".</param>
    /// <param name="clientCertificate">The certificate with which the SM-DP+ came (CERT.DP.TLS), DER; null for none. TLS has proven that it
    /// has the key.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>As <see cref="HandleAsync"/>; 403 where the certificate is not accepted.</returns>
    public ValueTask<Es9HttpResponse> HandleEs12Async(string function, Octets? clientCertificate, Octets request) =>
        AnswerServerAsync(SmdsInterfaces.Es12, _context.Root, CallerOf(clientCertificate, CertificateRole.DpTls), function, request);

    /// <summary>Answers one HTTP POST of an alternative SM-DS to /gsma/rsp2/es15/FUNCTION.</summary>
    /// <param name="function">"registerEvent" or "deleteEvent".</param>
    /// <param name="clientCertificate">The certificate with which the SM-DS came (CERT.DS.TLS), DER; null for none. TLS has proven that it has
    /// the key.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>As <see cref="HandleAsync"/>; 403 where the certificate is not accepted.</returns>
    public ValueTask<Es9HttpResponse> HandleEs15Async(string function, Octets? clientCertificate, Octets request) =>
        AnswerServerAsync(SmdsInterfaces.Es15, null, CallerOf(clientCertificate, CertificateRole.DsTls), function, request);

    /// <summary>
    /// Tells the root SM-DS what it could not be told before. A host calls this when it starts, and again as long as something is left.
    /// </summary>
    /// <param name="cancellationToken">Stops before the next call to the root.</param>
    /// <returns>How many events the root has yet to delete.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellationToken = default)
    {
        if (_context.Root is not { } root) return 0;
        int left = 0;
        foreach (RootDeletion deletion in await Store.ListRootDeletionsAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await root.DeleteAsync(deletion).ConfigureAwait(false)) left++;
        }
        return left;
    }

    /// <summary>Tells of a request that came to no function: wrong headers, a path where nothing is.</summary>
    internal void Reject(Rejection rejection) => _context.Reject(rejection);

    /// <summary>Tells of a connection that came to no request.</summary>
    internal void RefuseConnection(string client, string reason) => _context.RefuseConnection(client, reason);

    private ValueTask<Es9HttpResponse> AnswerServerAsync(
        JsonInterface<EventCaller> functions, RootSmdsClient? root, ServerCaller caller, string function, Octets body)
    {
        if (caller.Owner is { } known) return functions.HandleAsync(_context.Common.Shell, new(_context, root, known), function, body);
        Rejection no = Rejection.Of(function, 403, caller.Reason);
        _context.Raise(new SmdsActivity.NotAllowed(_context.Now, no.Function) { Reason = no.Reason });
        return new(no.ToResponse());
    }

    /// <summary>Who has an accepted certificate for this role, or why nobody has.</summary>
    private ServerCaller CallerOf(Octets? clientCertificate, CertificateRole role)
    {
        if (clientCertificate is not { } encoded) return new(null, "there is no client certificate");
        if (EuiccChain.Parse(new(encoded), _context.Common.Trust.Read) is not { } certificate) return new(null, "the client certificate cannot be read");
        if (!TrustedCi.TryFind(_context.Common.Trust.Cis, certificate, out TrustedCi? ci))
            return new(null, $"the client certificate was issued by {certificate.Issuer}, which is none of this server's CIs");
        CertificateFault fault = CertificateChain.CheckTlsClient(certificate, ci, role, _context.Now);
        return fault == CertificateFault.None
            ? new(certificate.Extensions.RegisteredIds[0], "")
            : new(null, $"the client certificate is not accepted: {CertificateWords.Of(certificate, fault, _context.Now)}");
    }

    /// <summary>Another server.</summary>
    /// <param name="Owner">Who it is; null if nobody knows.</param>
    /// <param name="Reason">Why not, then.</param>
    private readonly record struct ServerCaller(ObjectIdentifier? Owner, string Reason);

    private static void Check(SmdsOptions options)
    {
        if (options.Address.Length == 0) throw new ArgumentException("there is no address", nameof(options));
        if (options.Credentials.Count == 0) throw new ArgumentException("there are no credentials", nameof(options));
        foreach (SmdsCredential credential in options.Credentials)
        {
            bool isSameServer = credential.Oid == options.Credentials[0].Oid;
            if (!isSameServer) throw new ArgumentException("the credentials are of more than one SM-DS", nameof(options));
        }
    }
}

using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Functions;
using EuiccSim.Servers.Storage;
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
    private readonly RootSmdsClient? _root;

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
        if (options.Root is not null) _root = new(_context, options.Root);
    }

    /// <summary>What the server is and how strict it is.</summary>
    public SmdsOptions Options => _context.Options;

    /// <summary>The object identifier in the server's certificates.</summary>
    public ObjectIdentifier Oid => _context.Oid;

    /// <summary>The events.</summary>
    public ISmdsStore Store => _context.Store;

    /// <summary>Answers one HTTP POST of an LPA to /gsma/rsp2/es9plus/FUNCTION: ES11 has the paths of ES9+.</summary>
    /// <param name="function">The last part of the path.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>
    /// 200 with a JSON object, which may tell of a refusal; 400 where the body, or a DER structure in it, is malformed; 404 where there is no
    /// such function; 503 where the store cannot be reached. No octets from the network make it throw.
    /// </returns>
    public Es9HttpResponse Handle(string function, Octets request)
    {
        if (!Functions.TryGetValue(function, out Func<SmdsContext, Octets, Es9HttpResponse>? handle)) return Empty(404);
        return Guarded(function, () => handle(_context, request));
    }

    /// <summary>Answers one HTTP POST of an LPA to /gsma/rsp2/asn1. SGP.22 v2.5 §6.6.</summary>
    /// <param name="request">The body: a RemoteProfileProvisioningRequest.</param>
    /// <returns>200 with a RemoteProfileProvisioningResponse; 400 where the body is malformed; 404 where it asks for no function of ES11.</returns>
    public Es9HttpResponse HandleAsn1(Octets request)
    {
        return Guarded("asn1", () => Es11Asn1.Answer(_context, Asn1Codec.Decode<RemoteProfileProvisioningRequest>(request)) is { } response
            ? new(200, Asn1Codec.Encode(response))
            : Empty(404));
    }

    /// <summary>Answers one HTTP POST of an SM-DP+ to /gsma/rsp2/es12/FUNCTION.</summary>
    /// <param name="function">"registerEvent" or "deleteEvent".</param>
    /// <param name="clientCertificate">The certificate with which the SM-DP+ came (CERT.DP.TLS), DER; null for none. TLS has proven that it
    /// has the key.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>As <see cref="Handle"/>; 403 where the certificate is not accepted.</returns>
    public Task<Es9HttpResponse> HandleEs12Async(string function, Octets? clientCertificate, Octets request) =>
        AnswerServerAsync(function, OwnerOf(clientCertificate, CertificateRole.DpTls), mayForward: true, request);

    /// <summary>Answers one HTTP POST of an alternative SM-DS to /gsma/rsp2/es15/FUNCTION.</summary>
    /// <param name="function">"registerEvent" or "deleteEvent".</param>
    /// <param name="clientCertificate">The certificate with which the SM-DS came (CERT.DS.TLS), DER; null for none. TLS has proven that it has
    /// the key.</param>
    /// <param name="request">The body: a JSON object, UTF-8.</param>
    /// <returns>As <see cref="Handle"/>; 403 where the certificate is not accepted.</returns>
    public Task<Es9HttpResponse> HandleEs15Async(string function, Octets? clientCertificate, Octets request) =>
        AnswerServerAsync(function, OwnerOf(clientCertificate, CertificateRole.DsTls), mayForward: false, request);

    /// <summary>
    /// Tells the root SM-DS what it could not be told before. A host calls this when it starts, and again as long as something is left.
    /// </summary>
    /// <param name="cancellationToken">Stops before the next call to the root.</param>
    /// <returns>How many events the root has yet to delete.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellationToken = default)
    {
        if (_root is null) return 0;
        int left = 0;
        foreach (RootDeletion deletion in Store.RootDeletions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await _root.DeleteAsync(deletion).ConfigureAwait(false)) left++;
        }
        return left;
    }

    private async Task<Es9HttpResponse> AnswerServerAsync(string function, ObjectIdentifier? owner, bool mayForward, Octets body)
    {
        if (owner is not { } known)
        {
            _context.Raise(new SmdsActivity.NotAllowed(_context.Now, function));
            return Empty(403);
        }
        RootSmdsClient? root = mayForward ? _root : null;
        try
        {
            return function switch
            {
                "registerEvent" => Answer(_context, function, await EventFunctions.RegisterAsync(
                    _context, root, known, RspJson.ReadRequest<RegisterEventRequest>(body)).ConfigureAwait(false)),
                "deleteEvent" => Answer(_context, function, await EventFunctions.DeleteAsync(
                    _context, root, known, RspJson.ReadRequest<DeleteEventRequest>(body)).ConfigureAwait(false)),
                _ => Empty(404),
            };
        }
        catch (Exception fault) when (fault is RspMessageException or StateValueException)
        {
            return Malformed(function, fault);
        }
        catch (SmdpStoreException fault)
        {
            return Failed(function, fault);
        }
    }

    private Es9HttpResponse Guarded(string function, Func<Es9HttpResponse> call)
    {
        try
        {
            return call();
        }
        catch (Exception fault) when (fault is RspMessageException or Asn1ContentException or StateValueException)
        {
            return Malformed(function, fault);
        }
        catch (SmdpStoreException fault)
        {
            return Failed(function, fault);
        }
    }

    /// <summary>Who has an accepted certificate for this role; null for nobody.</summary>
    private ObjectIdentifier? OwnerOf(Octets? clientCertificate, CertificateRole role)
    {
        if (clientCertificate is not { } encoded) return null;
        if (EuiccChain.Parse(new(encoded), RspCertificate.Parse) is not { } certificate) return null;
        if (!TrustedCi.TryFind(_context.Trust.Cis, certificate, out TrustedCi? ci)) return null;
        CertificateFault fault = CertificateChain.CheckTlsClient(certificate, ci, role, _context.Now);
        return fault == CertificateFault.None ? certificate.Extensions.RegisteredIds[0] : null;
    }

    private Es9HttpResponse Malformed(string function, Exception fault)
    {
        SmdsLog.Malformed(_context.Logger, function, fault.Message);
        return Empty(400);
    }

    private Es9HttpResponse Failed(string function, SmdpStoreException fault)
    {
        Log.StoreFailed(_context.Logger, function, fault);
        return Empty(503);
    }

    private static Es9HttpResponse Answer<T>(SmdsContext context, string function, Result<T> result)
        where T : class, IRspJson<T>
    {
        if (result.Succeeds(out T? response, out StatusCode refusal)) return new(200, RspJson.WriteResponse(response));
        context.Raise(new SmdsActivity.Refused(context.Now, function, refusal));
        return new(200, RspJson.WriteResponse(ResponseHeader.Failure(refusal, refusal.Description)));
    }

    private static Es9HttpResponse Empty(int status) => new(status, Octets.Empty);

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

    private static readonly FrozenDictionary<string, Func<SmdsContext, Octets, Es9HttpResponse>> Functions =
        new Dictionary<string, Func<SmdsContext, Octets, Es9HttpResponse>>(StringComparer.Ordinal)
        {
            [InitiateAuthenticationRequest.Function] = static (context, body) =>
                Answer(context, InitiateAuthenticationRequest.Function,
                    Es11Functions.InitiateAuthentication(context, RspJson.ReadRequest<InitiateAuthenticationRequest>(body))),
            [AuthenticateClientRequest.Function] = static (context, body) =>
                Answer(context, AuthenticateClientRequest.Function,
                    Es11Functions.AuthenticateClient(context, RspJson.ReadRequest<AuthenticateClientRequest>(body))),
        }.ToFrozenDictionary(StringComparer.Ordinal);
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Smdp;

/// <summary>Asks a running server on ES2+, as this user's operator.</summary>
internal sealed class Es2Client : IDisposable
{
    private readonly HttpClient _http;
    private readonly X509Certificate2 _own;
    private readonly List<X509Certificate2> _cis = [];
    private readonly RunningServer _server;
    private int _calls;

    internal Es2Client(RunningServer server, OperatorPki own)
    {
        _server = server;
        _own = own.ToClientCertificate();
        SocketsHttpHandler handler = new() { UseProxy = false };
        handler.SslOptions.ClientCertificates = [_own];
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        foreach (byte[] ci in server.Cis) _cis.Add(X509CertificateLoader.LoadCertificate(ci));
        foreach (X509Certificate2 ci in _cis) handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(ci);
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, chain, errors) =>
            errors == SslPolicyErrors.None && chain is not null && TlsPathRoles.AreForTls(chain.ChainElements.Select(element => element.Certificate));
        // The name is for the certificate; where the server listens is known.
        handler.ConnectCallback = async (_, cancellationToken) => await ConnectAsync(server.EndPoint, cancellationToken);
        _http = new(handler) { BaseAddress = new($"https://{server.Name}") };
    }

    /// <summary>Calls a function of ES2+.</summary>
    internal async Task<TResponse> CallAsync<TRequest, TResponse>(Func<RequestHeader, TRequest> request, CancellationToken cancellationToken)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : IRspJson<TResponse>
    {
        RequestHeader header = new()
        {
            FunctionRequesterIdentifier = Requester,
            FunctionCallIdentifier = (++_calls).ToString(CultureInfo.InvariantCulture),
        };
        (HttpStatusCode status, byte[] body) = await PostAsync(
            $"/gsma/rsp2/es2plus/{TRequest.Function}", RspJson.WriteRequest(request(header)), "application/json", cancellationToken);
        if (status != HttpStatusCode.OK) throw Unexpected(TRequest.Function, status);
        return RspJson.ReadResponse<TResponse>(Octets.Wrap(body)) switch
        {
            RspResult<TResponse>.Ok ok => ok.Value,
            RspResult<TResponse>.Failed { Header.StatusCodeData: { } no } =>
                throw new CommandFailure(ExitCode.SaidNo, TRequest.Function, "refusedByServer", no.Code.Description, no.Code.ToString()),
            _ => throw new CommandFailure(ExitCode.SaidNo, TRequest.Function, "refusedByServer", "The server does not say why."),
        };
    }

    /// <summary>Puts a package into the server's stock.</summary>
    internal async Task<Iccid> PutAsync(Octets package, string query, CancellationToken cancellationToken)
    {
        (HttpStatusCode status, byte[] body) = await PostAsync(StockRoute.Path + query, package, "application/octet-stream", cancellationToken);
        string text = System.Text.Encoding.UTF8.GetString(body);
        return status switch
        {
            HttpStatusCode.OK => Iccid.FromDigits(text),
            HttpStatusCode.Conflict => throw new CommandFailure(ExitCode.SaidNo, "stock", "inUse", text),
            HttpStatusCode.BadRequest => throw new CommandFailure(ExitCode.SaidNo, "stock", "refusedByServer", text),
            _ => throw Unexpected("stock", status),
        };
    }

    public void Dispose()
    {
        _http.Dispose();
        _own.Dispose();
        foreach (X509Certificate2 ci in _cis) ci.Dispose();
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(string path, Octets body, string type, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body.Memory) };
        message.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.5.0");
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            throw CommandFailure.Missing("noServer", $"No server answers at {_server.Es2}: {e.Message}", e);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        // What listens on all addresses is reached through loopback.
        bool isAny = endPoint.Address.Equals(IPAddress.Any) || endPoint.Address.Equals(IPAddress.IPv6Any);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(isAny ? new(IPAddress.Loopback, endPoint.Port) : endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static CommandFailure Unexpected(string function, HttpStatusCode status) =>
        new(ExitCode.CouldNotAsk, function, "httpStatus", $"The server answered with the HTTP status {(int)status}.");

    // From the arc for examples (ITU-T X.660): no organisation's.
    private const string Requester = "2.999.1000";
}

/// <summary>The response of functions that have nothing to answer but that it is done.</summary>
internal sealed record Acknowledged : IRspJson<Acknowledged>
{
    public static Acknowledged Read(JsonObjectReader json) => new();

    public void Write(JsonObjectWriter json)
    {
    }
}

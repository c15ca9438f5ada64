using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Smdp;

/// <summary>Reaches a running server as this user's operator: ES2+, and the path beside it that takes stock.</summary>
internal sealed class OperatorClient : IDisposable
{
    private readonly X509Certificate2 _own;
    private readonly RunningServer _server;
    private readonly RspHttpClient _http;
    private readonly Es2Client _es2;

    internal OperatorClient(RunningServer server, OperatorPki own, TimeProvider time)
    {
        (_server, _own) = (server, own.ToClientCertificate());
        // What listens on all addresses is reached through loopback.
        IPEndPoint place = server.EndPoint;
        bool isAny = place.Address.Equals(IPAddress.Any) || place.Address.Equals(IPAddress.IPv6Any);
        RspHttpOptions options = RspHttpOptions.BetweenServers with
        {
            ClientCertificate = _own,
            Trust = new() { Cis = [.. server.Cis.Select(ci => RspCertificate.Parse(Octets.Wrap(ci)))], Time = time },
            // The name is for the certificate; where the server listens is known.
            ConnectTo = new Dictionary<string, EndPoint> { [server.Name] = isAny ? new(IPAddress.Loopback, place.Port) : place },
            UseProxy = false,
            CallTimeout = TimeSpan.FromSeconds(100),
        };
        _http = new(options);
        _es2 = new(new Es2HttpTransport(_http), server.Name, Requester);
    }

    /// <summary>Calls a function of ES2+ that has output data.</summary>
    internal Task<T> AskAsync<T>(string function, Func<Es2Client, Task<RspResult<T>>> ask) => ReachAsync(function, async () => await ask(_es2) switch
    {
        RspResult<T>.Ok ok => ok.Value,
        RspResult<T>.Failed no => throw Refused(function, no.Header),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    /// <summary>Calls one that has none.</summary>
    internal Task<ResponseHeader> TellAsync(string function, Func<Es2Client, Task<ResponseHeader>> tell) => ReachAsync(function, async () =>
        await tell(_es2) is { IsSuccess: false } no ? throw Refused(function, no) : ResponseHeader.Success);

    /// <summary>Puts a package into the server's stock.</summary>
    internal Task<Iccid> PutAsync(Octets package, string query, CancellationToken cancellationToken) => ReachAsync("stock", async () =>
    {
        Es9HttpResponse answer = await _http.PostAsync(_server.Name, StockRoute.Path + query, "application/octet-stream", package, cancellationToken);
        string text = Encoding.UTF8.GetString(answer.Body.Span);
        return answer.Status switch
        {
            200 => Iccid.FromDigits(text),
            409 => throw new CommandFailure(ExitCode.SaidNo, "stock", "inUse", text),
            400 => throw new CommandFailure(ExitCode.SaidNo, "stock", "refusedByServer", text),
            _ => throw Unexpected("stock", answer.Status),
        };
    });

    public void Dispose()
    {
        _http.Dispose();
        _own.Dispose();
    }

    private async Task<T> ReachAsync<T>(string function, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Es9TransportException fault)
        {
            throw fault.HttpStatus is { } status ? Unexpected(function, status) : CommandFailure.Missing("noServer", $"No server answers at {_server.Es2}: {fault.Message}", fault);
        }
    }

    private static CommandFailure Refused(string function, ResponseHeader no) =>
        new(ExitCode.SaidNo, function, "refusedByServer", no.StatusCodeData?.Code.Description ?? "The server does not say why.", no.StatusCodeData?.Code.ToString());

    private static CommandFailure Unexpected(string function, int status) =>
        new(ExitCode.CouldNotAsk, function, "httpStatus", FormattableString.Invariant($"The server answered with the HTTP status {status}."));

    // From the arc for examples (ITU-T X.660): no organisation's.
    private const string Requester = "2.999.1000";
}

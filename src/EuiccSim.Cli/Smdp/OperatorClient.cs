using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Es2;

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
        _es2 = Es2Client.Over(_http, server.Name, Requester);
    }

    /// <summary>The way to the server, as this operator.</summary>
    internal RspHttpClient Http => _http;

    /// <summary>ES2+ over it.</summary>
    internal Es2Client Es2 => _es2;

    /// <summary>Puts a package into the server's stock.</summary>
    internal Task<Iccid> PutAsync(Octets package, int? attempts, DateTimeOffset? expires, CancellationToken cancellationToken) => ReachAsync("stock", async () =>
        await new StockClient(_http, _server.Name).PutAsync(package, null, attempts, expires, cancellationToken) switch
        {
            StockAnswer.Taken taken => taken.Iccid,
            StockAnswer.Refused no => throw new CommandFailure(ExitCode.SaidNo, "stock", no.IsInUse ? "inUse" : "refusedByServer", no.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        });

    /// <summary>Orders a profile that is in stock.</summary>
    internal Task<ConfirmedProfile> OrderAsync(ProfileRequest request, VerbCall call) => ReachAsync("order", async () =>
    {
        try
        {
            return await _es2.OrderAsync(request, call.Ct);
        }
        catch (Es2RefusedException no)
        {
            if (no.NotTakenBack is { } why) call.Say($"The order of {request.Iccid} stays as it is: {why}");
            throw new CommandFailure(ExitCode.SaidNo, no.Function, "refusedByServer", no.Message, no.StatusCode);
        }
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
            throw fault.HttpStatus is { } status ? Unexpected(fault.Function ?? function, status) : CommandFailure.Missing("noServer", $"No server answers at {_server.Es2}: {FaultWords.Of(fault)}", fault);
        }
        catch (RspMessageException fault)
        {
            throw new CommandFailure(ExitCode.CouldNotAsk, function, "malformed", $"The server's answer cannot be understood: {fault.Message}", inner: fault);
        }
    }

    private static CommandFailure Unexpected(string function, int status) =>
        new(ExitCode.CouldNotAsk, function, "httpStatus", FormattableString.Invariant($"The server answered with the HTTP status {status}."));

    // From the arc for examples (ITU-T X.660): no organisation's.
    private const string Requester = "2.999.1000";
}

using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Smdp;

/// <summary>Reaches a server as an operator: ES2+, and the path beside it that takes stock where the server is one of ours.</summary>
internal sealed class OperatorClient : IDisposable
{
    private readonly X509Certificate2 _own;
    private readonly string _name;
    private readonly string _place;
    private readonly RspHttpClient _http;
    private readonly Es2Client _es2;

    private OperatorClient(string name, string place, RspHttpOptions options, string requester)
    {
        (_name, _place, _own) = (name, place, options.ClientCertificate!);
        _http = new(options);
        _es2 = Es2Client.Over(_http, name, requester);
    }

    /// <summary>To a server that this user has running.</summary>
    /// <param name="server">The server.</param>
    /// <param name="own">The operator's certificate, which is disposed of with this.</param>
    /// <param name="requester">The operator's identifier.</param>
    /// <param name="time">The clock.</param>
    internal static OperatorClient To(RunningServer server, X509Certificate2 own, string requester, TimeProvider time) => new(server.Name, server.EndPoint.ToString(), RspHttpOptions.BetweenServers with
    {
        ClientCertificate = own,
        Trust = new() { Cis = [.. server.Cis.Select(ci => RspCertificate.Parse(Octets.Wrap(ci)))], Time = time },
        // The name is for the certificate; where the server listens is known.
        ConnectTo = new Dictionary<string, EndPoint> { [server.Name] = server.EndPoint },
        UseProxy = false,
        CallTimeout = TimeSpan.FromSeconds(100),
    }, requester)
    {
        SmdpAddress = server.Address,
    };

    /// <summary>To any other.</summary>
    /// <param name="place">HOST:PORT.</param>
    /// <param name="options">How, with the operator's certificate, which is disposed of with this.</param>
    /// <param name="requester">The operator's identifier.</param>
    internal static OperatorClient To(string place, RspHttpOptions options, string requester) => new(place, place, options, requester);

    /// <summary>The way to the server, as this operator.</summary>
    internal RspHttpClient Http => _http;

    /// <summary>ES2+ over it.</summary>
    internal Es2Client Es2 => _es2;

    /// <summary>The address for Activation Codes where the server does not say it; null where nobody knows.</summary>
    internal string? SmdpAddress { get; private init; }

    /// <summary>Puts a package into the server's stock.</summary>
    /// <returns>The profile; null where the server takes no packages in this way.</returns>
    internal Task<Iccid?> PutAsync(NewStock stock, CancellationToken cancellationToken) => ReachAsync<Iccid?>("stock", async () =>
        await new StockClient(_http, _name).PutAsync(stock.Package, stock.ProfileType, stock.Attempts, stock.Expires, stock.Description, cancellationToken) switch
        {
            StockAnswer.Taken taken => taken.Iccid,
            StockAnswer.NoStock => null,
            StockAnswer.Refused no => throw new CommandFailure(ExitCode.SaidNo, "stock", no.IsInUse ? "inUse" : "refusedByServer", FaultWords.Capital(no.Reason)),
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
            if (no.NotTakenBack is { } why) call.Say($"The order of {request.Iccid?.Digits ?? request.ProfileType} stays as it is: {why}");
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
            // Where somebody answers, the fault has its own name.
            throw (fault.HttpStatus, fault.Fault) switch
            {
                (not null, _) => new CommandFailure(ExitCode.CouldNotAsk, fault.Function ?? function, "httpStatus", fault.Message, inner: fault) { WriteMore = fault.WriteMembers },
                (_, Es9TransportFault.CannotConnect or Es9TransportFault.NoSuchHost) => CommandFailure.Missing("noServer", $"No server answers at {_place}: {fault.Message}", fault),
                _ => Failures.Of(fault)!,
            };
        }
        catch (RspMessageException fault)
        {
            throw new CommandFailure(ExitCode.CouldNotAsk, function, "malformed", $"The server's answer cannot be understood: {fault.Message}", inner: fault);
        }
    }

}

/// <summary>What goes into a server's stock.</summary>
/// <param name="Package">The unprotected profile package.</param>
/// <param name="ProfileType">Its type; null for none.</param>
/// <param name="Attempts">How many downloads may be tried; null for the server's own limit.</param>
/// <param name="Expires">When its order ends; null for never.</param>
/// <param name="Description">What LPAs show of it.</param>
internal sealed record NewStock(Octets Package, string? ProfileType, int? Attempts, DateTimeOffset? Expires, ProfileDescription Description);

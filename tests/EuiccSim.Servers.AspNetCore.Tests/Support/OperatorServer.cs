using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using EuiccSim.Http;
using EuiccSim.Lpa.Tests.Http;
using EuiccSim.Servers.AspNetCore.SmDp.Es2;
using EuiccSim.Servers.SmDp.Es2;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>An operator's server that answers 204 and keeps what it is told: octets over TLS, without our code.</summary>
internal sealed class OperatorServer : IAsyncDisposable
{
    private readonly Channel<JsonElement> _told = Channel.CreateUnbounded<JsonElement>();
    private readonly TlsServer _server;
    private readonly RspHttpClient _client;

    internal OperatorServer()
    {
        _server = new(Site.NistTls) { Handler = request => (Take(request) ? 204 : 400, []) };
        _client = ClientOf(_server.EndPoint);
    }

    /// <summary>How an SM-DP+ tells it.</summary>
    internal ProgressOptions Options => OptionsOf(_client);

    internal async Task<List<JsonElement>> TakeAsync(int count)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        List<JsonElement> taken = [];
        while (taken.Count < count) taken.Add(await _told.Reader.ReadAsync(limit.Token));
        return taken;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    /// <summary>Reaches an operator wherever it listens.</summary>
    internal static RspHttpClient ClientOf(IPEndPoint place) => new(RspHttpOptions.BetweenServers with
    {
        Trust = new() { Cis = [Site.Nist.Ci] },
        ConnectTo = new Dictionary<string, EndPoint> { [Site.Address] = place },
    });

    internal static ProgressOptions OptionsOf(RspHttpClient client) => new() { Operator = Site.Address, Transport = new Es2HttpTransport(client) };

    private bool Take(TlsServer.Request request)
    {
        bool isRight = request.Line == "POST /gsma/rsp2/es2plus/handleDownloadProgressInfo HTTP/1.1"
            && request.Headers["Content-Type"] == "application/json" && request.Headers["X-Admin-Protocol"] == "gsma/rsp/v2.5.0";
        if (isRight) _told.Writer.TryWrite(JsonDocument.Parse(request.Body).RootElement);
        return isRight;
    }
}

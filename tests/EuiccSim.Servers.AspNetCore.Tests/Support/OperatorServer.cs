using System.Net;
using System.Text.Json;
using System.Threading.Channels;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>An operator's server that answers 204 and keeps what it is told: .NET's own listener, without our code.</summary>
internal sealed class OperatorServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Channel<JsonElement> _told = Channel.CreateUnbounded<JsonElement>();

    internal OperatorServer()
    {
        for (int port = 20_000 + Environment.ProcessId % 20_000; ; port++)
        {
            Address = new($"http://127.0.0.1:{port}/");
            _listener.Prefixes.Add(Address.AbsoluteUri);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                _listener.Prefixes.Clear();
            }
        }
        _ = ListenAsync();
    }

    internal Uri Address { get; private set; }

    internal async Task<List<JsonElement>> TakeAsync(int count)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        List<JsonElement> taken = [];
        while (taken.Count < count) taken.Add(await _told.Reader.ReadAsync(limit.Token));
        return taken;
    }

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                bool isRight = context.Request is { HttpMethod: "POST", RawUrl: "/gsma/rsp2/es2plus/handleDownloadProgressInfo", ContentType: "application/json" }
                    && context.Request.Headers["X-Admin-Protocol"] == "gsma/rsp/v2.5.0";
                if (isRight) _told.Writer.TryWrite((await JsonDocument.ParseAsync(context.Request.InputStream)).RootElement);
                context.Response.StatusCode = isRight ? 204 : 400;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}

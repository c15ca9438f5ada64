using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>A server on a socket of this machine that answers each request with the next octets of a script, whatever they are.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2? _certificate;
    private readonly SslProtocols _protocols;
    private readonly Task _accepting;

    /// <param name="certificate">The server's own; null to speak no TLS.</param>
    /// <param name="protocols">The versions of TLS.</param>
    internal TlsServer(X509Certificate2? certificate, SslProtocols protocols = SslProtocols.None)
    {
        _certificate = certificate;
        _protocols = protocols;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal const string Success = "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}}";

    internal IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Answers, in their order. Null closes the connection without a word; an empty one keeps it and says nothing.</summary>
    internal ConcurrentQueue<byte[]?> Script { get; } = new();

    internal ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Answers instead of the script, with an HTTP status and a body of JSON.</summary>
    internal Func<Request, (int Status, byte[] Body)>? Handler { get; init; }

    /// <summary>Certificates to send with its own.</summary>
    internal X509Certificate2Collection? Issuers { get; init; }

    /// <summary>What it says before it is asked, if anything.</summary>
    internal string? Greeting { get; init; }

    /// <summary>How many connections there were.</summary>
    internal int Connections { get; private set; }

    /// <summary>Signalled for each request.</summary>
    internal SemaphoreSlim Asked { get; } = new(0);

    internal sealed record Request(string Line, IReadOnlyDictionary<string, string> Headers, string Body);

    internal TlsServer Answers(string body = Success, string status = "200 OK", string headers = "Content-Type: application/json\r\n")
    {
        byte[] octets = Encoding.UTF8.GetBytes(body);
        string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n{headers}Content-Length: {octets.Length}\r\n\r\n");
        Script.Enqueue([.. Encoding.ASCII.GetBytes(head), .. octets]);
        return this;
    }

    private void Answers((int Status, byte[] Body) answer) => Answers(
        Encoding.UTF8.GetString(answer.Body), string.Create(CultureInfo.InvariantCulture, $"{answer.Status} OK"));

    internal TlsServer AnswersRaw(string octets)
    {
        Script.Enqueue(Encoding.UTF8.GetBytes(octets));
        return this;
    }

    internal TlsServer HangsUp()
    {
        Script.Enqueue(null);
        return this;
    }

    internal TlsServer SaysNothing()
    {
        Script.Enqueue([]);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
        Asked.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                Connections++;
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException && _end.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            Stream stream = client.GetStream();
            if (Greeting is not null) await stream.WriteAsync(Encoding.ASCII.GetBytes(Greeting), _end.Token);
            if (_certificate is not null)
            {
                SslStream tls = new(stream);
                SslStreamCertificateContext own = SslStreamCertificateContext.Create(_certificate, Issuers, offline: true);
                await tls.AuthenticateAsServerAsync(new() { ServerCertificateContext = own, EnabledSslProtocols = _protocols }, _end.Token);
                stream = tls;
            }
            await using (stream) await AnswerAsync(stream);
        }
        catch (Exception end) when (end is IOException or AuthenticationException or OperationCanceledException or SocketException)
        {
            // The client has gone, or does not like us: that is what most tests want.
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        while (await ReadAsync(stream) is { } request)
        {
            Requests.Enqueue(request);
            Asked.Release();
            if (Handler is not null) Answers(Handler(request));
            if (!Script.TryDequeue(out byte[]? answer) || answer is null) return;
            if (answer.Length == 0) await Task.Delay(Timeout.Infinite, _end.Token);
            await stream.WriteAsync(answer, _end.Token);
            if (!answer.AsSpan().StartsWith("HTTP/1.1 20"u8)) return;
        }
    }

    private async Task<Request?> ReadAsync(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0) return null;
            head.Add(one[0]);
        }
        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _end.Token);
        return new(lines[0], headers, Encoding.UTF8.GetString(body));
    }

    private static bool EndsHead(List<byte> head) =>
        head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}

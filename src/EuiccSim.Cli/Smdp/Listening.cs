using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Cli.Smdp;

/// <summary>URLs to listen on, as people write them, and how long.</summary>
internal static class Listening
{
    /// <summary>"https://127.0.0.1:8443", "localhost:8443", "0.0.0.0:443", "[::1]:0".</summary>
    internal static IPEndPoint Read(string option, string text)
    {
        string place = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text["https://".Length..].TrimEnd('/') : text;
        return ListenAddress.TryRead(place, HttpsPort) is { } endPoint
            ? WithPort(endPoint)
            : throw CommandFailure.Missing("arguments", $"{option} takes https://ADDRESS:PORT, not '{text}'.");
    }

    /// <summary>"smdp.example.com", "localhost:8443": what stands in Activation Codes and in what a server signs; null for none.</summary>
    internal static string? ReadName(string option, string? text)
    {
        if (text is null) return null;
        bool isName = Uri.TryCreate($"https://{text}", UriKind.Absolute, out Uri? url) && url.PathAndQuery == "/" && url.UserInfo.Length == 0
            && url.Fragment.Length == 0 && !text.AsSpan().ContainsAny("/$");
        return isName ? text : throw CommandFailure.Missing("arguments", $"{option} takes a host name, or HOST:PORT, not '{text}'.");
    }

    /// <summary>"https://127.0.0.1:8443"</summary>
    internal static string Url(IPEndPoint endPoint) => string.Create(CultureInfo.InvariantCulture, $"https://{endPoint}");

    /// <summary>How a server of ours calls SM-DSs.</summary>
    internal static RspHttpOptions BetweenServers(PkiSet pkis, X509Certificate2 own, VerbCall call) => RspHttpOptions.BetweenServers with
    {
        ClientCertificate = own,
        Trust = new() { Cis = [.. pkis.Pkis.Select(pki => pki.Ci)], Time = call.At.Time },
    };

    /// <summary>Begins to listen.</summary>
    internal static async Task<T> StartAsync<T>(Task<T> start)
    {
        try
        {
            return await start;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw CommandFailure.Missing("listen", FaultWords.Of(e), e);
        }
    }

    /// <summary>Until it is interrupted, which is the usual end.</summary>
    internal static async Task UntilInterruptedAsync(VerbCall call)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Ct);
        }
        catch (OperationCanceledException) when (call.Ct.IsCancellationRequested)
        {
            // The usual end.
        }
    }

    /// <summary>A free port where none is asked for: the server's address, which holds it, must be known before it listens.</summary>
    private static IPEndPoint WithPort(IPEndPoint endPoint)
    {
        if (endPoint.Port != 0) return endPoint;
        using TcpListener free = new(endPoint.Address, 0);
        free.Start();
        return (IPEndPoint)free.LocalEndpoint;
    }

    private const int HttpsPort = 443;
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.AspNetCore;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Cli.Smdp;

/// <summary>URLs to listen on, as people write them, and how long.</summary>
internal static class Listening
{
    /// <summary>A port of this machine ("9443"), an address and a port ("0.0.0.0:443", "[::1]:9443"), or a URL of both ("https://localhost:9443").</summary>
    internal static IPEndPoint Read(string option, string text)
    {
        string place = text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? text[Https.Length..].TrimEnd('/') : text;
        if (ListenAddress.TryRead(place, HttpsPort) is { } endPoint) return WithPort(endPoint);
        string why = place.Contains("://", StringComparison.Ordinal) ? " Servers of SGP.22 speak HTTPS only."
            : Uri.CheckHostName(place.Split(':')[0]) == UriHostNameType.Dns ? " It listens at an address of this machine; --address says the name by which it is known." : "";
        throw CommandFailure.Missing("arguments", $"{option} takes a port (9443), ADDRESS:PORT or https://ADDRESS:PORT, not '{text}'.{why}");
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
    /// <param name="start">Who begins.</param>
    /// <param name="options">Which options say where.</param>
    internal static async Task<T> StartAsync<T>(Task<T> start, params (string Option, IPEndPoint Place)[] options)
    {
        try
        {
            return await start;
        }
        catch (ListenException e)
        {
            string others = string.Join(' ', options.Select(one => $"{one.Option} {Free(one.Place)}"));
            string advice = e.Reason == SocketError.AddressAlreadyInUse ? $" Perhaps a server of yours runs already; '{others}' takes free ports." : "";
            throw CommandFailure.Missing("listen", e.Message + advice, e);
        }
    }

    /// <summary>Warns of a name that the server's TLS certificates do not have: LPAs refuse such a server.</summary>
    internal static void CheckName(string address, IEnumerable<RspCertificate> certificates, VerbCall call)
    {
        string host = new Uri(Https + address).Host;
        if (certificates.FirstOrDefault(certificate => !CertificateChain.NamesHost(certificate, host)) is not { } other) return;
        string[] names = [.. other.Extensions.DnsNames];
        string advice = names.Length == 0 ? "" : $"'--address {names[0]}{address[host.Length..]}' calls the server as it does, and ";
        call.Say($"A TLS certificate of the server is for {string.Join(", ", names)}, and not for {host}: LPAs refuse it. {advice}'euiccsim pki create DIR --host {host}' makes others, for --pki DIR.");
    }

    /// <summary>HOST:PORT by which it is reached from this machine, in a name that test certificates have.</summary>
    internal static string Local(IPEndPoint place)
    {
        bool isHere = IPAddress.IsLoopback(place.Address) || place.Address.Equals(IPAddress.Any) || place.Address.Equals(IPAddress.IPv6Any);
        return isHere ? string.Create(CultureInfo.InvariantCulture, $"localhost:{place.Port}") : place.ToString();
    }

    /// <summary>What to type next, in another shell. Programs know.</summary>
    internal static void SayNext(VerbCall call, params ReadOnlySpan<string> commands)
    {
        if (call.Json) return;
        call.Say("Next, in another shell:");
        foreach (string command in commands) call.Say("  " + command);
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
        try
        {
            using TcpListener free = new(endPoint.Address, 0);
            free.Start();
            return (IPEndPoint)free.LocalEndpoint;
        }
        catch (SocketException)
        {
            // Why, is told when the server begins to listen.
            return endPoint;
        }
    }

    private static string Free(IPEndPoint place) => place.Address.Equals(IPAddress.Loopback) ? "0" : new IPEndPoint(place.Address, 0).ToString();

    private const string Https = "https://";
    private const int HttpsPort = 443;
}

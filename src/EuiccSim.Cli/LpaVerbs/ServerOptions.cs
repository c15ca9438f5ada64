using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EuiccSim.Cli.Targets;
using EuiccSim.Http;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>The options that say how to reach servers.</summary>
/// <param name="target">Its --pki also names certificate issuers.</param>
internal sealed class ServerOptions(CardTargetOptions target)
{
    private readonly Option<string[]> _ca = new("--ca")
    {
        Description = "Certificates of issuers (CIs, or a CA of your own) that servers are trusted by: PEM, DER, or a folder of these.",
        HelpName = "FILE|DIR",
    };

    private readonly Option<string[]> _connectTo = new("--connect-to")
    {
        Description = "Where to connect instead of where HOST leads: 127.0.0.1:8443, for example. The server is still asked for by its name.",
        HelpName = "HOST[:PORT]=ADDRESS[:PORT]",
    };

    private readonly Option<string?> _proxy = new("--proxy") { Description = "The proxy, instead of the system's; \"\" for none.", HelpName = "URL" };
    private readonly Option<double?> _timeout = new("--timeout") { Description = "How long to wait for one answer of a server.", HelpName = "SECONDS" };
    private readonly Option<bool> _insecure = new("--insecure-tls") { Description = "Talks to servers that are NOT trusted, too. For tests only." };

    /// <summary>Adds them to a verb.</summary>
    internal Command AddTo(Command verb)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_ca, _connectTo, _proxy, _timeout, _insecure]) verb.Add(option);
        return verb;
    }

    /// <summary>The way to servers. Dispose of it if it can be disposed of.</summary>
    internal IEs9Transport Open(VerbCall call)
    {
        RspHttpOptions options = Read(call);
        if (call.At.Servers is { } others) return others();
        if (options.Trust.Cis.Any(ci => ci.Curve == EcCurve.BrainpoolP256r1)) BrainpoolTls.TryEnable();
        return new Es9HttpTransport(options);
    }

    private RspHttpOptions Read(VerbCall call)
    {
        RspHttpOptions options = new()
        {
            Trust = ReadTrust(call),
            ConnectTo = (call.Parsed.GetValue(_connectTo) ?? []).Select(ReadPlace).ToDictionary(StringComparer.OrdinalIgnoreCase),
            AcceptUntrusted = call.Parsed.GetValue(_insecure) ? why => call.Say($"WARNING: --insecure-tls: {why} Going on nevertheless.") : null,
        };
        if (call.Parsed.GetValue(_timeout) is { } seconds) options = options with { CallTimeout = ReadSeconds(seconds) };
        return call.Parsed.GetValue(_proxy) switch
        {
            null => options,
            "" => options with { UseProxy = false },
            { } url => options with { Proxy = ReadProxy(url) },
        };
    }

    /// <summary>What --ca names, the CIs of --pki or else of the user's own test PKI, and what this machine trusts.</summary>
    private TlsServerTrust ReadTrust(VerbCall call)
    {
        string cis = Path.Combine(target.ReadPki(call.Parsed) ?? Path.Combine(call.At.DataFolder, "pki"), "CertificateIssuer");
        string[] named = call.Parsed.GetValue(_ca) ?? [];
        try
        {
            var (issuers, others) = TrustFiles.Read(Directory.Exists(cis) ? [.. named, cis] : named, file => InputFile.Read(file));
            return new() { Cis = issuers, Cas = others, UseSystemStore = true, Time = call.At.Time };
        }
        catch (InvalidDataException fault)
        {
            throw CommandFailure.Missing("ca", fault.Message, fault.InnerException);
        }
    }

    private static KeyValuePair<string, EndPoint> ReadPlace(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw Bad("--connect-to", text, "HOST[:PORT]=ADDRESS[:PORT]");
        string host = text[..equals], place = text[(equals + 1)..];
        int port = 443;
        int colon = host.LastIndexOf(':');
        if (colon > 0 && !ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw Bad("--connect-to", text, "HOST[:PORT]=ADDRESS[:PORT]");
        if (colon > 0) port = int.Parse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        if (IPEndPoint.TryParse(place, out IPEndPoint? address)) return new(host, address.Port == 0 ? new(address.Address, port) : address);
        return Uri.TryCreate($"https://{place}", UriKind.Absolute, out Uri? named) && named.PathAndQuery == "/" && named.Host.Length > 0
            ? new(host, new DnsEndPoint(named.IdnHost, named.IsDefaultPort ? port : named.Port, AddressFamily.Unspecified))
            : throw Bad("--connect-to", text, "HOST[:PORT]=ADDRESS[:PORT]");
    }

    private static TimeSpan ReadSeconds(double seconds) =>
        seconds is > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw Bad("--timeout", seconds.ToString(CultureInfo.InvariantCulture), "seconds, up to a day");

    private static WebProxy ReadProxy(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" or "socks5"
        ? new(proxy)
        : throw Bad("--proxy", url, "http://HOST:PORT");

    private static CommandFailure Bad(string option, string given, string wanted) =>
        CommandFailure.Missing("arguments", $"{option} takes {wanted}, not '{given}'.");
}

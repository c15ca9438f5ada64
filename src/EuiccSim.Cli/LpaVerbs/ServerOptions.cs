using System.Net;
using EuiccSim.Cli.Smdp;
using EuiccSim.Http;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>The options that say how to reach servers.</summary>
/// <param name="target">Its --pki also names certificate issuers; null for a verb without a card.</param>
internal sealed class ServerOptions(CardTargetOptions? target = null)
{
    private readonly Option<string[]> _ca = new("--ca")
    {
        Description = "Certificates of issuers (CIs, or a CA of your own) that servers are trusted by: PEM, DER, or a folder that has these, that of a PKI for one.",
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

    internal IReadOnlyList<Option> Options => [_ca, _connectTo, _proxy, _timeout, _insecure];

    /// <summary>Adds them to a verb.</summary>
    internal Command AddTo(Command verb)
    {
        foreach (Option option in Options) verb.Add(option);
        return verb;
    }

    /// <summary>The way to servers. Dispose of it if it can be disposed of.</summary>
    internal IEs9Transport Open(VerbCall call)
    {
        RspHttpOptions options = Read(call);
        if (call.At.Servers is { } others) return others();
        if (options.Trust.NeedsBrainpool) BrainpoolTls.TryEnable();
        return new Es9HttpTransport(options);
    }

    /// <summary>How to reach servers.</summary>
    internal RspHttpOptions Read(VerbCall call)
    {
        RspHttpOptions options = new()
        {
            Trust = ReadTrust(call),
            ConnectTo = ReadConnectTo(call),
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

    /// <summary>What a person says, before what is known of this user's servers.</summary>
    private Dictionary<string, EndPoint> ReadConnectTo(VerbCall call)
    {
        Dictionary<string, EndPoint> places = RunningServer.PlacesOfBareNames(RunningServer.All(call.At));
        foreach (string text in call.Parsed.GetValue(_connectTo) ?? [])
        {
            (string host, EndPoint place) = ConnectTo.TryRead(text) ?? throw Bad("--connect-to", text, "HOST[:PORT]=ADDRESS[:PORT]");
            places.Remove($"{host}:443");
            places[host] = place;
        }
        return places;
    }

    /// <summary>What --ca names, the CIs of --pki or else of the user's own test PKI, and what this machine trusts.</summary>
    private TlsServerTrust ReadTrust(VerbCall call)
    {
        string cis = target?.ReadPki(call.Parsed) ?? Path.Combine(call.At.DataFolder, "pki");
        string[] named = call.Parsed.GetValue(_ca) ?? [];
        try
        {
            return TrustFiles.ReadTrust(Directory.Exists(cis) ? [.. named, cis] : named, file => InputFile.Read(file)) with { UseSystemStore = true, Time = call.At.Time };
        }
        catch (InvalidDataException fault)
        {
            throw CommandFailure.Missing("ca", FaultWords.Sentence(fault), fault.InnerException);
        }
    }

    private static TimeSpan ReadSeconds(double seconds) =>
        seconds is > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw Bad("--timeout", seconds.ToString(CultureInfo.InvariantCulture), "seconds, up to a day");

    private static WebProxy ReadProxy(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" or "socks5"
        ? new(proxy)
        : throw Bad("--proxy", url, "http://HOST:PORT");

    private static CommandFailure Bad(string option, string given, string wanted) =>
        CommandFailure.Missing("arguments", $"{option} takes {wanted}, not '{given}'.");
}

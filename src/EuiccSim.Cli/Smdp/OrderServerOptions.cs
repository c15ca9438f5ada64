using EuiccSim.Cli.LpaVerbs;
using EuiccSim.Http;

namespace EuiccSim.Cli.Smdp;

/// <summary>The options that say on which server to order, and as whom: without them, on the one that this user has running.</summary>
internal sealed class OrderServerOptions
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = "Where the SM-DP+ takes orders (ES2+): any server's, or one of several of yours.",
        HelpName = "URL",
    };

    private readonly Option<string> _requester = new("--requester")
    {
        Description = "The operator's identifier in messages (functionRequesterIdentifier).",
        HelpName = "OID",
        // From the arc for examples (ITU-T X.660): no organisation's.
        DefaultValueFactory = _ => "2.999.1000",
    };

    private readonly ClientCertificateOptions _client = new();
    private readonly ServerOptions _way = new();

    /// <summary>Adds them to a verb.</summary>
    internal Command AddTo(Command verb)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_server, .. _client.Options, _requester]) verb.Add(option);
        return _way.AddTo(verb);
    }

    /// <summary>How to reach a server that is not this user's: read first, so that a wrong option is told before anything else.</summary>
    internal RspHttpOptions ReadWay(VerbCall call) => _way.Read(call);

    /// <summary>The way to the server.</summary>
    internal OperatorClient Open(VerbCall call, RspHttpOptions options)
    {
        string? named = call.Parsed.GetValue(_server) is { } text ? ReadServer(text) : null;
        IReadOnlyList<RunningServer> running = RunningServer.All(call.At);
        RunningServer? own = named is null ? RunningServer.TheOnly(running) : running.FirstOrDefault(one => one.IsAt(named));
        string requester = call.Parsed.GetRequiredValue(_requester);
        if (own is not null) return OperatorClient.To(own, _client.Read(call), requester, call.At.Time);
        if (options.Trust.NeedsBrainpool) BrainpoolTls.TryEnable();
        return OperatorClient.To(named!, options with { Attempts = 1, ClientCertificate = _client.Read(call) }, requester);
    }

    /// <summary>HOST:PORT of what people write: a URL, also with the path of ES2+, a place, or a port of this machine.</summary>
    private static string ReadServer(string text)
    {
        string place = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text["https://".Length..] : text;
        place = place.TrimEnd('/');
        if (place.EndsWith(Es2Path, StringComparison.Ordinal)) place = place[..^Es2Path.Length];
        if (ushort.TryParse(place.TrimStart(':'), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) place = string.Create(CultureInfo.InvariantCulture, $"localhost:{port}");
        return Listening.ReadName("--server", place)!;
    }

    private const string Es2Path = "/gsma/rsp2/es2plus";
}

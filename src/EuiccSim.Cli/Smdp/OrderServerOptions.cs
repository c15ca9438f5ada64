using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
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

    private readonly Option<FileInfo?> _certificate = new("--client-cert") { Description = "The operator's certificate for TLS, instead of your own.", HelpName = "PEM" };
    private readonly Option<FileInfo?> _key = new("--client-key") { Description = "Its private key, where that is in another file.", HelpName = "PEM" };
    private readonly Option<string> _requester = new("--requester")
    {
        Description = "The operator's identifier in messages (functionRequesterIdentifier).",
        HelpName = "OID",
        // From the arc for examples (ITU-T X.660): no organisation's.
        DefaultValueFactory = _ => "2.999.1000",
    };

    private readonly ServerOptions _way = new();

    /// <summary>Adds them to a verb.</summary>
    internal Command AddTo(Command verb)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_server, _certificate, _key, _requester]) verb.Add(option);
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
        if (own is not null) return OperatorClient.To(own, ReadCertificate(call), requester, call.At.Time);
        if (options.Trust.NeedsBrainpool) BrainpoolTls.TryEnable();
        return OperatorClient.To(named!, options with { Attempts = 1, ClientCertificate = ReadCertificate(call) }, requester);
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

    private X509Certificate2 ReadCertificate(VerbCall call)
    {
        FileInfo? certificate = call.Parsed.GetValue(_certificate), key = call.Parsed.GetValue(_key);
        if (certificate is null)
        {
            if (key is not null) throw CommandFailure.Missing("arguments", "--client-key goes with --client-cert.");
            using OperatorPki own = UserOperator.Load(call.At);
            return own.ToClientCertificate();
        }
        try
        {
            return Failures.OfFiles("clientCert", () => X509Certificate2.CreateFromPem(Text(certificate), Text(key ?? certificate)));
        }
        catch (CryptographicException e)
        {
            string both = key is null ? $"{certificate.FullName} does not hold" : $"{certificate.FullName} and {key.FullName} are not";
            throw CommandFailure.Missing("clientCert", $"{both} a certificate and its private key in PEM.", e);
        }
    }

    private static string Text(FileInfo file) => Encoding.UTF8.GetString(InputFile.Read(file.FullName));

    private const string Es2Path = "/gsma/rsp2/es2plus";
}

using System.Security.Authentication;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Lpas;

/// <summary>A card and servers as one case wants them, with faults where it wants some.</summary>
internal sealed class LpaScene : IAsyncDisposable
{
    private readonly LpaStage _stage;
    private SmdpServer? _second;
    private SmdpServer? _impostor;
    private int _profiles;

    private LpaScene(LpaStage stage, EsimWorld world) => (_stage, World) = (stage, world);

    internal EsimWorld World { get; }

    internal Device Device => World.Device;

    /// <summary>Changes what the LPA gets, at the last moment: the request, and the answer that a right server gives to it.</summary>
    internal Func<HttpPost, HttpReply, HttpReply>? Twist { get; set; }

    /// <summary>What is wrong with the certificate of the SM-DP+ in TLS.</summary>
    internal TlsFault TlsFault { get; init; }

    /// <summary>The versions of TLS that the SM-DP+ offers.</summary>
    internal SslProtocols TlsVersions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Another SM-DP+ under the same CI.</summary>
    internal SmdpServer Second => _second ??= World.AddServer("second.example.com", options => options with { Address = _stage.Second.Address });

    internal static async Task<LpaScene> CreateAsync(LpaStage stage, LpaSceneOptions options)
    {
        EsimWorld world = await EsimWorld.CreateAsync(stage.WorldOptions(options));
        LpaScene scene = new(stage, world) { TlsFault = options.TlsFault, TlsVersions = options.TlsVersions };
        return scene;
    }

    /// <summary>A profile that waits at an SM-DP+.</summary>
    /// <param name="confirmation">How it is ordered; null for a MatchingID alone.</param>
    /// <param name="change">Changes its metadata.</param>
    /// <param name="server">Where; at the first SM-DP+ if null.</param>
    internal Task<OrderedProfile> OrderAsync(
        OrderConfirmation? confirmation = null, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null, SmdpServer? server = null)
    {
        int number = ++_profiles;
        server ??= World.Server;
        Profile profile = WorldProfiles.Number(number, server.Options.Address);
        if (change is not null) profile = Profile.FromPackage(profile.Package, change(profile.Metadata.Value));
        return World.OrderAsync(profile, confirmation ?? new() { MatchingId = $"CASE-{number}" }, server: server);
    }

    /// <summary>
    /// From now on the SM-DP+ takes calls for another name, and signs that one: its certificates for authentication and binding are right, and it is not
    /// the server that the LPA called.
    /// </summary>
    internal void SignAs(string address) => _impostor = World.AddServer("impostor.example.com", options => options with { Address = address });

    /// <summary>What is on the card now.</summary>
    internal Task<CardFacts> FactsAsync() => CardFacts.ReadAsync(Device.State, World.Time);

    /// <summary>Answers at an address of the run.</summary>
    internal async Task<HttpReply> AnswerAsync(HttpPost post, CancellationToken cancellationToken)
    {
        HttpReply reply = await AnswerRightlyAsync(post, cancellationToken);
        try
        {
            return Twist is { } twist ? twist(post, reply) : reply;
        }
        catch (VerdictException)
        {
            // The server has refused what the LPA sent: there is nothing to be changed in its answer.
            return reply;
        }
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task<HttpReply> AnswerRightlyAsync(HttpPost post, CancellationToken cancellationToken)
    {
        if (post.Path != PathOfFunctions + post.Function) return new(404, Octets.Empty) { ContentType = null };
        if (post.Method != "POST") return new(405, Octets.Empty) { ContentType = null };
        if (_impostor is not null && post.Function == Es9Function.InitiateAuthentication) post = post.WithMember("smdpAddress", _impostor.Options.Address);
        try
        {
            Es9HttpResponse response = await World.Net.PostAsync(_impostor?.Options.Address ?? post.Server, post.Function, post.Body, cancellationToken);
            return new(response.Status, response.Body) { ContentType = response.Body.IsEmpty ? null : "application/json" };
        }
        catch (Es9TransportException)
        {
            // A fault that somebody injected: the line is dead.
            return HttpReply.None;
        }
    }

    private const string PathOfFunctions = "/gsma/rsp2/es9plus/";
}

/// <summary>How a scene differs from the ordinary one.</summary>
internal sealed record LpaSceneOptions
{
    /// <summary>Changes the world.</summary>
    internal Func<EsimWorldOptions, EsimWorldOptions> World { get; init; } = options => options;

    /// <inheritdoc cref="LpaScene.TlsFault"/>
    internal TlsFault TlsFault { get; init; }

    /// <inheritdoc cref="LpaScene.TlsVersions"/>
    internal SslProtocols TlsVersions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;
}

/// <summary>A profile that waits for an LPA, and its Activation Code.</summary>
internal static class OrderedProfiles
{
    /// <summary>The Activation Code as a QR code has it.</summary>
    internal static string CodeText(this OrderedProfile ordered) => ordered.Code.ToQrText();

    /// <summary>What the SM-DP+ knows of it.</summary>
    internal static async Task<OrderState> StateAsync(this OrderedProfile ordered) => (await ordered.GetOrderAsync()).State;

    /// <summary>The Activation Code with another last part.</summary>
    internal static string CodeText(this OrderedProfile ordered, ObjectIdentifier? oid, bool confirmation = false) =>
        (ordered.Code with { SmdpOid = oid, IsConfirmationCodeRequired = confirmation }).ToQrText();
}

using System.Security.Cryptography.X509Certificates;
using EuiccSim.Cli.LpaVerbs;
using EuiccSim.Cli.Smdp;
using EuiccSim.Conformance.Servers;
using EuiccSim.Http;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Suite;

/// <summary>The options that name servers to be judged, and what a run may use of them.</summary>
/// <param name="card">Its --pki also has the eUICC that the run plays.</param>
internal sealed class JudgedServers(CardTargetOptions card)
{
    private readonly Option<string?> _smdp = new("--server") { Description = "An SM-DP+, where LPAs reach it (ES9+).", HelpName = "URL" };
    private readonly Option<string?> _es2 = new("--es2") { Description = "The same SM-DP+, where operators reach it: the run makes its orders itself.", HelpName = "URL" };
    private readonly Option<FileInfo?> _orders = new("--orders") { Description = "The orders that the run may use up: the file that 'smdp serve --orders' reads.", HelpName = "FILE.json" };
    private readonly Option<string?> _smds = new("--smds") { Description = "An SM-DS, where LPAs reach it (ES11).", HelpName = "URL" };
    private readonly Option<string?> _es12 = new("--es12") { Description = "The same SM-DS, where SM-DP+s reach it.", HelpName = "URL" };
    private readonly ClientCertificateOptions _client = new();
    private readonly ServerOptions _way = new(card);

    /// <summary>Adds them to a verb.</summary>
    internal void AddTo(Command verb)
    {
        foreach (Option option in Options) verb.Add(option);
    }

    /// <summary>True if anything is said of servers.</summary>
    internal bool AreMeant(VerbCall call) => Options.Any(option => call.Parsed.GetResult(option) is { Implicit: false });

    private IReadOnlyList<Option> Options => [_smdp, _es2, _orders, _smds, _es12, .. _client.Options, .. _way.Options];

    /// <summary>Judges them.</summary>
    internal async Task<T> UseAsync<T>(VerbCall call, Func<ServerTarget, Task<T>> judge)
    {
        ServerTargetOptions options = new()
        {
            Smdp = Url(call, _smdp),
            Es2 = Url(call, _es2),
            Smds = Url(call, _smds),
            Es12 = Url(call, _es12),
            Http = _way.Read(call),
        };
        foreach (Option option in new Option[] { _es2, _orders })
            if (options.Smdp is null && call.Parsed.GetResult(option) is not null) throw CommandFailure.Missing("arguments", $"{option.Name} goes with --server.");
        if (options.Smds is null && options.Es12 is not null) throw CommandFailure.Missing("arguments", "--es12 goes with --smds.");
        if (options.Smdp is null && options.Smds is null) throw CommandFailure.Missing("arguments", "Name the SM-DP+ (--server URL), the SM-DS (--smds URL) or both.");
        if (options.Http.Trust.NeedsBrainpool) BrainpoolTls.TryEnable();
        using PkiSet keys = UserKeys.LoadPkis(card.ReadPki(call.Parsed), _ => true, "The folder has no certificates.", call.At);
        using X509Certificate2? client = options.Es2 is null ? null : _client.Read(call);
        using ServerTarget target = ServerTarget.At(options with { Pkis = keys.Pkis, OperatorCertificate = client, Orders = ReadOrders(call, options.Smdp) });
        return await judge(target);
    }

    private IReadOnlyList<ProfileOrder> ReadOrders(VerbCall call, Uri? smdp) => call.Parsed.GetValue(_orders) is not { } file ? []
        : Stock.ReadOrders(file, smdp!.Authority, force: true, call.At);

    private static Uri? Url(VerbCall call, Option<string?> option)
    {
        if (call.Parsed.GetValue(option) is not { } text) return null;
        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps
            ? url
            : throw CommandFailure.Missing("arguments", $"{option.Name} takes https://HOST[:PORT], not '{text}'.");
    }
}

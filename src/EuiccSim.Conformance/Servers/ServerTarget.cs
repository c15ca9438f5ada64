using System.Security.Cryptography.X509Certificates;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Servers;

/// <summary>An SM-DP+, an SM-DS or both, reached by HTTPS and by nothing else.</summary>
public sealed class ServerTarget : ConformanceTarget, IDisposable
{
    private readonly ServerTargetOptions _options;
    private readonly X509Certificate2? _smdpCertificate;
    private readonly ServerSide? _smdp;
    private readonly ServerSide? _smds;
    private readonly List<string> _left = [];
    private IReadOnlyList<TargetOption> _found = [];
    private long _sequenceNumber;

    private ServerTarget(ServerTargetOptions options)
    {
        _options = options;
        Uri[] named = [.. new[] { options.Smdp, options.Smds }.OfType<Uri>()];
        (Name, Sides) = (string.Join(" and ", named.Select(url => url.GetLeftPart(UriPartial.Authority))), SidesOf(options));
        RspCertificate[] cis = [.. options.Pkis.Select(pki => pki.Ci).Concat(options.Http.Trust.Cis).DistinctBy(ci => ci.SubjectKeyIdentifier)];
        if (options.Smdp is { } smdp) _smdp = new(Side.Smdp, Wire(smdp, "es9plus", null), options.Pkis, cis);
        if (options.Smds is { } smds) _smds = new(Side.Smds, Wire(smds, "es9plus", null), options.Pkis, cis);
        if (options.Es2 is { } es2 && (options.OperatorCertificate is not null || options.Handler is not null)) Es2 = Wire(es2, "es2plus", options.OperatorCertificate);
        _smdpCertificate = options.SmdpCertificate is null ? OwnTlsCertificate(options) : null;
        X509Certificate2? forEs12 = options.SmdpCertificate ?? _smdpCertificate;
        if (options.Es12 is { } es12 && (forEs12 is not null || options.Handler is not null)) Es12 = Wire(es12, "es12", forEs12);
        Supply = new(options.Orders, Es2);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override SequenceOf<Side> Sides { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TargetOption> Options => _found;

    /// <summary>By which name the SM-DP+ knows the SM-DS.</summary>
    internal string SmdsAddress => _options.SmdsAddress ?? (Smds.Wire.Url.IsDefaultPort ? Smds.Wire.Url.Host : Smds.Wire.Url.Authority);

    /// <summary>A seqNumber that no notification of this run had before.</summary>
    internal long NextSequenceNumber() => ++_sequenceNumber;

    internal ServerWire? Es2 { get; }

    internal ServerWire? Es12 { get; }

    internal OrderSupply Supply { get; private set; }

    internal ServerSide Smds => _smds ?? throw Bench.DoesNotApply("smds: no, as none was named");

    /// <summary>Servers at these addresses. Dispose of it to close the connections.</summary>
    /// <param name="options">Where they are, and what the run may use.</param>
    /// <exception cref="ArgumentException">Neither an SM-DP+ nor an SM-DS is named, or a URL is not https.</exception>
    public static ServerTarget At(ServerTargetOptions options)
    {
        if (options.Smdp is null && options.Smds is null) throw new ArgumentException("neither an SM-DP+ nor an SM-DS is named", nameof(options));
        foreach (Uri? url in (ReadOnlySpan<Uri?>)[options.Smdp, options.Es2, options.Smds, options.Es12])
            if (url is not null && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps)) throw new ArgumentException($"'{url}' is no URL that begins with https://",
                nameof(options));
        return new(options);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        foreach (ServerWire? wire in (ReadOnlySpan<ServerWire?>)[_smdp?.Wire, _smds?.Wire, Es2, Es12]) wire?.Dispose();
        _smdpCertificate?.Dispose();
    }

    internal override async Task BeginAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        _left.Clear();
        Supply = new(_options.Orders, Es2);
        List<TargetOption> known = [];
        foreach (ServerSide side in new[] { _smdp, _smds }.OfType<ServerSide>())
        {
            await side.FindOutAsync(options, recorder, cancellationToken);
            known.AddRange(side.Options());
        }
        if (options.Allowed >= CaseEffect.Installs) await Supply.FindOutAsync(options, recorder, cancellationToken);
        known.Add(new(ServerOption.Es2, Es2 is not null, "--es2 and --client-cert"));
        known.Add(new(ServerOption.Orders, Supply.HasAny, "--orders, or ES2+ with packages in stock"));
        known.Add(new(ServerOption.Es12, Es12 is not null, "the URL of ES12, and CERT.DP.TLS with its key in --pki"));
        known.Add(new(ServerOption.Announcing, Es2 is not null && _smds is not null, "--es2 and --smds"));
        known.RemoveAll(option => options.Declared.ContainsKey(option.Name));
        known.AddRange(options.Declared.Select(declared => new TargetOption(declared.Key, declared.Value, "--options")));
        _found = known;
    }

    internal override Task<Bench> PrepareAsync(ConformanceCase one, RunOptions options, Recorder recorder, CancellationToken cancellationToken) =>
        Task.FromResult<Bench>(new ServerBench(this, (one.Side == Side.Smds ? _smds : _smdp)!, options, recorder, cancellationToken));

    internal override bool IsGone(Exception fault) => fault is Es9TransportException
    {
        Fault: Es9TransportFault.NoSuchHost or Es9TransportFault.CannotConnect,
    } or Es9TransportException { Timeout: Es9Timeout.Connect };

    internal override async Task RestoreAsync(ConformanceCase one, Bench bench, CancellationToken cancellationToken)
    {
        ServerBench used = (ServerBench)bench;
        ServerBench fresh = new(this, used.Server, used.RunOptions, used.Recorder, cancellationToken);
        await Supply.TakeBackAsync(fresh, used);
        foreach ((string eid, string eventId) in used.Registered)
        {
            FunctionAnswer answer = await fresh.Es12Async("deleteEvent", Es2Request.DeleteEvent(used.Random, eid, eventId));
            if (!answer.IsDone && answer.Said != Refusals.EventUnknown.Code) _left.Add($"The event {eventId} for the EID {eid} is left at the SM-DS ({answer.Said}): delete it.");
        }
    }

    internal override Task<SequenceOf<string>> EndAsync(CancellationToken cancellationToken) => Task.FromResult(SequenceOf.From(_left));

    private ServerWire Wire(Uri url, string interfaceName, X509Certificate2? own) =>
        new(url, interfaceName, _options.Http with { ClientCertificate = own }, _options.Handler);

    private static X509Certificate2? OwnTlsCertificate(ServerTargetOptions options) =>
        options.Es12 is null ? null : options.Pkis.FirstOrDefault(pki => pki is { DpTls: not null, DpTlsKey: not null })?.ToTlsCertificate();

    private static SequenceOf<Side> SidesOf(ServerTargetOptions options)
    {
        List<Side> sides = [];
        if (options.Smdp is not null) sides.Add(Side.Smdp);
        if (options.Smds is not null) sides.Add(Side.Smds);
        return SequenceOf.From(sides);
    }
}

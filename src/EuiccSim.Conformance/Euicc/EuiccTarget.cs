using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Running;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>An eUICC, reached by APDUs and by nothing else.</summary>
public sealed class EuiccTarget : ConformanceTarget
{
    private readonly ICardConnection? _connection;
    private readonly IChannelOpener? _channels;
    private EuiccDeclaration? _declaration;
    private Custody? _custody;
    private RunStock? _stock;

    private EuiccTarget(string name, ICardConnection? connection, IChannelOpener? channels, IReadOnlyList<RspPki> pkis) =>
        (Name, _connection, _channels, Pkis) = (name, connection, channels, pkis);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override SequenceOf<Side> Sides { get; } = [Side.Euicc];

    /// <inheritdoc/>
    public override IReadOnlyList<TargetOption> Options => _declaration?.Options ?? [];

    internal IReadOnlyList<RspPki> Pkis { get; }

    internal EuiccDeclaration Declaration => _declaration ?? throw new InvalidOperationException("no run has begun");

    internal RunStock Stock => _stock ?? throw new InvalidOperationException("no run has begun");

    /// <summary>A card on a connection that takes any APDU: a reader, a socket, a card in memory. The connection stays the caller's.</summary>
    /// <param name="connection">The way to the card.</param>
    /// <param name="name">What it is, for people.</param>
    /// <param name="pkis">Certificates and keys under a CI that the card trusts, one set for each curve; none for a card with live certificates.</param>
    public static EuiccTarget On(ICardConnection connection, string name, params IReadOnlyList<RspPki> pkis) => new(name, connection, null, pkis);

    /// <summary>A card behind something that opens channels itself, a modem with AT+CCHO for one: cases that need raw APDUs do not apply.</summary>
    /// <param name="channels">What opens channels.</param>
    /// <param name="name">What it is, for people.</param>
    /// <param name="pkis">As for <see cref="On(ICardConnection, string, IReadOnlyList{RspPki})"/>.</param>
    public static EuiccTarget On(IChannelOpener channels, string name, params IReadOnlyList<RspPki> pkis) => new(name, null, channels, pkis);

    internal override async Task BeginAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        _stock = new(options);
        EuiccBench bench = Bench(options, recorder, cancellationToken);
        await using (bench)
        {
            if (_connection is not null) await bench.ResetAsync();
            _declaration = await EuiccDeclaration.ReadAsync(bench, this, options, _connection is not null);
            _custody = await Custody.TakeAsync(bench);
        }
    }

    internal override Task<Bench> PrepareAsync(ConformanceCase one, RunOptions options, Recorder recorder, CancellationToken cancellationToken) =>
        Task.FromResult<Bench>(Bench(options, recorder, cancellationToken));

    internal override async Task RestoreAsync(ConformanceCase one, Bench bench, CancellationToken cancellationToken)
    {
        EuiccBench used = (EuiccBench)bench;
        await used.DisposeAsync();
        if (one.Effect is CaseEffect.Reads) return;
        EuiccBench fresh = Bench(used.RunOptions, used.Recorder, cancellationToken);
        await using (fresh) await _custody!.RestoreAsync(fresh);
    }

    internal override async Task<SequenceOf<string>> EndAsync(CancellationToken cancellationToken)
    {
        EuiccBench bench = Bench(new(), new(), cancellationToken);
        await using (bench) return await _custody!.CompareAsync(bench);
    }

    private EuiccBench Bench(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        // Not disposed of: that would close the connection, which is the caller's.
        TracedConnection? connection = _connection is null ? null : new(_connection, [recorder], options.Time);
        IChannelOpener channels = connection is null
            ? new TracedChannelOpener(_channels!, [recorder], options.Time)
            : new LogicalChannelOpener(connection) { FallsBackToBasicChannel = true };
        return new(this, connection, channels, options, recorder, cancellationToken);
    }
}

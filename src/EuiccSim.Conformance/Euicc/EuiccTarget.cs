using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
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
    private string _whyNoCustody = "";
    private string? _unrestored;

    private EuiccTarget(string name, ICardConnection? connection, IChannelOpener? channels, IReadOnlyList<RspPki> pkis) =>
        (Name, _connection, _channels, Pkis) = (name, connection, channels, pkis);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override SequenceOf<Side> Sides { get; } = [Side.Euicc];

    /// <inheritdoc/>
    public override IReadOnlyList<TargetOption> Options => _declaration?.Options ?? [];

    internal IReadOnlyList<RspPki> Pkis { get; }

    /// <summary>Which ICCIDs the Profiles of the run have now: the next ones, as soon as a card could not be freed of what a case left on it.</summary>
    internal int Generation { get; private set; }

    /// <summary>True for a Profile that was on the card before the run.</summary>
    internal bool IsOfTheUser(Iccid iccid) => _custody?.Iccids.Contains(iccid) ?? true;

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
        (_stock, _unrestored) = (new(options), null);
        EuiccBench bench = Bench(options, recorder, cancellationToken);
        await using (bench)
        {
            if (_connection is not null) await bench.ResetAsync();
            _declaration = await DeclareAsync(bench, options);
            (_custody, _whyNoCustody) = await TakeAsync(bench);
            while (Enumerable.Range(1, TestProfiles.Most).Any(number => _custody?.Iccids.Contains(TestProfiles.IccidOf(number, Generation)) ?? false)) Generation++;
        }
    }

    internal override async Task<Bench> PrepareAsync(ConformanceCase one, RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        if (one.Effect is CaseEffect.Reads) return Bench(options, recorder, cancellationToken);
        if (_custody is null) throw new VerdictException(Verdict.Inconclusive, $"what is on the card could not be read, so that it could not be restored: {_whyNoCustody}");
        if (_unrestored is not null) await RestoreOnceMoreAsync(options, recorder, cancellationToken);
        return Bench(options, recorder, cancellationToken);
    }

    /// <summary>A wire that broke once may hold now; a card whose lists cannot be read must not get more and more.</summary>
    private async Task RestoreOnceMoreAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        EuiccBench bench = Bench(options, recorder, cancellationToken);
        try
        {
            await using (bench) await _custody!.RestoreAsync(bench, mayResetMemory: false);
            _unrestored = null;
        }
        catch (Exception fault) when (fault is VerdictException or MalformedResponseException or Asn1ContentException)
        {
            throw new VerdictException(Verdict.Inconclusive, $"what a case before it made could not be taken away, so that nothing more is made: {_unrestored}", null, fault);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> WhatToLookFor => _custody?.WhatToLookFor ?? [];

    internal override void NoteUnrestored(string why) => _unrestored ??= why;

    internal override bool IsGone(Exception fault) => fault is TransportException;

    internal override async Task RestoreAsync(ConformanceCase one, Bench bench, CancellationToken cancellationToken)
    {
        EuiccBench used = (EuiccBench)bench;
        await used.DisposeAsync();
        if (one.Effect is CaseEffect.Reads && !used.WasRaw) return;
        EuiccBench fresh = Bench(used.RunOptions, used.Recorder, cancellationToken);
        await using (fresh)
        {
            // A channel that was left open, a REFRESH that waits: they would disturb what follows.
            if (used.WasRaw) await fresh.ResetAsync();
            if (one.Effect is not CaseEffect.Reads) await RestoreAsync(fresh, mayResetMemory: one.Effect is CaseEffect.Destroys);
        }
    }

    internal override async Task<SequenceOf<string>> EndAsync(CancellationToken cancellationToken)
    {
        if (_custody is null) return [$"What was on the card before the run could not be read: {_whyNoCustody}"];
        EuiccBench bench = Bench(new(), new(), cancellationToken);
        await using (bench) return await _custody.CompareAsync(bench);
    }

    /// <summary>What stays on the card all the same shall not stand in the way of the cases that follow.</summary>
    private async Task RestoreAsync(EuiccBench bench, bool mayResetMemory)
    {
        bool isRestored = false;
        try
        {
            isRestored = await _custody!.RestoreAsync(bench, mayResetMemory);
        }
        finally
        {
            if (!isRestored) Generation++;
        }
    }

    /// <exception cref="CardException">The card has no ISD-R.</exception>
    /// <exception cref="MalformedResponseException">It does not say what it is.</exception>
    private async Task<EuiccDeclaration> DeclareAsync(EuiccBench bench, RunOptions options)
    {
        try
        {
            return await EuiccDeclaration.ReadAsync(bench, this, options, _connection is not null);
        }
        catch (VerdictException refusal)
        {
            throw refusal.InnerException is CardException no ? new CardException(no.Status, no.Command) : new MalformedResponseException(refusal.Message, refusal);
        }
    }

    /// <summary>Without what was there, only cases that read can be run.</summary>
    private static async Task<(Custody?, string)> TakeAsync(EuiccBench bench)
    {
        try
        {
            return (await Custody.TakeAsync(bench), "");
        }
        catch (VerdictException fault)
        {
            return (null, fault.Message);
        }
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

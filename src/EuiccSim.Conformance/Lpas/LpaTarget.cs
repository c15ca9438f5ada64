using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas;

/// <summary>
/// An LPA, judged by what a card and servers of ours see of it, and by how its calls end. Nothing of the user's is touched: each case has a card and
/// servers of its own, in this process.
/// </summary>
/// <remarks>The servers listen at free ports from the beginning of a run to its end.</remarks>
public sealed class LpaTarget : ConformanceTarget, IAsyncDisposable
{
    private readonly LpaTargetOptions _options;
    private LpaStage? _stage;
    private List<TargetOption> _known = [];

    private LpaTarget(ILpaUnderTest lpa, LpaTargetOptions options) => (Lpa, _options) = (lpa, options);

    /// <inheritdoc/>
    public override string Name => $"LPA {Lpa.Name}";

    /// <inheritdoc/>
    public override SequenceOf<Side> Sides { get; } = [Side.Lpa];

    /// <inheritdoc/>
    public override IReadOnlyList<TargetOption> Options => _known;

    internal ILpaUnderTest Lpa { get; }

    /// <summary>An LPA to be judged. It stays the caller's, who disposes of it after the run.</summary>
    /// <param name="lpa">
    /// The LPA: a program (<see cref="Commands.CommandLpa"/>, of a description by name or from a file), a person who is asked
    /// (<see cref="AskedPerson"/>), or whatever else can be asked.
    /// </param>
    /// <param name="options">Where the servers are; on this machine for itself if null.</param>
    public static LpaTarget Of(ILpaUnderTest lpa, LpaTargetOptions? options = null) => new(lpa, options ?? new());

    internal override async Task BeginAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _known = Declare(options);
        _stage = new(options, _options);
        try
        {
            await _stage.BeginAsync();
            await Lpa.BeginAsync(_stage.Surroundings, cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    internal override Task<Bench> PrepareAsync(ConformanceCase one, RunOptions options, Recorder recorder, CancellationToken cancellationToken) =>
        Task.FromResult<Bench>(new LpaBench(this, _stage!, recorder, cancellationToken));

    /// <summary>What a case made goes with its scene; of the LPA's own memory nothing is known.</summary>
    internal override Task RestoreAsync(ConformanceCase one, Bench bench, CancellationToken cancellationToken) => ((LpaBench)bench).DisposeAsync().AsTask();

    internal override async Task<SequenceOf<string>> EndAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        return [];
    }

    /// <summary>Closes the servers. The end of a run does so, too.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stage is null) return;
        await _stage.DisposeAsync();
        _stage = null;
    }

    private List<TargetOption> Declare(RunOptions options)
    {
        List<TargetOption> known = [.. LpaOption.All.Select(name => new TargetOption(name, Lpa.Options.Contains(name), $"what {Lpa.Name} can be asked for"))];
        known.RemoveAll(option => options.Declared.ContainsKey(option.Name));
        known.AddRange(options.Declared.Select(declared => new TargetOption(declared.Key, declared.Value, "--options")));
        return known;
    }
}

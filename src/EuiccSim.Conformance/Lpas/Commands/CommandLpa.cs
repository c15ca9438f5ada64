using EuiccSim.Conformance.Lpas.Carriers;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Conformance.Lpas.Commands;

/// <summary>An LPA that is a program of this machine: it is started anew for each call, and its exit code says how the call ended.</summary>
/// <remarks>Disposing of it takes the card away from where the program looks for it.</remarks>
public sealed class CommandLpa : ILpaUnderTest
{
    private readonly LpaDescription _description;
    private LpaSurroundings? _surroundings;
    private CardCarrier? _carrier;

    /// <summary>A program.</summary>
    /// <param name="description">How it is asked for things.</param>
    public CommandLpa(LpaDescription description) => _description = description;

    /// <inheritdoc/>
    public string Name => _description.Name;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Options => _description.Options;

    /// <inheritdoc/>
    public async Task BeginAsync(LpaSurroundings surroundings, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _surroundings = surroundings;
        _carrier = await CardCarrier.StartAsync(_description.Card, _description.Slot, surroundings, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="TransportException">The program cannot be started.</exception>
    public async Task<LpaCallEnd> CallAsync(LpaCall call, CancellationToken cancellationToken)
    {
        LpaSurroundings surroundings = _surroundings ?? throw new InvalidOperationException("no run has begun");
        if (!_description.Commands.TryGetValue(call.Name, out LpaCommandLine? line)) return new LpaCallEnd.NotSupported($"'commands' of {Name} has no '{call.Name}'");
        Dictionary<string, string?> values = ValuesOf(call, surroundings);
        IReadOnlyList<string> words = line.Fill(values, out string? missing);
        if (missing is not null) return new LpaCallEnd.NotSupported($"the command '{call.Name}' of {Name} wants {{{missing}}}, and here is none");
        if (_carrier is not null) await _carrier.ReadyAsync(cancellationToken);
        LpaProgram program = new()
        {
            Words = [.. _description.Program, .. words],
            Environment = _description.Environment.ToDictionary(one => one.Key, one => LpaArgument.Fill(one.Value, values)),
            Input = line.Input,
            Card = _description.Card == LpaCardWay.Stdio ? surroundings.Card : null,
            Patience = _description.Patience,
            Failure = _description.Failure,
        };
        return await program.RunAsync(cancellationToken);
    }

    /// <summary>Nobody looks at a program's screen.</summary>
    public Task<bool> HasShownAsync(string question, SequenceOf<string> words, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_carrier is null) return;
        await _carrier.DisposeAsync();
        _carrier = null;
    }

    private Dictionary<string, string?> ValuesOf(LpaCall call, LpaSurroundings surroundings)
    {
        (Iccid? iccid, Octets aid) = call switch
        {
            LpaCall.Enable one => (one.Iccid, one.Aid),
            LpaCall.Disable one => (one.Iccid, one.Aid),
            LpaCall.Delete one => (one.Iccid, one.Aid),
            LpaCall.Nickname one => ((Iccid?)one.Iccid, one.Aid),
            _ => (null, default),
        };
        return new()
        {
            ["code"] = (call as LpaCall.Download)?.Code,
            ["confirmation"] = (call as LpaCall.Download)?.ConfirmationCode,
            ["iccid"] = iccid?.Digits,
            ["aid"] = aid.IsEmpty ? null : aid.ToString(),
            ["nickname"] = (call as LpaCall.Nickname)?.Text,
            ["ca"] = surroundings.CaFile,
            ["device"] = _carrier?.Device,
            ["reader"] = _carrier?.Reader,
            ["host"] = surroundings.SmdpAddress[..surroundings.SmdpAddress.LastIndexOf(':')],
            ["smdp"] = surroundings.SmdpEndPoint.ToString(),
            ["smds"] = surroundings.SmdsAddress,
        };
    }
}

using System.Collections.Immutable;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Card.Store;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Card;

/// <summary>A virtual eUICC: octets in, octets out.</summary>
/// <remarks>
/// A command runs on a copy of the committed state. The new state is committed after the command was handled and before the answer
/// leaves. What is not in the state (channels, selections, verified PINs, sessions) is lost at a reset.
/// </remarks>
/// <threadsafety>Not safe for use by several threads at once; <see cref="CardConnection"/> adds the lock.</threadsafety>
public sealed class VirtualEuicc
{
    private readonly CardOptions _options;
    private readonly CardEnvironment _environment;
    private readonly EuiccVariant _variant;
    private readonly Personality _personality;
    private readonly ILogger _logger;
    private readonly CardMemory _memory;
    private CardState _state;
    private CardSession? _session;

    internal VirtualEuicc(CardState state, CardEnvironment environment, CardOptions options, EuiccVariant variant)
    {
        _options = options;
        _environment = environment;
        _variant = variant;
        _personality = options.Personality ?? state.OwnPersonality ?? Personality.Find(state.PersonalityName) ?? Personality.Default;
        _logger = options.LoggerFactory?.CreateLogger<VirtualEuicc>() ?? NullLogger<VirtualEuicc>.Instance;
        // Whoever has a snapshot of it has the same card again, or is told that there is no such variant.
        _state = state.Euicc.VariantName == variant.Name ? state : state with { Euicc = state.Euicc with { VariantName = variant.Name } };
        _memory = new Memory(this, _state);
        PowerUp();
    }

    internal Lock Gate { get; } = new();

    /// <summary>A new card, as it leaves the factory: no Profile, no notification.</summary>
    public static VirtualEuicc Create(EuiccConfiguration euicc, CardEnvironment? environment = null, CardOptions? options = null) =>
        Restore(new() { Euicc = euicc }, environment, options);

    /// <summary>A powered card with this state. The state is also saved in the store of the options, if there is one.</summary>
    /// <exception cref="NotSupportedException">There is no variant of the name that the configuration has.</exception>
    /// <exception cref="PowerLostException">The store failed on purpose.</exception>
    /// <exception cref="CardImageException">The store cannot write.</exception>
    public static VirtualEuicc Restore(CardState state, CardEnvironment? environment = null, CardOptions? options = null)
    {
        EuiccVariant variant = VariantOf(state);
        options?.Store?.Save(state);
        return new(state, environment ?? CardEnvironment.System, options ?? CardOptions.Default, variant);
    }

    /// <summary>A powered card with the state in the store of the options.</summary>
    /// <exception cref="InvalidOperationException">There is no store, or it is empty.</exception>
    /// <exception cref="NotSupportedException">There is no variant of the name that the configuration has.</exception>
    /// <exception cref="CardImageException">What is in the store is not a card.</exception>
    public static VirtualEuicc Load(CardEnvironment? environment, CardOptions options)
    {
        CardState state = options.Store?.Load() ?? throw new InvalidOperationException("The store holds no card.");
        return new(state, environment ?? CardEnvironment.System, options, VariantOf(state));
    }

    /// <summary>The committed state. Give it to <see cref="Restore"/> to have the same card again, or twice.</summary>
    public CardState Snapshot() => _state;

    /// <summary>Resets the card, also after it lost power. All volatile state is gone.</summary>
    /// <returns>The answer to reset.</returns>
    /// <exception cref="PowerLostException">The store lost power again, while a change that waited for the reset was committed.</exception>
    public Octets Reset()
    {
        if (_session is null) _state = _options.Store?.Load() ?? _state;
        PowerUp();
        Log.Reset(_logger);
        _options.Trace?.Invoke(new TraceEvent.Reset(Now, _personality.AnswerToReset));
        return _personality.AnswerToReset;
    }

    /// <summary>Resets one port of the card; the others do not notice. A card without power starts with all of its ports.</summary>
    internal Octets Reset(int port)
    {
        if (_session is not { } session) return Reset();
        _memory.State = _state;
        session.Ports[port].Reset();
        foreach (CardApplication application in session.Applications) application.OnPowerUp(session.Ports[port].Transaction);
        Commit(_memory.State);
        return _personality.AnswerToReset;
    }

    /// <summary>Runs one command APDU and answers the response APDU, at least two octets, whatever the octets are.</summary>
    /// <exception cref="PowerLostException">The store lost power during the commit, or the card was not reset since.</exception>
    /// <exception cref="CardImageException">The store cannot write. The answer is lost and the card dark, as without power.</exception>
    public Octets Process(Octets command) => Process(command, 0);

    /// <summary>Runs one command APDU that comes on a port.</summary>
    internal Octets Process(Octets command, int port)
    {
        CardSession session = _session ?? throw new PowerLostException();
        _memory.State = _state;
        ResponseApdu response = Dispatch(command, session.Ports[port].Transaction);
        Commit(_memory.State);
        Octets answer = response.Encode();
        _options.Trace?.Invoke(new TraceEvent.Apdu(Now, command, answer));
        return answer;
    }

    /// <summary>How long a real card of this personality takes for a command.</summary>
    internal TimeSpan TimeFor(Octets command, Octets answer) => _personality.Timing?.For(command, answer) ?? TimeSpan.Zero;

    internal ValueTask WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        _options.Wait is { } wait ? wait(time, cancellationToken) : new(Task.Delay(time, cancellationToken));

    private DateTimeOffset Now => _environment.Now ?? default;

    private static EuiccVariant VariantOf(CardState state) => EuiccVariant.Find(state.Euicc.VariantName)
        ?? throw new NotSupportedException($"There is no variant '{state.Euicc.VariantName}' of eUICCs.");

    /// <summary>Makes a state durable. Nothing happens if it is the committed one.</summary>
    private void Commit(CardState state)
    {
        if (ReferenceEquals(state, _state)) return;
        try
        {
            _options.Store?.Save(state);
        }
        catch
        {
            // Whatever the store says: nobody may see an answer whose effects are not durable.
            _session = null;
            Log.PowerLost(_logger);
            _options.Trace?.Invoke(new TraceEvent.PowerLost(Now));
            throw;
        }
        _state = state;
        _options.Trace?.Invoke(new CardChanged(Now, state));
    }

    private ResponseApdu Dispatch(Octets command, Transaction tx)
    {
        try
        {
            return Dispatcher.Answer(command, tx);
        }
        catch (StatusWordException e)
        {
            _memory.State = _state;
            return new(e.Status);
        }
        catch (Asn1ContentException)
        {
            _memory.State = _state;
            return new(StatusWord.IncorrectData);
        }
    }

    /// <summary>Starts a session, and does what had to wait for it.</summary>
    private void PowerUp()
    {
        _memory.State = _state;
        CardSession session = new(_personality, _variant.KernelCommands, MakeApplications(), _state.PortCount);
        foreach (Port port in session.Ports)
        {
            foreach (CardApplication application in session.Applications) application.OnPowerUp(port.Transaction);
        }
        Commit(_memory.State);
        _session = session;
    }

    private ImmutableArray<CardApplication> MakeApplications()
    {
        UiccApplication uicc = new(new EnabledProfiles(_memory, _environment.Cache.NoProfile), _personality, _environment.Random, _variant.UiccCommands);
        Action<IAsn1Encodable, IAsn1Encodable>? performed =
            _options.Trace is { } trace ? (request, response) => trace(new TraceEvent.Es10(Now, request, response)) : null;
        CardParts parts = new(uicc, new(_variant.Functions, _memory, _environment, _logger, performed, _personality));
        return [uicc, .. _variant.Applications.Select(make => make(parts))];
    }

    private sealed class Memory(VirtualEuicc card, CardState state) : CardMemory(state)
    {
        internal override void Checkpoint() => card.Commit(State);
    }
}

using System.Collections.Immutable;
using EuiccSim.Card.Store;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Card.Tests.Model;

/// <summary>Runs a sequence on a card and on the model, and compares all answers.</summary>
internal sealed class ModelRun
{
    private readonly FaultPlan _faults = new();
    private readonly ModelWire _wire;
    private readonly ModelCard _model;
    private readonly ModelInstaller _installer;

    private ModelRun(int seed, ISet<string> outcomes)
    {
        ImmutableList<ModelProfile> profiles = FromTheFactory(seed);
        bool isT0 = seed % 3 == 0;
        CardOptions options = new() { Store = new FaultyStore(_faults), Personality = isT0 ? Personality.T0 : Personality.Default };
        int limit = seed % 4 == 1 ? 4 + seed % 9 : 1000;
        VirtualEuicc card = VirtualEuicc.Restore(ModelWorld.State(profiles, limit), new(new ManualTime(TestEuicc.Now), new SeededRandom(seed)), options);
        _model = new(new() { Profiles = profiles, Limit = limit });
        _wire = new(card, _model, isT0, outcomes);
        _installer = new(_wire);
        _wire.Note($"{profiles.Count} Profiles, T=0: {isT0}, room for {limit} notifications");
    }

    /// <param name="sequence">What to do.</param>
    /// <param name="outcomes">Gets the results that were seen, as octets.</param>
    /// <exception cref="AssertionException">Card and model disagree; the message tells where.</exception>
    internal static void Run(Sequence sequence, ISet<string> outcomes)
    {
        ModelRun run = new(sequence.Seed, outcomes);
        foreach (Step step in sequence.Steps)
        {
            run._wire.Note(step.ToString());
            run.Do(step);
        }
        run._wire.Note("at the end");
        run.CompareAll();
    }

    /// <summary>Up to four Profiles of all classes, disabled.</summary>
    private static ImmutableList<ModelProfile> FromTheFactory(int seed)
    {
        List<ModelProfile> profiles = [];
        for (int i = 0; i < seed % 5; i++)
            profiles.Add(ModelInstaller.Profile(ModelWorld.Iccids[i], (seed / 5 >> i * 2) + i, $"A0000005591010FFFFFFFF890000{0x10 + i:X2}00"));
        return [.. profiles];
    }

    private void Do(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Install or StepKind.CutInstall:
                Ready(0);
                if (_installer.Install(step)) Reset();
                break;
            case StepKind.TerminalProfile:
                _wire.Exchange(0, "80100000010F", _model.Done);
                _model.HasTerminalProfile = true;
                break;
            case StepKind.Fetch:
                _wire.Check(_wire.Transmit(0, "801200000B"), _model.Fetch(), "FETCH");
                break;
            case StepKind.TerminalResponse:
                TerminalResponse(step);
                break;
            case StepKind.Reset or StepKind.TornReset:
                Reset(step.Kind == StepKind.TornReset ? LosePower(step.A % 2 == 0) : null);
                break;
            case StepKind.Torn:
                Torn(step);
                break;
            case StepKind.OpenChannel or StepKind.CloseChannel or StepKind.SelectIsdR or StepKind.ReadIccid or StepKind.GetResponse:
                OnChannels(step);
                break;
            case StepKind.BeginChain or StepKind.FinishChain:
                Chain(step);
                break;
            default:
                Command(step);
                break;
        }
    }

    private void Command(Step step)
    {
        int channel = Channel(step.C);
        ModelCommand command = ModelChoice.Command(step.Kind, step, _model.State);
        if (step.C % 8 != 0) Ready(channel);
        string data = command.Request;
        if (_model.Channels[channel] is not { HasIsdR: true })
        {
            _wire.Exchange(channel, $"80E29100{data.Length / 2:X2}{data}00", "6D00");
            return;
        }
        int size = 2 * (step.A % 4) switch { 0 => 7, 1 => 40, _ => 255 };
        int block = 0;
        for (; data.Length > size; data = data[size..], block++) _wire.Exchange(channel, $"80E211{block:X2}{size / 2:X2}{data[..size]}", _model.Done);
        string answer = _wire.Last(channel, command, block, data, hasLe: step.B % 8 != 0);
        if (step.Kind == StepKind.RetrieveOne) ModelSignatures.Check(answer);
    }

    private void TerminalResponse(Step step)
    {
        // Performed in five ways; refused for reasons of the terminal, of the user; without a result.
        (string result, bool isPerformed) = (step.A % 10) switch
        {
            5 => ("83022002", false),
            6 => ("830110", false),
            7 => ("830132", false),
            8 => ("", false),
            var kind => ($"83010{kind % 5}", true),
        };
        string data = "8103010104" + "82028281" + result;
        _wire.Check(_wire.Transmit(0, $"80140000{data.Length / 2:X2}{data}"), _model.Answer(isPerformed), $"TERMINAL RESPONSE {result}");
    }

    private void Reset(ActiveFault? loss = null)
    {
        try
        {
            _wire.Card.Reset();
        }
        catch (PowerLostException)
        {
            _wire.Card.Reset();
        }
        loss?.Withdraw();
        _model.PowerUp();
        _installer.AfterReset();
    }

    private ActiveFault LosePower(bool isDurable) => _faults.Inject(Fault.At(Place.Commit).PowerLoss(isDurable));

    /// <summary>A command at whose commit the power goes: it happened, or it did not.</summary>
    private void Torn(Step step)
    {
        Ready(0);
        ModelCommand command = ModelChoice.Command(ModelChoice.Changing[step.C % ModelChoice.Changing.Length], step, _model.State);
        bool isDurable = step.A / 7 % 2 == 0;
        ModelState before = _model.State;
        using ActiveFault loss = LosePower(isDurable);
        try
        {
            _wire.Last(0, command, 0, command.Request, hasLe: true);
        }
        catch (PowerLostException)
        {
            command.Run(_model);
            if (!isDurable) _model.State = before;
            Reset();
        }
    }

    private void OnChannels(Step step)
    {
        int channel = Channel(step.C);
        switch (step.Kind)
        {
            case StepKind.OpenChannel:
                for (int i = 0; i <= step.A % 4; i++) ModelChannels.Open(_wire, channel);
                break;
            case StepKind.CloseChannel:
                ModelChannels.Close(_wire, channel == 0 ? 1 + step.A % 19 : channel);
                break;
            case StepKind.SelectIsdR:
                ModelChannels.SelectIsdR(_wire, channel);
                break;
            case StepKind.ReadIccid:
                ModelChannels.ReadIccid(_wire, channel);
                break;
            default:
                _wire.GetResponse(channel);
                break;
        }
    }

    /// <summary>Half of a command now and the other half later; whatever comes between, the channel keeps its own.</summary>
    private void Chain(Step step)
    {
        int channel = Channel(step.C);
        if (_model.Channels[channel] is not { HasIsdR: true } open)
        {
            _wire.Exchange(channel, "80E211000100", "6D00");
            return;
        }
        if (step.Kind == StepKind.BeginChain)
        {
            ModelCommand command = ModelChoice.Command(ModelChoice.All[step.A % ModelChoice.All.Length], step, _model.State);
            int sent = command.Request.Length / 4 * 2;
            _wire.Exchange(channel, $"80E21100{sent / 2:X2}{command.Request[..sent]}", _model.Done);
            open.Chain = new(command, sent);
        }
        else if (open.Chain is { } chain && step.A % 4 != 0)
        {
            _wire.Last(channel, chain.Command, 1, chain.Command.Request[chain.Sent..], hasLe: true);
        }
        else
        {
            // Block 1 where nothing was begun, or any time block 2.
            string block = open.Chain is null ? "01" : "02";
            open.Chain = null;
            _wire.Exchange(channel, $"80E291{block}0100", "6A86");
        }
    }

    private void CompareAll()
    {
        Ready(0);
        ModelCommand[] commands =
            [ModelCommand.Profiles("", "5A4F9F70909192959BB699"), ModelCommand.List(-1), ModelCommand.Retrieve(-1), ModelCommand.Addresses];
        foreach (ModelCommand command in commands) _wire.Last(0, command, 0, command.Request, hasLe: true);
        if (_model.State.Notifications.IsEmpty) return;
        ModelCommand last = ModelCommand.RetrieveOne(_model.State.Notifications[^1].Number);
        ModelSignatures.Check(_wire.Last(0, last, 0, last.Request, hasLe: true));
    }

    private void Ready(int channel)
    {
        if (_model.Channels[channel] is { HasIsdR: false }) ModelChannels.SelectIsdR(_wire, channel);
    }

    /// <summary>An open channel, mostly.</summary>
    private int Channel(int number)
    {
        if (number % 16 == 1) return number / 16 % 20;
        List<int> open = [];
        for (int i = 0; i < _model.Channels.Length; i++)
        {
            if (_model.Channels[i] is not null) open.Add(i);
        }
        return open[number / 16 % open.Count];
    }
}

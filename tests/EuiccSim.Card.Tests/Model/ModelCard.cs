namespace EuiccSim.Card.Tests.Model;

/// <summary>A command that waits for the rest of its STORE DATA blocks.</summary>
internal sealed record ModelChain(ModelCommand Command, int Sent);

/// <summary>What an open channel has: whether the ISD-R is selected, blocks that came, an answer that waits for GET RESPONSE.</summary>
internal sealed class ModelChannel
{
    internal bool HasIsdR { get; set; }

    internal ModelChain? Chain { get; set; }

    internal string? Waiting { get; set; }
}

/// <summary>A proactive command, between eUICC and device. TS 102 223 §6.</summary>
internal enum ModelProactive
{
    None,
    Announced,
    Fetched,
}

/// <summary>The model of one eUICC: what it keeps, and what a reset takes away. TS 102 221 §8.8, §11.</summary>
internal sealed class ModelCard
{
    private readonly ModelChannel?[] _channels = new ModelChannel?[20];

    internal ModelCard(ModelState state)
    {
        State = state;
        PowerUp();
    }

    internal ModelState State { get; set; }

    internal bool HasTerminalProfile { get; set; }

    internal ModelProactive Proactive { get; private set; }

    internal bool IsBusy => Proactive != ModelProactive.None;

    internal ReadOnlySpan<ModelChannel?> Channels => _channels;

    /// <summary>The end of an answer that went well: '91XX' while REFRESH, 11 octets, waits for FETCH.</summary>
    internal string Done => Proactive == ModelProactive.Announced ? "910B" : "9000";

    /// <summary>Power comes, or a reset: a switch that waited is made.</summary>
    internal void PowerUp()
    {
        if (State.Switch.Waits) State = ModelRules.Switch(State, State.Switch.To);
        HasTerminalProfile = false;
        Proactive = ModelProactive.None;
        CloseAll();
    }

    internal ModelChannel Open(int number) => _channels[number] = new();

    internal void Close(int number) => _channels[number] = null;

    /// <summary>Switches, at once or when the device has answered a REFRESH; one that sent no TERMINAL PROFILE gets none.</summary>
    internal void Switch(string? to, bool refresh)
    {
        if (refresh && HasTerminalProfile)
        {
            State = State with { Switch = (true, to) };
            Proactive = ModelProactive.Announced;
        }
        else
        {
            State = ModelRules.Switch(State, to);
        }
    }

    /// <summary>REFRESH for a change that was made already.</summary>
    internal void AskForRefresh()
    {
        if (HasTerminalProfile) Proactive = ModelProactive.Announced;
    }

    internal string Fetch()
    {
        if (Proactive != ModelProactive.Announced) return "6985";
        Proactive = ModelProactive.Fetched;
        return "D009" + "8103010104" + "82028182" + "9000";
    }

    internal string Answer(bool isPerformed)
    {
        if (Proactive != ModelProactive.Fetched) return "6985";
        Proactive = ModelProactive.None;
        if (!isPerformed)
        {
            State = State with { Switch = default };
        }
        else
        {
            if (State.Switch.Waits) State = ModelRules.Switch(State, State.Switch.To);
            CloseAll();
        }
        return "9000";
    }

    private void CloseAll()
    {
        Array.Clear(_channels);
        Open(0);
    }
}

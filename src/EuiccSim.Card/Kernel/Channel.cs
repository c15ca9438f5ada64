using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>One open logical channel. What an application keeps for it is the application's own. TS 102 221 §8.8.</summary>
internal sealed class Channel(ChannelNumber number, Port port, CardApplication application)
{
    internal ChannelNumber Number { get; } = number;

    internal Port Port { get; } = port;

    /// <summary>The selected application.</summary>
    internal CardApplication Application { get; private set; } = application;

    /// <summary>The part of an answer that waits for GET RESPONSE, and the status word that ends it.</summary>
    internal ResponseApdu? Pending { get; set; }

    /// <summary>
    /// What the selected application has begun here with one command and goes on with in the next. It is the application's to forget when it is
    /// deselected.
    /// </summary>
    internal object? Begun { get; set; }

    /// <summary>Makes an application the selected one; if another was, it hears of it.</summary>
    internal void Activate(CardApplication selected)
    {
        if (Application == selected) return;
        Application.OnDeselect(this);
        Application = selected;
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>Performs a proactive command, and tells the outcome.</summary>
/// <param name="command">The command.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate ValueTask<TerminalResponse> ProactiveHandler(ProactiveCommand command, CancellationToken cancellationToken);

/// <summary>What a terminal can do, and tells the card.</summary>
public sealed record TerminalOptions
{
    /// <summary>
    /// What TERMINAL PROFILE says (TS 102 223 §5.2), up to 255 octets; empty: the card is told nothing, and is no proactive one then. The
    /// default names profile download and REFRESH, which is what this terminal does by itself.
    /// </summary>
    public Octets Profile { get; init; } = Octets.FromHex("010080");

    /// <summary>The template 'A9' of TERMINAL CAPABILITY (TS 102 221 §11.1.19), which a terminal with an LPA sends; empty: it is not sent.</summary>
    public Octets Capability { get; init; }

    /// <summary>
    /// Who performs a proactive command, by its type (TS 102 223 §9.4). REFRESH is performed without a handler; anything else is answered
    /// "beyond terminal's capabilities".
    /// </summary>
    public IReadOnlyDictionary<byte, ProactiveHandler> Handlers { get; init; } = new Dictionary<byte, ProactiveHandler>();

    /// <summary>Reset the card on a REFRESH that asks for it. False for a card that starts anew by itself.</summary>
    public bool ResetsOnRefresh { get; init; } = true;

    /// <summary>Is told of each proactive command and of the answer, before the card is.</summary>
    public Action<ProactiveCommand, TerminalResponse>? Performed { get; init; }

    /// <summary>The most proactive commands that one call serves: a card that never ends must not hold a terminal.</summary>
    public int MaximumCommands { get; init; } = 16;
}

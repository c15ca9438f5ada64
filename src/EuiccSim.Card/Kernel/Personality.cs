using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card;

/// <summary>How a card differs from other cards that are right as well: data that the kernel reads at named decision points.</summary>
public sealed record Personality
{
    /// <summary>No quirk at all; its name is "default".</summary>
    public static Personality Default { get; } = new();

    /// <summary>Answers as a card with the protocol T=0 only; its name is "t0".</summary>
    public static Personality T0 { get; } = new() { ShapesAsT0 = true };

    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public static SequenceOf<string> Names { get; } = [DefaultName, "t0"];

    /// <summary>The personality that is built in under a name, or null.</summary>
    public static Personality? Find(string name) => name switch
    {
        DefaultName => Default,
        "t0" => T0,
        _ => null,
    };

    /// <summary>The answer to reset; empty for one that announces the channels and lengths of this personality. TS 102 221 §6.3.</summary>
    public Octets Atr { get; init; }

    /// <summary>
    /// Answer as under T=0: a command with data and an answer gets '61XX', and a wrong Le gets '6CXX'.
    /// Otherwise, as under T=1, up to Le octets come at once and '61XX' is for the rest.
    /// </summary>
    public bool ShapesAsT0 { get; init; }

    /// <summary>The number of logical channels with the basic one, 1 to 20.</summary>
    public int ChannelCount { get; init; } = 20;

    /// <summary>Accept lengths in extended form; else they are answered '6700'.</summary>
    public bool AcceptsExtendedLength { get; init; }

    /// <summary>What a card with this personality answers to a reset: <see cref="Atr"/>, or what takes its place.</summary>
    public Octets AnswerToReset => Atr.IsEmpty ? Kernel.Atr.For(this) : Atr;

    internal const string DefaultName = "default";
}

using System.Collections.Immutable;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Ecasd;
using EuiccSim.Card.Gsm;
using EuiccSim.Card.IsdR;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.Uicc;

namespace EuiccSim.Card;

/// <summary>
/// What kind of eUICC a card is: its applications and all that they and the kernel can do, as data. A card has one from the factory
/// (<see cref="EuiccConfiguration.VariantName"/>); it is looked up once, when the card is made.
/// </summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record EuiccVariant
{
    private EuiccVariant()
    {
    }

    /// <summary>A consumer eUICC of SGP.22 v2; its name is "consumer-v2".</summary>
    public static EuiccVariant ConsumerV2 { get; } = new();

    /// <summary>The name that a card's configuration has for it.</summary>
    public string Name { get; internal init; } = EuiccConfiguration.ConsumerV2;

    /// <summary>The variant that is built in under a name, or null.</summary>
    public static EuiccVariant? Find(string name) => name == ConsumerV2.Name ? ConsumerV2 : null;

    /// <summary>What the kernel answers, whatever is selected.</summary>
    internal CommandTable<Channel, Transaction> KernelCommands { get; init; } = Dispatcher.Commands;

    /// <summary>What the file system answers.</summary>
    internal CommandTable<UiccChannel, UiccPort> UiccCommands { get; init; } = Card.Uicc.UiccCommands.Table;

    /// <summary>What the ISD-R can do.</summary>
    internal Es10Functions Functions { get; init; } = ConsumerFunctions.Version2;

    /// <summary>The applications beside the file system, in the order in which partial names find them.</summary>
    internal ImmutableArray<Func<CardParts, CardApplication>> Applications { get; init; } =
    [
        parts => new GsmApplication(parts.Uicc),
        parts => new IsdRApplication(parts.IsdR),
        parts => new EcasdApplication(parts.IsdR.Memory.State.Euicc.Eid),
    ];

    /// <summary>Another variant, with more functions of the ISD-R than this one, or others in their place.</summary>
    internal EuiccVariant With(string name, params ReadOnlySpan<Es10Function> functions) =>
        this with { Name = name, Functions = Functions.With(functions) };

    /// <summary>Another variant, with more commands of the file system than this one, or others in their place.</summary>
    internal EuiccVariant With(string name, params ReadOnlySpan<CommandRow<UiccChannel, UiccPort>> commands) =>
        this with { Name = name, UiccCommands = UiccCommands.With(commands) };
}

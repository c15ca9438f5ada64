using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Cli.Targets;

/// <summary>A card that verbs can work on.</summary>
/// <param name="channels">Opens its applications.</param>
/// <param name="release">Lets the card go.</param>
internal sealed class OpenCard(IChannelOpener channels, Func<ValueTask> release) : IAsyncDisposable
{
    internal IChannelOpener Channels { get; } = channels;

    /// <summary>The longest block of STORE DATA that the way to the card takes, in octets.</summary>
    internal int StoreDataBlockSize { get; init; } = 255;

    public ValueTask DisposeAsync() => release();
}

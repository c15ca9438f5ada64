namespace EuiccSim.Card.Kernel;

/// <summary>
/// What somebody keeps for the open channels of one port, by their numbers. It takes the room of the channels that are open: of a card that waits,
/// the basic one alone.
/// </summary>
internal struct ByChannel<T>
    where T : class
{
    private T?[]? _all;

    /// <summary>By number; null for a channel that is closed. There may be no more than the last one that is open.</summary>
    internal readonly ReadOnlySpan<T?> All => _all;

    /// <summary>What is kept for a channel; null if it is closed, or the card has not so many.</summary>
    internal readonly T? this[int number] => _all is { } all && number < all.Length ? all[number] : null;

    internal void Set(int number, T kept)
    {
        if (number >= All.Length) Array.Resize(ref _all, number + 1);
        _all![number] = kept;
    }

    internal void Remove(int number)
    {
        if (number >= All.Length) return;
        _all![number] = null;
        Array.Resize(ref _all, All.LastIndexOfAnyExcept((T?)null) + 1);
    }

    internal void Clear() => _all = null;
}

namespace EuiccSim.Ending;

/// <summary>The end of a using block: what goes wrong there must not take the place of what went wrong in the block.</summary>
internal static class LetGo
{
    /// <summary>Ends something, and throws nothing.</summary>
    /// <param name="end">Ends it.</param>
    /// <param name="trouble">Told of what that threw; nobody if null.</param>
    internal static async ValueTask QuietlyAsync(Func<ValueTask> end, Action<Exception>? trouble = null)
    {
        try
        {
            await end().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever it is: the way to a card or a file can be anybody's, and there is nothing left to be done with it.
            trouble?.Invoke(fault);
        }
    }
}

namespace EuiccSim.Card.Store;

/// <summary>A card image that is not what it should be, or a file that cannot be read or written as one.</summary>
public sealed class CardImageException : IOException
{
    /// <summary>What is wrong, where.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">The place in it, "profiles[0].package"; empty for the file as a whole.</param>
    /// <param name="reason">What is wrong there.</param>
    /// <param name="inner">The cause.</param>
    public CardImageException(string path, string place, string reason, Exception? inner = null)
        : base(place.Length == 0 ? $"{path}: {reason}" : $"{path}: {place}: {reason}", inner) => (Path, Place) = (path, place);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The place in it, "profiles[0].package"; empty for the file as a whole.</summary>
    public string Place { get; }
}

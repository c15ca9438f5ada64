namespace EuiccSim.Servers.Storage;

/// <summary>The state cannot be reached, or is not what it should be.</summary>
public sealed class SmdpStoreException : IOException
{
    /// <summary>What is wrong, where.</summary>
    /// <param name="place">The file or the database; without any password.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    public SmdpStoreException(string place, string reason, Exception? inner = null)
        : base($"{place}: {reason}", inner) => (Place, Reason) = (place, reason);

    /// <summary>The file or the database.</summary>
    public string Place { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }
}

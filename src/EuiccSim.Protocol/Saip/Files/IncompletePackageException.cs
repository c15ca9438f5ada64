namespace EuiccSim.Protocol.Saip.Files;

/// <summary>A profile package has not what is wanted of it, although it may be in order.</summary>
public sealed class IncompletePackageException : Exception
{
    internal IncompletePackageException(string name, string message)
        : base(message) => Name = name;

    /// <summary>What is the matter, for programs: "noUsim", "noImsi", "noAlgorithm", "unknownAlgorithm", "noSuchElement".</summary>
    public string Name { get; }
}

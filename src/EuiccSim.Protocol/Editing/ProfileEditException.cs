using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Editing;

/// <summary>A change of a package that cannot be made as it was asked for. The package is as it was.</summary>
public sealed class ProfileEditException : Exception
{
    internal ProfileEditException(string name, string message, Exception? inner = null)
        : base(message, inner) => Name = name;

    /// <summary>
    /// What is the matter, for programs: "noSuchElement", "noSuchApplication", "noSuchField", "badValue", "hasDependents", "noRoom", "alreadyThere",
    /// "cannotBeRemoved", "notThere".
    /// </summary>
    public string Name { get; }

    /// <summary>What depends on the thing that was to be removed: names of elements or paths of files.</summary>
    public SequenceOf<string> Dependents { get; internal init; } = [];
}

namespace EuiccSim.Protocol.Uicc;

/// <summary>A path leads to no file of a package, or to several.</summary>
public sealed class PackagePathException : Exception
{
    internal PackagePathException(string name, string message)
        : base(message) => Name = name;

    /// <summary>What is the matter, for programs: "noSuchFile", "ambiguousFile".</summary>
    public string Name { get; }
}

namespace EuiccSim.Testing;

/// <summary>A file of a PKI folder that is missing or is not what it should be.</summary>
public sealed class PkiFileException : IOException
{
    /// <summary>What is wrong with which file.</summary>
    public PkiFileException(string path, string reason, Exception? inner = null)
        : base($"{path}: {reason}", inner) => Path = path;

    /// <summary>The file that it is about: the folder where none is there, the certificate where its key is missing.</summary>
    public string Path { get; }

    /// <summary>True where nothing of this curve is in the folder.</summary>
    internal bool IsOfOtherCurve { get; init; }
}

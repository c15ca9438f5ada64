namespace EuiccSim.Protocol.Uicc;

/// <summary>What somebody wants in a file is not what such a file holds, or does not fit.</summary>
public sealed class FileValueException : FormatException
{
    internal FileValueException(string file, string problem, Exception? inner = null)
        : base($"{file}: {problem}", inner) => (File, Problem) = (file, problem);

    /// <summary>The file's name, "EF.SPN".</summary>
    public string File { get; }

    /// <summary>What is wrong with the value.</summary>
    public string Problem { get; }
}

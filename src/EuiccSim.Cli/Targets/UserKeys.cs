using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Targets;

/// <summary>Certificates and keys: those of a folder, or the user's own, made once.</summary>
internal static class UserKeys
{
    /// <param name="folder">A folder in the SGP.26 layout; null for the user's own test PKI.</param>
    /// <param name="curve">Which of its two sets.</param>
    /// <param name="at">Where the user's own is.</param>
    internal static RspPki LoadPki(string? folder, EcCurve curve, Surroundings at) => Failures.OfFiles("pki", () => PkiDirectory.Load(folder ?? Own(at), curve));

    /// <summary>The sets of both curves that have what is wanted.</summary>
    /// <exception cref="CommandFailure">There is none; what stands in <paramref name="without"/> if none has what is wanted.</exception>
    internal static PkiSet LoadPkis(string? folder, Func<RspPki, bool> isWanted, string without, Surroundings at) => Failures.OfFiles("pki", () =>
    {
        PkiSet found = PkiSet.Load(folder ?? Own(at), isWanted);
        return found.Pkis.Count > 0 ? found : throw CommandFailure.Missing("pki", without);
    });

    /// <summary>Makes a folder that holds the user's keys: for nobody else's eyes.</summary>
    internal static void CreateFolder(string path)
    {
        try
        {
            PrivateFolder.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("dataFolder", $"{FaultWords.Sentence(e)} EUICCSIM_DATA can name another folder.", e);
        }
    }

    private static string Own(Surroundings at)
    {
        string path = Path.Combine(at.DataFolder, "pki");
        CreateFolder(at.DataFolder);
        PkiDirectory.CreateIfAbsent(path, at.Random, at.Yesterday);
        return path;
    }
}

/// <summary>The operator as which this user orders profiles from servers of this user.</summary>
internal static class UserOperator
{
    internal static OperatorPki Load(Surroundings at) => Failures.OfFiles("operator", () =>
    {
        string path = Path.Combine(at.DataFolder, "operator");
        UserKeys.CreateFolder(at.DataFolder);
        OperatorPki.CreateIfAbsent(path, at.Random, at.Yesterday);
        return OperatorPki.Load(path);
    });
}

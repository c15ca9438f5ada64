using EuiccSim.Cli.Targets;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Smdp;

/// <summary>
/// The certificate by which this user orders profiles from servers of this user, made once. Its name is this user's alone: what it puts into
/// stock is its own, also where a server trusts the operators of other users (--es2-client-ca).
/// </summary>
internal static class UserOperator
{
    internal static OperatorPki Load(Surroundings at)
    {
        string path = PathIn(at);
        try
        {
            if (!Directory.Exists(path)) Make(path, at);
            return OperatorPki.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("operator", e.Message, e);
        }
    }

    internal static string PathIn(Surroundings at) => Path.Combine(at.DataFolder, "operator");

    // In a folder beside, which then gets its name: two runs at once do not mix their keys.
    private static void Make(string path, Surroundings at)
    {
        string fresh = FormattableString.Invariant($"{path}.{Environment.ProcessId}");
        UserFolder.Create(at.DataFolder);
        UserFolder.Create(fresh);
        byte[] number = new byte[8];
        at.Random.Fill(number);
        using (OperatorPki made = OperatorPki.Create(at.Random, at.Time.GetUtcNow().AddDays(-1), $"euiccsim {Convert.ToHexString(number)}"))
            made.Save(fresh);
        try
        {
            Directory.Move(fresh, path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            Directory.Delete(fresh, recursive: true);
        }
    }
}

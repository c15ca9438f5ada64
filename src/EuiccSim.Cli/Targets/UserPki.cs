using System.Globalization;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Targets;

/// <summary>Certificates and keys: those of a folder, or the user's own test PKI, made once.</summary>
internal static class UserPki
{
    /// <param name="folder">A folder in the SGP.26 layout; null for the user's own.</param>
    /// <param name="curve">Which of its two sets.</param>
    /// <param name="at">Where the user's own is.</param>
    internal static RspPki Load(string? folder, EcCurve curve, Surroundings at)
    {
        try
        {
            return PkiDirectory.Load(folder ?? Own(at), curve);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("pki", e.Message, e);
        }
    }

    /// <summary>Makes both sets in a folder beside, which then gets its name: two runs at once do not mix their keys.</summary>
    private static string Own(Surroundings at)
    {
        string path = Path.Combine(at.DataFolder, "pki");
        if (Directory.Exists(path)) return path;
        string fresh = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        UserFolder.Create(fresh);
        foreach (EcCurve curve in (ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1])
        {
            using RspPki pki = TestPki.Create(curve, at.Random, at.Time.GetUtcNow().AddDays(-1));
            PkiDirectory.Save(pki, fresh);
        }
        try
        {
            Directory.Move(fresh, path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            Directory.Delete(fresh, recursive: true);
        }
        return path;
    }
}

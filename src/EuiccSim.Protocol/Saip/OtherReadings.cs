using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Saip;

/// <summary>Where another reading of SAIP §8.3.5 would make other files of a package. Writing every path avoids it.</summary>
internal static class OtherReadings
{
    internal static IEnumerable<ProfileFault> Check(ProfilePackage package, PackageFiles ours)
    {
        foreach ((FileManagementReading reading, ProfileRule rule) in s_others)
        {
            PackageFiles theirs = PackageFiles.Read(package, reading, out _);
            if (FirstMoved(ours, theirs) is not { } moved) continue;
            int position = moved.Source.Element;
            yield return ProfileFault.Of(
                rule, package.Elements[position].Value, position, $"{rule.Statement}: {moved} would be elsewhere for an eUICC that reads it otherwise");
        }
    }

    /// <summary>The first file of generic file management that is not at the same place in the other tree.</summary>
    private static PackageFile? FirstMoved(PackageFiles ours, PackageFiles theirs)
    {
        HashSet<(string Path, FileSource Source)> known = [.. theirs.All.Select(file => (file.Path, file.Source))];
        foreach (PackageFile file in ours.All)
            if (!known.Contains((file.Path, file.Source))) return file;
        return null;
    }

    private static readonly (FileManagementReading Reading, ProfileRule Rule)[] s_others =
    [
        (FileManagementReading.Ours with { EntersWhatItMakes = false }, ConsistencyRules.PathAfterDirectory),
        (FileManagementReading.Ours with { StartsEachListAtMf = true }, ConsistencyRules.PathInList),
    ];
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Smdp;

/// <summary>Profiles as the command line's server has them: from files, with names made up where nobody gave any.</summary>
internal static class Stock
{
    /// <summary>The profile in a package, with the file's name (without its ending) as its type.</summary>
    /// <param name="package">The package.</param>
    /// <param name="type">The profile type; null for none.</param>
    /// <param name="address">The server's address.</param>
    internal static Profile ProfileOf(Octets package, string? type, string address)
    {
        try
        {
            return Profile.ForServer(package, "EuiccSim", address) with { ProfileType = type };
        }
        catch (Exception e) when (e is Asn1ContentException or FormatException)
        {
            throw CommandFailure.Missing("profile", $"Not a profile package: {e.Message}.", e);
        }
    }

    /// <summary>All packages in a folder.</summary>
    internal static IEnumerable<Profile> ReadFolder(DirectoryInfo folder, string address)
    {
        if (!folder.Exists) throw CommandFailure.Missing("profiles", $"There is no folder {folder.FullName}.");
        foreach (FileInfo file in folder.GetFiles("*.der").OrderBy(file => file.Name, StringComparer.Ordinal))
            yield return ProfileOf(PackageSource.ReadPackage(file), Path.GetFileNameWithoutExtension(file.Name), address);
    }

    /// <summary>A package with another ICCID, as <see cref="PackageTemplate.WithIccid"/> makes it.</summary>
    internal static Octets WithIccid(Octets package, Iccid iccid, Surroundings at)
    {
        _ = PackageSource.Elements(package);
        try
        {
            return new PackageTemplate(package).WithIccid(iccid, at.Random);
        }
        catch (Exception e) when (e is ArgumentException or Asn1ContentException)
        {
            throw CommandFailure.Missing("profile", $"The package cannot have another ICCID: {Failures.WordsOf(e)}", e);
        }
    }
}

using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Cli.Profiles;

/// <summary>A package that was read from a file, and the form that it had there.</summary>
internal sealed record OpenedPackage(FileInfo File, Octets Package, ProfileForm Form)
{
    /// <exception cref="CommandFailure">There is no such file, or no profile package in it.</exception>
    internal static OpenedPackage Read(Surroundings at, FileInfo file)
    {
        (Octets package, ProfileForm form) = PackageSource.ReadPackage(file, PackageSource.Read(at, file));
        return new(file, package, form);
    }

    /// <summary>Elements alone: they need not begin a package.</summary>
    /// <exception cref="CommandFailure">There is no such file, or no elements in it.</exception>
    internal static Octets ReadElements(Surroundings at, FileInfo file) => ReadText(file, PackageSource.Read(at, file));

    private static Octets ReadText(FileInfo file, Octets octets)
    {
        try
        {
            return ProfileForms.Read(octets);
        }
        catch (Exception fault) when (fault is ProfileTextException or Asn1ContentException)
        {
            throw CommandFailure.Missing("malformed", $"{file.Name}: {FaultWords.Of(fault)}", fault);
        }
    }
}

using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli;

/// <summary>Where verbs get a profile package: from a file, or made here.</summary>
internal static class PackageSource
{
    internal static Octets Read(FileInfo file, string what = "profile") => Failures.OfFiles(what, () => Octets.Wrap(InputFile.Read(file.FullName)));

    /// <summary>A profile package: what is plainly none is told in words.</summary>
    /// <exception cref="CommandFailure">There is no file, or what is in it does not begin as a package, or goes on after its last element.</exception>
    internal static Octets ReadPackage(FileInfo file)
    {
        Octets octets = Read(file);
        return PackageOctets.WhyNone(octets, file.ToString()) is { } why ? throw CommandFailure.Missing("malformed", $"{file.Name} is no profile package in DER: {why}.") : octets;
    }

    /// <summary>The elements of a package.</summary>
    /// <exception cref="CommandFailure">The file ends within an element, what follows an element is none, or one is not encoded as it should be.</exception>
    internal static ProfilePackage Elements(Octets package) => Whole(package, ProfilePackage.Read);

    /// <summary>Makes sure that the octets are elements, whatever is in them.</summary>
    /// <exception cref="CommandFailure">The file ends within an element, or what follows an element is none.</exception>
    internal static void RequireWholeElements(Octets package) => Whole(package, _ => true);

    private static T Whole<T>(Octets package, Func<Octets, T> read)
    {
        try
        {
            PackageOctets.RequireWholeElements(package);
            return read(package);
        }
        catch (Asn1ContentException fault)
        {
            throw CommandFailure.Missing("malformed", $"Not a profile package: {FaultWords.Of(fault)}.", fault);
        }
    }
}

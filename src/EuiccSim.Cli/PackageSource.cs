using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Cli;

/// <summary>Where verbs get a profile package: from a file, or made here.</summary>
internal static class PackageSource
{
    internal static Octets Read(FileInfo file, string what = "profile") => Failures.OfFiles(what, () => Octets.Wrap(InputFile.Read(file.FullName)));

    /// <summary>A profile package in any of its forms, as octets; what is none is told in words.</summary>
    /// <exception cref="CommandFailure">There is no file, or what is in it is no string of whole elements.</exception>
    internal static Octets ReadPackage(FileInfo file) => ReadPackage(file, Read(file)).Package;

    /// <summary>The same for who shows what can be read: octets that begin as a package may end otherwise.</summary>
    internal static Octets ReadAsFar(FileInfo file)
    {
        Octets octets = Read(file);
        return RecognisedFile.Of(octets) is { Kind: FileKind.ProfilePackage, Form: ProfileForm.Der } ? octets : ReadPackage(file, octets).Package;
    }

    /// <summary>The same of what was read already, with the form in which it was.</summary>
    internal static (Octets Package, ProfileForm Form) ReadPackage(FileInfo file, Octets octets)
    {
        RecognisedFile what = RecognisedFile.Of(octets);
        bool mayBePackage = what.Kind == FileKind.ProfilePackage || (what.Kind == FileKind.Unknown && what.Form is not (null or ProfileForm.Der));
        if (!mayBePackage || what.Form is not { } form) throw CommandFailure.Missing("malformed", $"The file {file.Name} is no profile package: {what.Sentence(Shell.Quote(file.ToString()))}.");
        try
        {
            return (ProfileForms.Read(octets, form), form);
        }
        catch (ProfileTextException fault)
        {
            throw CommandFailure.Missing("malformed", $"The file {file.Name} is no profile package: {fault.Message}.", fault);
        }
        catch (Asn1ContentException fault)
        {
            throw NoPackage(fault);
        }
    }

    /// <summary>The elements of a package.</summary>
    /// <exception cref="CommandFailure">One of them is not encoded as it should be.</exception>
    internal static ProfilePackage Elements(Octets package)
    {
        try
        {
            return ProfilePackage.Read(package);
        }
        catch (Asn1ContentException fault)
        {
            throw NoPackage(fault);
        }
    }

    private static CommandFailure NoPackage(Asn1ContentException fault) => CommandFailure.Missing("malformed", $"Not a profile package: {FaultWords.Of(fault)}.", fault);
}

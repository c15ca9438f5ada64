using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Cli;

/// <summary>Where verbs get a profile package: from a file, or made here.</summary>
internal static class PackageSource
{
    /// <summary>What a person names: a file, or "-" for the standard input.</summary>
    internal static Octets Read(Surroundings at, FileInfo file, string what = "profile") =>
        Failures.OfFiles(what, () => Octets.Wrap(IsInput(file) ? InputFile.Read(at.TakeInput(), "The standard input") : InputFile.Read(file.FullName)));

    /// <summary>True for the standard input.</summary>
    internal static bool IsInput(FileInfo file) => file.ToString() == Input;

    /// <summary>A profile package in any of its forms, as octets; what is none is told in words.</summary>
    /// <exception cref="CommandFailure">There is no file, or what is in it is no string of whole elements.</exception>
    internal static Octets ReadPackage(Surroundings at, FileInfo file) => ReadPackage(file, Read(at, file)).Package;

    /// <summary>The same for who shows what can be read: octets that begin as a package may end otherwise.</summary>
    internal static Octets ReadAsFar(Surroundings at, FileInfo file)
    {
        Octets octets = Read(at, file);
        return RecognisedFile.Of(octets) is { Kind: FileKind.ProfilePackage, Form: ProfileForm.Der } ? octets : ReadPackage(file, octets).Package;
    }

    /// <summary>The same of what was read already, with the form in which it was.</summary>
    internal static (Octets Package, ProfileForm Form) ReadPackage(FileInfo file, Octets octets)
    {
        RecognisedFile what = RecognisedFile.Of(octets);
        bool mayBePackage = what.Kind == FileKind.ProfilePackage || (what.Kind == FileKind.Unknown && what.Form is not (null or ProfileForm.Der));
        if (!mayBePackage || what.Form is not { } form) throw CommandFailure.Missing("malformed", $"{NameOf(file)} is no profile package: {what.Sentence(Shell.Quote(file.ToString()))}.");
        try
        {
            return (ProfileForms.Read(octets, form), form);
        }
        catch (ProfileTextException fault)
        {
            throw CommandFailure.Missing("malformed", $"{NameOf(file)} is no profile package: {fault.Message}.", fault);
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

    private static string NameOf(FileInfo file) => IsInput(file) ? "The standard input" : $"The file {file.Name}";

    private static CommandFailure NoPackage(Asn1ContentException fault) => CommandFailure.Missing("malformed", $"Not a profile package: {FaultWords.Of(fault)}.", fault);

    private const string Input = "-";
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Cli;

/// <summary>Where verbs get a profile package: from a file, or made here.</summary>
internal static class PackageSource
{
    internal static Octets Read(FileInfo file)
    {
        try
        {
            return Octets.Wrap(InputFile.Read(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("profile", e.Message, e);
        }
    }

    /// <summary>A profile package: what is plainly none is told in words.</summary>
    /// <exception cref="CommandFailure">There is no file, or what is in it does not begin as a package, or goes on after its last element.</exception>
    internal static Octets ReadPackage(FileInfo file)
    {
        Octets octets = Read(file);
        return NotAPackage(octets) is { } why ? throw CommandFailure.Missing("malformed", $"{file.Name} is no profile package in DER: {why}.") : octets;
    }

    /// <summary>Why octets do not even begin as a package, or null.</summary>
    internal static string? NotAPackage(Octets octets)
    {
        if (octets.IsEmpty) return "the file is empty";
        if (IsElement(octets[0])) return null;
        string start = System.Text.Encoding.Latin1.GetString(octets.Slice(0, Math.Min(octets.Length, FirstCharacters)).Span);
        if (start.All(c => char.IsAsciiHexDigit(c) || char.IsWhiteSpace(c))) return "it is text in hexadecimal digits, and not the octets themselves";
        if (start.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' || char.IsWhiteSpace(c)) && start.Length == FirstCharacters && !start.Contains(' ', StringComparison.Ordinal))
            return "it is text, in base64 as it seems, and not the octets themselves";
        if (start.All(c => c is >= ' ' and <= '~' || char.IsWhiteSpace(c))) return "it is text";
        return $"its first octet is '{octets[0]:X2}', where a profile header begins with 'A0'";
    }

    /// <summary>True for the first octet of an element: a constructed context tag.</summary>
    internal static bool IsElement(byte octet) => (octet & 0xE0) == 0xA0;

    /// <summary>The elements of a package.</summary>
    /// <exception cref="CommandFailure">The file ends within an element, what follows an element is none, or one is not encoded as it should be.</exception>
    internal static ProfilePackage Elements(Octets package)
    {
        RequireWholeElements(package);
        try
        {
            return ProfilePackage.Read(package);
        }
        catch (Asn1ContentException fault)
        {
            throw CommandFailure.Missing("malformed", $"Not a profile package: {fault.Message}.", fault);
        }
    }

    /// <summary>Makes sure that the octets are elements, whatever is in them.</summary>
    /// <exception cref="CommandFailure">The file ends within an element, or what follows an element is none.</exception>
    internal static void RequireWholeElements(Octets package)
    {
        (int count, Octets tail) = WholeElements(package);
        if (tail.IsEmpty) return;
        throw CommandFailure.Missing("malformed", IsElement(tail[0])
            ? $"Not a profile package: it ends within element {count + 1}."
            : $"Not a profile package: after element {count} come {tail.Length} octets that are no element, the first of them '{tail[0]:X2}'.");
    }

    private static (int Count, Octets Tail) WholeElements(Octets package)
    {
        ProfileElementReader reader = new();
        int count = 0, at = 0;
        try
        {
            reader.Append(package.Span);
            while (reader.TryRead(out Octets element)) (count, at) = (count + 1, at + element.Length);
        }
        catch (Asn1ContentException)
        {
            // What is left is what cannot be read.
        }
        return (count, package.Slice(at));
    }

    /// <summary>A package of our own, with fresh keys.</summary>
    internal static Octets Build(RandomSource random)
    {
        byte[] secrets = new byte[32];
        random.Fill(secrets);
        SubscriberData data = new()
        {
            Iccid = Iccid.FromDigits("89882119900000000012"),
            Imsi = "001010000000001",
            Key = Octets.Of(secrets.AsSpan(0, 16)),
            Opc = Octets.Of(secrets.AsSpan(16)),
            ProfileType = "EuiccSim demo profile",
        };
        return ProfileBuilder.Build(data).Write();
    }

    private const int FirstCharacters = 64;
}

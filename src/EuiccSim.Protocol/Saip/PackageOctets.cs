using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Whether octets are a profile package at all, in words for the person who gave them.</summary>
public static class PackageOctets
{
    /// <summary>Why octets do not even begin as a package, what they are instead, and what can be done; null if they do.</summary>
    /// <param name="octets">What was given.</param>
    /// <param name="file">The file's name, for what a person may type next.</param>
    public static string? WhyNone(Octets octets, string file = "FILE")
    {
        if (octets.IsEmpty) return "the file is empty";
        // Two octets of tag have elements, too, but none that a package begins with; messages of ES10 have them.
        return IsElement(octets[0]) && octets[0] != 0xBF ? null : ForeignForm.Describe(octets, file);
    }

    /// <summary>Makes sure that the octets are elements, whatever is in them.</summary>
    /// <exception cref="Asn1ContentException">They end within an element, or what follows an element is none.</exception>
    public static void RequireWholeElements(Octets package)
    {
        (int count, Octets tail) = WholeElements(package);
        if (tail.IsEmpty) return;
        throw new Asn1ContentException(IsElement(tail[0])
            ? $"it ends within element {count + 1}"
            : $"after element {count} come {tail.Length} octets that are no element, the first of them '{tail[0]:X2}'");
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

    /// <summary>True for the first octet of an element: a constructed context tag.</summary>
    private static bool IsElement(byte octet) => (octet & 0xE0) == 0xA0;
}

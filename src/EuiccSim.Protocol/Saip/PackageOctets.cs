using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Whether octets are a profile package at all, in words for the person who gave them.</summary>
public static class PackageOctets
{
    /// <summary>Why octets do not even begin as a package; null if they do.</summary>
    public static string? WhyNone(Octets octets)
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

    private const int FirstCharacters = 64;
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Whether octets are profile elements at all, in words for the person who gave them.</summary>
public static class PackageOctets
{
    /// <summary>Makes sure that the octets are elements, whatever is in them.</summary>
    /// <exception cref="Asn1ContentException">They end within an element, or what follows an element is none.</exception>
    public static void RequireWholeElements(Octets package)
    {
        if (WhyNotWhole(package) is { } why) throw new Asn1ContentException(why);
    }

    /// <summary>Why octets are no elements one after the other; null if they are.</summary>
    internal static string? WhyNotWhole(Octets package)
    {
        (int count, Octets tail) = WholeElements(package);
        if (tail.IsEmpty) return null;
        int padding = tail[0];
        if (count > 0 && padding is 0xFF or 0 && !tail.Span.ContainsAnyExcept((byte)padding)) return string.Create(
            CultureInfo.InvariantCulture,
            $"after element {count} come {tail.Length} octets that are no element, each of them '{padding:X2}': the file is padded, and the package is its first {package.Length - tail.Length} octets");
        return IsElement(tail[0]) ? WithinElement(count + 1, tail) : string.Create(
            CultureInfo.InvariantCulture, $"after element {count} come {tail.Length} octets that are no element, the first of them '{tail[0]:X2}'");
    }

    private static string WithinElement(int number, Octets tail) => (BerTlv.TryHeader(tail, out TlvHeader header), header.TotalLength) switch
    {
        (true, var length) when length > tail.Length => string.Create(
            CultureInfo.InvariantCulture, $"it ends within element {number}, which has {length} octets, and {tail.Length} of them are there: the end of the file is missing"),
        (true, var length) => string.Create(CultureInfo.InvariantCulture, $"element {number} has {length} octets, and none has more than {ProfileElementReader.DefaultLimit}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"it ends within element {number}"),
    };

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
    internal static bool IsElement(byte octet) => (octet & 0xE0) == 0xA0;
}

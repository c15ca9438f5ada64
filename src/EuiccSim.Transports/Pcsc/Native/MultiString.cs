using System.Runtime.InteropServices;
using System.Text;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>Several strings, each ended by a zero, and one more zero after the last.</summary>
internal static unsafe class MultiString
{
    /// <summary>A function that writes such strings, or only their length if there is nowhere to write to.</summary>
    internal delegate uint Function<TUnit>(TUnit* text, ref uint length)
        where TUnit : unmanaged;

    /// <summary>Asks for the length, and then for the strings: again if they have become longer in between.</summary>
    internal static uint Read<TUnit>(Function<TUnit> function, out string[] strings)
        where TUnit : unmanaged
    {
        strings = [];
        while (true)
        {
            uint length = 0;
            uint result = function(null, ref length);
            if (result != Scard.Success) return result;
            TUnit[] text = new TUnit[length];
            fixed (TUnit* p = text) result = function(p, ref length);
            if (result == Scard.InsufficientBuffer) continue;
            if (result == Scard.Success) strings = Split<TUnit>(text);
            return result;
        }
    }

    /// <summary>The strings, in UTF-16 if a unit has two octets, and else in UTF-8.</summary>
    internal static string[] Split<TUnit>(ReadOnlySpan<TUnit> text)
        where TUnit : unmanaged =>
        sizeof(TUnit) == 2 ? Split(MemoryMarshal.Cast<TUnit, char>(text)) : Split(Encoding.UTF8.GetString(MemoryMarshal.AsBytes(text)));

    private static string[] Split(ReadOnlySpan<char> text)
    {
        List<string> strings = [];
        while (!text.IsEmpty && text[0] != '\0')
        {
            int end = text.IndexOf('\0');
            if (end < 0) end = text.Length;
            strings.Add(new(text[..end]));
            text = text[Math.Min(end + 1, text.Length)..];
        }
        return [.. strings];
    }
}

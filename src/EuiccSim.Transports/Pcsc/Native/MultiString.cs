using System.Text;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>Several strings, each ended by a zero, and one more zero after the last.</summary>
internal static class MultiString
{
    internal static string[] Split(ReadOnlySpan<char> text)
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

    internal static string[] SplitUtf8(ReadOnlySpan<byte> text) => Split(Encoding.UTF8.GetString(text));
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Editing;

/// <summary>Contents of files as texts, where they are known and as they should be.</summary>
internal static class FileText
{
    /// <summary>What a transparent file or a record says; null where that is not known.</summary>
    internal static Asn1Description? Decode(string name, Octets octets)
    {
        if (!FileDecoder.Knows(name)) return null;
        try
        {
            return FileDecoder.Decode(name, octets) ?? Asn1Description.Of("", Empty);
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    /// <summary>The file or its records, a line for each that is not empty; null where one is not known.</summary>
    internal static string? Of(string name, Octets content, int recordLength)
    {
        if (recordLength == 0) return Decode(name, content) is { } whole ? FileDecoder.TextOf(whole) : null;
        List<string> lines = [];
        for (int at = 0, record = 1; at + recordLength <= content.Length; at += recordLength, record++)
        {
            if (Decode(name, content.Slice(at, recordLength)) is not { } one) return null;
            if (FileDecoder.TextOf(one) is var text and not Empty) lines.Add(FormattableString.Invariant($"{record}: {text}"));
        }
        return string.Join('\n', lines);
    }

    private const string Empty = "empty";
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Transports.Tracing;

/// <summary>What people give for a trace that is none, so that they can be told.</summary>
internal static class ForeignFile
{
    /// <summary>Why a file that is no capture is no trace either; null if it may be one, in JSON lines.</summary>
    internal static string? WhyNoTrace(Octets file)
    {
        RecognisedFile what = RecognisedFile.Of(file);
        return what.Kind switch
        {
            FileKind.ApduLog => $"This is no recorded trace: it looks like {what.What}. EuiccSim.Clinic reads those.",
            FileKind.Trace => null,
            _ when BeginsJson(file) => IsOnOneLine(file) ? null : "This is JSON, but no recorded trace: that has one object on each line.",
            FileKind.Text or FileKind.Empty => NoTrace,
            FileKind.Archive => $"{NoTrace} It looks like {what.What}: unpack it first.",
            FileKind.ProfilePackage => $"{NoTrace} It looks like {what.What}: euiccsim profile show tells what is in it.",
            _ when what.Form == ProfileForm.Hex => $"{NoTrace} It looks like octets in hexadecimal digits; euiccsim apdu - sends such lines to a card.",
            FileKind.Unknown => NoTrace,
            _ => $"{NoTrace} It looks like {what.What}.",
        };
    }

    private static bool BeginsJson(Octets file) => Inside(file) is [(byte)'{' or (byte)'[', ..];

    private static bool IsOnOneLine(Octets file) => Inside(file)[1..].TrimStart(" \t\r\0"u8) is not [(byte)'\n', _, ..];

    /// <summary>Without white space and byte order marks before it, of whatever encoding.</summary>
    private static ReadOnlySpan<byte> Inside(Octets file) => file.Span.TrimStart(White);

    private static ReadOnlySpan<byte> White => [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    private const string NoTrace = "This is no trace: neither JSON lines nor pcapng nor pcap begin like this.";
}

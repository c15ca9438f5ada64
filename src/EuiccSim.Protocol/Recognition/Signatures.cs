using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Recognition;

/// <summary>Files of other kinds, by the octets that they begin with.</summary>
internal static class Signatures
{
    internal static RecognisedFile? Of(Octets file)
    {
        ReadOnlySpan<byte> octets = file.Span.StartsWith("\uFEFF"u8) ? file.Span[3..] : file.Span;
        foreach ((byte[] beginning, FileKind kind, string what) in s_all)
            if (octets.StartsWith(beginning)) return new(kind, what);
        return null;
    }

    private static readonly (byte[] Beginning, FileKind Kind, string What)[] s_all =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileKind.Picture, "a picture"),
        ([0xFF, 0xD8, 0xFF], FileKind.Picture, "a picture"),
        ("GIF8"u8.ToArray(), FileKind.Picture, "a picture"),
        ("RIFF"u8.ToArray(), FileKind.Picture, "a picture"),
        ("BM"u8.ToArray(), FileKind.Picture, "a picture"),
        ([(byte)'P', (byte)'K', 3, 4], FileKind.Archive, "a ZIP archive"),
        ([0x1F, 0x8B], FileKind.Archive, "a file packed by gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], FileKind.Archive, "a file packed by zstd"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], FileKind.Archive, "a file packed by xz"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], FileKind.Archive, "an archive of 7-Zip"),
        ("BZh"u8.ToArray(), FileKind.Archive, "a file packed by bzip2"),
        ("%PDF"u8.ToArray(), FileKind.Document, "a PDF document"),
        ("<?xml"u8.ToArray(), FileKind.Document, "XML"),
        ("<!DOCTYPE"u8.ToArray(), FileKind.Document, "a web page"),
        ("<!doctype"u8.ToArray(), FileKind.Document, "a web page"),
        ("<html"u8.ToArray(), FileKind.Document, "a web page"),
        ("<HTML"u8.ToArray(), FileKind.Document, "a web page"),
        ([0x0A, 0x0D, 0x0D, 0x0A], FileKind.Capture, "a capture of a network"),
        ([0xD4, 0xC3, 0xB2, 0xA1], FileKind.Capture, "a capture of a network"),
        ([0xA1, 0xB2, 0xC3, 0xD4], FileKind.Capture, "a capture of a network"),
        ([0x4D, 0x3C, 0xB2, 0xA1], FileKind.Capture, "a capture of a network"),
        ([0xA1, 0xB2, 0x3C, 0x4D], FileKind.Capture, "a capture of a network"),
        ("snoop\0"u8.ToArray(), FileKind.Document, "a capture of snoop: Wireshark saves it as pcapng"),
        ("btsnoop\0"u8.ToArray(), FileKind.Document, "a capture of Bluetooth"),
        ("GMBU"u8.ToArray(), FileKind.Document, "a capture of Network Monitor: Wireshark saves it as pcapng"),
    ];
}

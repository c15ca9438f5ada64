using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing;

/// <summary>What people give for a trace that is none, so that they can be told. The lines of logs: by what their programs always write.</summary>
internal static class ForeignFile
{
    /// <summary>Why a file that is no capture is no trace either; null if it may be one, in JSON lines.</summary>
    internal static string? WhyNoTrace(Octets file)
    {
        foreach ((byte[] beginning, string name) in s_beginnings)
            if (file.Span.StartsWith(beginning)) return $"{NoTrace} It looks like {name}.";
        string text = TextOf(file);
        string trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        bool isJson = trimmed.StartsWith('{');
        foreach ((string[] marks, string name) in isJson ? s_jsonLogs : s_logs)
        {
            if (Array.TrueForAll(marks, mark => Contains(text, mark)))
                return $"This is no recorded trace: it looks like {name}, and logs of other programs are not read. Record with --trace FILE.jsonl, or capture GSMTAP.";
        }
        foreach ((string mark, string name) in s_texts)
            if (trimmed.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return $"{NoTrace} It looks like {name}.";
        if (trimmed.Length > 0 && !trimmed.AsSpan().ContainsAnyExcept(s_hexLines)) return $"{NoTrace} It looks like octets in hexadecimal digits; euiccsim apdu - sends such lines to a card.";
        if (isJson && trimmed.AsSpan(1).TrimStart(" \t\r") is ['\n', _, ..]) return "This is JSON, but no recorded trace: that has one object on each line.";
        return isJson || trimmed.StartsWith('[') ? null : NoTrace;
    }

    /// <summary>As much as is needed to see whose it is. Windows writes what programs say in 16 bits a character.</summary>
    private static string TextOf(Octets file)
    {
        ReadOnlySpan<byte> beginning = file.Span[..Math.Min(file.Length, LookedAt)];
        return beginning.StartsWith(s_utf16) ? Encoding.Unicode.GetString(beginning) : Encoding.UTF8.GetString(beginning);
    }

    /// <summary>A mark that begins with a line feed begins a line.</summary>
    private static bool Contains(string text, string mark) =>
        text.Contains(mark, StringComparison.Ordinal) || (mark[0] == '\n' && text.AsSpan().TrimStart('\uFEFF').StartsWith(mark.AsSpan(1), StringComparison.Ordinal));

    private const int LookedAt = 1 << 16;
    private const string NoTrace = "This is no trace: neither JSON lines nor pcapng nor pcap begin like this.";
    private static readonly byte[] s_utf16 = [0xFF, 0xFE];
    private static readonly System.Buffers.SearchValues<char> s_hexLines = System.Buffers.SearchValues.Create("0123456789ABCDEFabcdef \t\r\n:");

    private static readonly (byte[] Beginning, string Name)[] s_beginnings =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ("GIF8"u8.ToArray(), "a picture"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ([(byte)'P', (byte)'K', 3, 4], "a ZIP archive: unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a file packed by zstd: unpack it first"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "a file packed by xz: unpack it first"),
        ("BZh"u8.ToArray(), "a file packed by bzip2: unpack it first"),
        ("snoop\0"u8.ToArray(), "a capture of snoop: Wireshark saves it as pcapng"),
        ("btsnoop\0"u8.ToArray(), "a capture of Bluetooth"),
        ("GMBU"u8.ToArray(), "a capture of Network Monitor: Wireshark saves it as pcapng"),
        ([0x30, 0x82], "a certificate or key in DER"),
        ([0xA0], "a profile package: euiccsim profile show tells what is in it"),
    ];

    private static readonly (string Mark, string Name)[] s_texts =
    [
        ("-----BEGIN", "a certificate or key in PEM"),
        ("<", "a web page or XML"),
        ("LPA:1$", "an activation code"),
    ];

    private static readonly (string[] Marks, string Name)[] s_jsonLogs = [(["\"type\":", "\"payload\":"], "what lpac says on its stdio interface")];

    private static readonly (string[] Marks, string Name)[] s_logs =
    [
        (["[DEBUG] [APDU]"], "a log of lpac"),
        (["[DEBUG] [HTTP]"], "a log of lpac"),
        (["AT_DEBUG"], "a log of lpac"),
        (["[APDU] sending"], "a log of euicc-go"),
        (["OMAPI APDU"], "a log of OpenEUICC"),
        (["TelephonyManager APDU"], "a log of OpenEUICC"),
        (["TransApdu:"], "a log of Android's radio"),
        (["SIM_TRANSMIT_APDU"], "a log of Android's radio"),
        (["A>> T="], "a log of GlobalPlatformPro or apdu4j"),
        (["SCardTransmit", "bSendBuffer"], "a log of pcsc-spy"),
        (["Outgoing APDU"], "a log of OpenSC"),
        (["Sending: ", "Received (SW1="], "what opensc-tool prints"),
        (["APDU: ", "SW: "], "a log of pcscd"),
        (["<<<<<< "], "a log of libqmi or libmbim"),
        (["<dbg>", "--> '"], "a log of ModemManager"),
        (["<debug>", "--> '"], "a log of ModemManager"),
        (["AT+CGLA"], "a dialogue with a modem in AT commands"),
        (["AT+CSIM"], "a dialogue with a modem in AT commands"),
        (["AT+CCHO"], "a dialogue with a modem in AT commands"),
        (["+CGLA:"], "a dialogue with a modem in AT commands"),
        (["+CSIM:"], "a dialogue with a modem in AT commands"),
        (["(SER|", "AT"], "a log of openpilot"),
        (["\n-> ", "\n<- "], "a log of pySim"),
        (["GSM SIM 11.11"], "a text that Wireshark exported"),
        (["GSM TAP Header"], "a text that Wireshark exported"),
        (["\nAPDU: "], "a log of SIMtrace"),
        (["\n> ", "\n< "], "a log with a line for each APDU, as scriptor's"),
    ];
}

using System.Text.RegularExpressions;

namespace EuiccSim.Protocol.Recognition;

/// <summary>Logs of other programs, by what these always write.</summary>
internal static partial class ApduLogs
{
    /// <summary>Whose log a text is; null if it is none that is known.</summary>
    internal static string? Of(string text)
    {
        foreach ((string[] marks, string name) in s_all)
            if (Array.TrueForAll(marks, mark => Contains(text, mark))) return name;
        return Apdus().IsMatch(text) ? "a log of APDUs" : null;
    }

    /// <summary>A mark that begins with a line feed begins a line.</summary>
    private static bool Contains(string text, string mark) =>
        text.Contains(mark, StringComparison.Ordinal) || (mark[0] == '\n' && text.AsSpan().StartsWith(mark.AsSpan(1), StringComparison.Ordinal));

    [GeneratedRegex("\\bapdu\\b|C-APDU|R-APDU|AT\\+C(SIM|GLA|CHO)|SCardTransmit|^\\W*[08][0-9A-F] ?[0-9A-F]{2} ?[0-9A-F]{2} ?[0-9A-F]{2}( ?[0-9A-F]{2})*\\W*$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Apdus();

    private static readonly (string[] Marks, string Name)[] s_all =
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

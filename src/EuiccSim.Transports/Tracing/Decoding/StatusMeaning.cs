using System.Globalization;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>Status words in words. TS 102 221 §10.2, TS 51.011 §9.4, TS 31.102 §7.3.</summary>
internal static class StatusMeaning
{
    /// <param name="status">The status word.</param>
    /// <param name="command">What it answers; null if that is no command.</param>
    internal static string Of(StatusWord status, CommandApdu? command = null)
    {
        if (s_known.TryGetValue(status.Value, out string? known)) return known;
        string number = status.Sw2.ToString(CultureInfo.InvariantCulture);
        return status.Sw1 switch
        {
            0x61 or 0x9F => status.Sw2 == 0 ? "256 or more octets of answer wait" : $"{number} octets of answer wait",
            0x6C => status.Sw2 == 0 ? "wrong Le, repeat with 256" : $"wrong Le, repeat with {number}",
            0x91 => $"ok, a proactive command of {number} octets waits",
            0x92 when status.Sw2 < 0x10 => $"ok after {number} retries",
            // Without a PIN it was a question, TS 102 221 §11.1.9.
            0x63 when status.Sw2 >> 4 == 0xC => $"{(command is { HasData: false } ? "not verified" : "verification failed")}, {status.Sw2 & 0xF} tries left",
            _ => s_families.TryGetValue(status.Sw1, out string? family) ? family : "unknown status word",
        };
    }

    private static readonly Dictionary<byte, string> s_families = new()
    {
        [0x62] = "warning, nothing changed",
        [0x63] = "warning, something changed",
        [0x64] = "error, nothing changed",
        [0x65] = "error, something changed",
        [0x67] = "wrong length",
        [0x68] = "function in the class byte not supported",
        [0x69] = "command not allowed",
        [0x6A] = "wrong parameters",
        [0x6B] = "wrong parameter P1 or P2",
        [0x6D] = "instruction not supported",
        [0x6E] = "class not supported",
        [0x6F] = "technical problem",
        [0x98] = "security problem",
    };

    private static readonly Dictionary<ushort, string> s_known = new()
    {
        [0x9000] = "ok",
        [0x9300] = "the toolkit is busy",
        [0x9240] = "memory problem",
        [0x9400] = "no EF selected",
        [0x9402] = "out of range",
        [0x9404] = "file or pattern not found",
        [0x9408] = "the file is of another kind",
        [0x9802] = "no PIN defined",
        [0x9804] = "access condition not met, or verification failed",
        [0x9808] = "contradicts the status of the PIN",
        [0x9810] = "contradicts the status of the file",
        [0x9840] = "the PIN is blocked",
        [0x9850] = "INCREASE reached the maximum",
        [0x9862] = "authentication error, incorrect MAC",
        [0x9863] = "security session expired",
        [0x9864] = "security context not supported",
        [0x9865] = "key freshness failure",
        [0x9866] = "authentication error, no memory",
        [0x6200] = "warning, nothing changed",
        [0x6281] = "part of the data may be corrupt",
        [0x6282] = "end of the file before Le octets, or nothing found",
        [0x6283] = "the selected file is deactivated",
        [0x6285] = "the selected file is terminated",
        [0x62F1] = "more data available",
        [0x62F2] = "more data available, a proactive command waits",
        [0x62F3] = "answer data available",
        [0x6310] = "more data available",
        [0x63F1] = "more data expected",
        [0x63F2] = "more data expected, a proactive command waits",
        [0x6581] = "memory problem",
        [0x6881] = "logical channel not supported",
        [0x6882] = "secure messaging not supported",
        [0x6981] = "the command does not fit the structure of the file",
        [0x6982] = "security status not satisfied",
        [0x6983] = "authentication method blocked",
        [0x6984] = "referenced data invalidated",
        [0x6985] = "conditions of use not satisfied",
        [0x6986] = "no EF selected",
        [0x6989] = "secure channel, security not satisfied",
        [0x6A80] = "incorrect parameters in the data field",
        [0x6A81] = "function not supported",
        [0x6A82] = "file or application not found",
        [0x6A83] = "record not found",
        [0x6A84] = "not enough memory",
        [0x6A86] = "incorrect P1 or P2",
        [0x6A87] = "Lc does not fit P1 and P2",
        [0x6A88] = "referenced data not found",
        [0x6A89] = "the file exists already",
        [0x6A8A] = "the DF name exists already",
    };
}

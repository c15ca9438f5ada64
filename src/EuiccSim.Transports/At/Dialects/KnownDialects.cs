using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At.Dialects;

/// <summary>The dialects that come along. Each is one kind of report; docs/modem-dialects.md tells which.</summary>
internal static class KnownDialects
{
    internal static SequenceOf<ModemDialect> All { get; } =
    [
        ModemDialect.Default,
        new("chatty")
        {
            Summary = "Unsolicited lines come before answers and inside them.",
            Unsolicited = ["+CREG: 2", "+QIND: \"csq\",23,99", "^RSSI: 19", "+CEREG: 5,\"1A2B\",\"00C0FFEE\",7", "RING"],
        },
        new("echoing") { Summary = "Commands are echoed, also after ATE0.", Echo = ModemEcho.Always, Unsolicited = ["+CREG: 1"] },
        new("clipped-echo") { Summary = "The echo lacks its first letter.", Echo = ModemEcho.WithoutFirstLetter },
        new("lower-case") { Summary = "Answers have small letters among their digits, no quotes, and no blank after the colon.", HasLowerCaseDigits = true, HasQuotes = false, HasBlankAfterColon = false },
        new("counting-octets") { Summary = "The length before an answer counts octets.", CountsOctets = true },
        new("csim-only") { Summary = "There is no AT+CCHO; programs open channels by AT+CSIM.", Sessions = ModemSessions.None },
        new("bare-sessions") { Summary = "AT+CCHO answers a bare number.", Sessions = ModemSessions.BareNumber },
        new("named-sessions") { Summary = "AT+CCHO answers a long name.", Sessions = ModemSessions.Handle },
        new("short-lines") { Summary = "A command line has 256 characters at most.", MaximumCommandLength = 256 },
        new("wordy-errors") { Summary = "Refusals are in words, also after AT+CMEE=1.", Errors = ModemErrors.Words },
        new("plain-errors") { Summary = "Every refusal is ERROR, and nothing more.", Errors = ModemErrors.None },
        new("collecting") { Summary = "The modem fetches answers from the card itself: programs see no 61XX.", CollectsAnswers = true },
        new("needs-profile") { Summary = "Without an enabled profile nobody reaches the card: +CME ERROR: 10.", NeedsProfile = true },
        new("keeps-identity") { Summary = "After a switch ICCID and IMSI are the old ones until AT+CFUN=0 and AT+CFUN=1.", KeepsIdentity = true },
    ];
}

using System.Collections.Frozen;
using System.Globalization;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>The numbers of PC/SC: names of winscard.h and pcsclite.h, with our own words.</summary>
internal static class PcscErrors
{
    internal static Row LibraryMissing { get; } =
        new("library missing", PcscProblem.LibraryMissing, "The PC/SC library is not installed.");

    internal static Row Of(uint code) => s_rows.TryGetValue(code, out Row? row)
        ? row
        : new(code.ToString("X8", CultureInfo.InvariantCulture), PcscProblem.Other, "The PC/SC library reports an error of the system.");

    /// <summary>
    /// What a number means to who has a context. pcsc-lite says SCARD_W_SECURITY_VIOLATION where the service ends in the middle of a call
    /// (seen with 1.9.9), as if it had denied access; but who has a context was let in.
    /// </summary>
    internal static uint Inside(uint result) => result == Scard.SecurityViolation ? Scard.ServiceStopped : result;

    internal static string AdviceFor(PcscProblem problem) => problem switch
    {
        PcscProblem.LibraryMissing => OperatingSystem.IsLinux()
            ? "Install it (Debian: apt install pcscd libpcsclite1)." : "Repair the system's smart card support.",
        PcscProblem.ServiceNotRunning => OperatingSystem.IsLinux()
            ? "Start it (systemctl start pcscd), or install pcscd."
            : "Attach a reader, and see that the system's smart card service runs.",
        PcscProblem.AccessDenied => "Log in at the machine itself, or let polkit allow org.debian.pcsc-lite.access_pcsc and access_card.",
        PcscProblem.NoReader => "Attach the reader, and check its name.",
        PcscProblem.NoCard => "Insert a card.",
        PcscProblem.CardRemoved => "Insert the card again, and start over.",
        PcscProblem.CardReset => "Start over.",
        PcscProblem.CardInUse => "Close the other program, or wait until it is done.",
        PcscProblem.CardMute => "Insert the card the right way round, clean its contacts, or try another reader.",
        PcscProblem.CommunicationLost => "Insert the card again, and start over.",
        PcscProblem.ProtocolMismatch => "Close the other program that uses the card, or connect with any protocol.",
        PcscProblem.NotSupported => "Try another reader.",
        _ => "",
    };

    /// <param name="Name">PC/SC's name.</param>
    /// <param name="Problem">The kind.</param>
    /// <param name="Meaning">What it means, in a sentence.</param>
    internal sealed record Row(string Name, PcscProblem Problem, string Meaning);

    private static readonly FrozenDictionary<uint, Row> s_rows = new Dictionary<uint, Row>
    {
        [0x80100001] = new("SCARD_F_INTERNAL_ERROR", PcscProblem.Other, "The PC/SC service found an error in itself."),
        [0x80100002] = new("SCARD_E_CANCELLED", PcscProblem.Other, "The request was cancelled."),
        [0x80100003] = new("SCARD_E_INVALID_HANDLE", PcscProblem.ServiceNotRunning, "The PC/SC service does not know this connection."),
        [0x80100004] = new("SCARD_E_INVALID_PARAMETER", PcscProblem.Other, "A parameter makes no sense to PC/SC."),
        [0x80100005] = new("SCARD_E_INVALID_TARGET", PcscProblem.Other, "The PC/SC service's setup is incomplete."),
        [0x80100006] = new("SCARD_E_NO_MEMORY", PcscProblem.Other, "The PC/SC service has no memory left."),
        [0x80100007] = new("SCARD_F_WAITED_TOO_LONG", PcscProblem.Other, "The PC/SC service waited for itself too long."),
        [0x80100008] = new("SCARD_E_INSUFFICIENT_BUFFER", PcscProblem.Other, "The answer is longer than an APDU can be."),
        [0x80100009] = new("SCARD_E_UNKNOWN_READER", PcscProblem.NoReader, "There is no reader of this name."),
        [0x8010000A] = new("SCARD_E_TIMEOUT", PcscProblem.Other, "The time is over."),
        [0x8010000B] = new("SCARD_E_SHARING_VIOLATION", PcscProblem.CardInUse, "Another program uses the card."),
        [0x8010000C] = new("SCARD_E_NO_SMARTCARD", PcscProblem.NoCard, "There is no card in the reader."),
        [0x8010000D] = new("SCARD_E_UNKNOWN_CARD", PcscProblem.Other, "The PC/SC service does not know a card of this name."),
        [0x8010000E] = new("SCARD_E_CANT_DISPOSE", PcscProblem.NotSupported, "The reader cannot let go of the card in this way."),
        [0x8010000F] = new("SCARD_E_PROTO_MISMATCH", PcscProblem.ProtocolMismatch, "The card does not speak this protocol now."),
        [0x80100010] = new("SCARD_E_NOT_READY", PcscProblem.CommunicationLost, "Reader or card is not ready."),
        [0x80100011] = new("SCARD_E_INVALID_VALUE", PcscProblem.Other, "A value makes no sense to PC/SC."),
        [0x80100012] = new("SCARD_E_SYSTEM_CANCELLED", PcscProblem.ServiceNotRunning, "The system goes down."),
        [0x80100013] = new("SCARD_F_COMM_ERROR", PcscProblem.ServiceNotRunning, "The line to the PC/SC service broke."),
        [0x80100014] = new("SCARD_F_UNKNOWN_ERROR", PcscProblem.Other, "The PC/SC service failed without knowing why."),
        [0x80100015] = new("SCARD_E_INVALID_ATR", PcscProblem.CardMute, "The card's answer to reset is not right."),
        [0x80100016] = new("SCARD_E_NOT_TRANSACTED", PcscProblem.CommunicationLost, "The card did not answer."),
        [0x80100017] = new("SCARD_E_READER_UNAVAILABLE", PcscProblem.NoReader, "The reader was unplugged, or is not available."),
        [0x80100018] = new("SCARD_P_SHUTDOWN", PcscProblem.ServiceNotRunning, "The PC/SC service goes down."),
        [0x80100019] = new("SCARD_E_PCI_TOO_SMALL", PcscProblem.Other, "The protocol information does not fit."),
        [0x8010001A] = new("SCARD_E_READER_UNSUPPORTED", PcscProblem.NotSupported, "The reader's driver cannot do what PC/SC needs."),
        [0x8010001B] = new("SCARD_E_DUPLICATE_READER", PcscProblem.Other, "Two readers have the same name."),
        [0x8010001C] = new("SCARD_E_CARD_UNSUPPORTED", PcscProblem.CardMute, "The card cannot do what PC/SC needs."),
        [0x8010001D] = new("SCARD_E_NO_SERVICE", PcscProblem.ServiceNotRunning, "The PC/SC service does not run."),
        [0x8010001E] = new("SCARD_E_SERVICE_STOPPED", PcscProblem.ServiceNotRunning, "The PC/SC service stopped."),
        [0x8010001F] = OperatingSystem.IsWindows()
            ? new("SCARD_E_UNEXPECTED", PcscProblem.Other, "The card did something unexpected.")
            : new("SCARD_E_UNSUPPORTED_FEATURE", PcscProblem.NotSupported, "The reader cannot do this."),
        [0x80100020] = new("SCARD_E_ICC_INSTALLATION", PcscProblem.Other, "The system has no provider for this card."),
        [0x80100021] = new("SCARD_E_ICC_CREATEORDER", PcscProblem.Other, "Objects were created in a wrong order."),
        [0x80100022] = new("SCARD_E_UNSUPPORTED_FEATURE", PcscProblem.NotSupported, "The reader cannot do this."),
        [0x80100027] = new("SCARD_E_NO_ACCESS", PcscProblem.AccessDenied, "The PC/SC service denies access."),
        [0x8010002E] = new("SCARD_E_NO_READERS_AVAILABLE", PcscProblem.NoReader, "There is no reader."),
        [0x8010002F] = new("SCARD_E_COMM_DATA_LOST", PcscProblem.CommunicationLost, "Octets between reader and card were lost."),
        [0x80100031] = new("SCARD_E_SERVER_TOO_BUSY", PcscProblem.Other, "The PC/SC service has too much to do."),
        [0x80100065] = new("SCARD_W_UNSUPPORTED_CARD", PcscProblem.CardMute, "The reader cannot use what the card's answer to reset says."),
        [0x80100066] = new("SCARD_W_UNRESPONSIVE_CARD", PcscProblem.CardMute, "The card does not answer to reset."),
        [0x80100067] = new("SCARD_W_UNPOWERED_CARD", PcscProblem.CardReset, "The card has no power."),
        [0x80100068] = new("SCARD_W_RESET_CARD", PcscProblem.CardReset, "Another program reset the card."),
        [0x80100069] = new("SCARD_W_REMOVED_CARD", PcscProblem.CardRemoved, "The card was taken out."),
        [0x8010006A] = new("SCARD_W_SECURITY_VIOLATION", PcscProblem.AccessDenied, "The PC/SC service denies access."),
        // Windows passes errors of a reader's driver through as they are: winerror.h.
        [0x00000006] = new("ERROR_INVALID_HANDLE", PcscProblem.ServiceNotRunning, "The PC/SC service does not know this connection."),
        [0x00000016] = new("ERROR_BAD_COMMAND", PcscProblem.NoReader, "The reader was unplugged."),
        [0x0000001F] = new("ERROR_GEN_FAILURE", PcscProblem.CommunicationLost, "The reader failed."),
        [0x00000032] = new("ERROR_NOT_SUPPORTED", PcscProblem.NotSupported, "The reader cannot do this."),
        [0x00000079] = new("ERROR_SEM_TIMEOUT", PcscProblem.CommunicationLost, "The reader did not answer in time."),
        [0x0000048F] = new("ERROR_DEVICE_NOT_CONNECTED", PcscProblem.NoReader, "The reader was unplugged."),
    }.ToFrozenDictionary();
}

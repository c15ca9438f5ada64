using System.Globalization;
using EuiccSim.Bench;
using EuiccSim.Card.Store;
using EuiccSim.Cli.Output;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Servers.Storage;
using EuiccSim.Terminal;
using EuiccSim.Testing;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Cli;

/// <summary>What went wrong, in the words of the command line.</summary>
internal static class Failures
{
    internal static CommandFailure Of(DownloadOutcome outcome) => outcome switch
    {
        DownloadOutcome.RefusedByServer no => new(ExitCode.SaidNo, no.Function, "refusedByServer", Explain(no.Code, no.Meaning, no.Advice, no.ServerMessage), no.Code.ToString()),
        DownloadOutcome.RefusedByEuicc no => new(ExitCode.SaidNo, no.Function, no.Name, no.Meaning, Number(no.Code)),
        DownloadOutcome.InstallationFailed no => new(
            ExitCode.SaidNo, no.BppCommandId.ToString(), no.ErrorReason.ToString(), "The eUICC refused the bound profile package.", Number((int)no.ErrorReason)),
        DownloadOutcome.ServerMismatch no => new(
            ExitCode.SaidNo, "download", nameof(DownloadOutcome.ServerMismatch), MismatchOf(no.What, no.Expected, no.Received) + (no.Cancellation is null ? "" : " The order stays open.")),
        _ when Sentences.TryGetValue(outcome.GetType(), out string? sentence) => new(ExitCode.SaidNo, "download", outcome.GetType().Name, sentence),
        _ => new(ExitCode.SaidNo, "download", outcome.GetType().Name, outcome.ToString()),
    };

    internal static CommandFailure Of(DiscoveryOutcome outcome) => outcome switch
    {
        DiscoveryOutcome.RefusedByServer no => new(ExitCode.SaidNo, no.Function, "refusedByServer", Explain(no.Code, no.Meaning, no.Advice, no.ServerMessage), no.Code.ToString()),
        DiscoveryOutcome.RefusedByEuicc no => new(ExitCode.SaidNo, no.Function, no.Name, no.Meaning, Number(no.Code)),
        DiscoveryOutcome.ServerMismatch no => new(ExitCode.SaidNo, "discover", nameof(DiscoveryOutcome.ServerMismatch), MismatchOf(no.What, no.Expected, no.Received)),
        DiscoveryOutcome.NoServerAddress => CommandFailure.Missing("noServerAddress", "The eUICC has no root SM-DS; --sm-ds names one."),
        _ => new(ExitCode.SaidNo, "discover", outcome.GetType().Name, outcome.ToString()),
    };

    /// <summary>The standard's words, what they mean here, what a person can do, and the server's own words.</summary>
    private static string Explain(StatusCode code, string meaning, string? advice, string? serverMessage)
    {
        string words = code.Subject.Length == 0 ? meaning : $"{code.Description}; {meaning}";
        if (advice is not null) words += $". {advice}";
        return serverMessage is null || serverMessage == code.Description ? words : $"{words} The server says: {serverMessage}";
    }

    private static string MismatchOf(string what, string expected, string received) =>
        $"The server is not who it should be, or mixes up sessions: {what} is {received} instead of {expected}.";

    /// <summary>The failure that an exception of the libraries stands for; null for one that is a fault of this program.</summary>
    internal static CommandFailure? Of(Exception exception) => exception switch
    {
        CommandFailure failure => failure,
        EuiccFunctionException no => new(ExitCode.SaidNo, no.Function, no.Name, no.Meaning, Number(no.Code), no),
        RspException no => new(ExitCode.SaidNo, no.Function, "refusedByServer", Explain(no.Code, no.Meaning, no.Advice, no.ServerMessage), no.Code.ToString(), no),
        DemonstrationException { Download: { } outcome } => Of(outcome),
        DemonstrationException { Refusal: { } code } no => new(ExitCode.SaidNo, no.Function, "refused", no.Message, code.ToString(), no),
        DemonstrationException no => CommandFailure.Wrong(no.Function, no.Message),
        BenchException no => CommandFailure.Wrong(no.Function, no.Message),
        IncompletePackageException fault => CommandFailure.Missing(fault.Name, fault.Message, fault),
        SimException no => new(ExitCode.SaidNo, no.Function, "rejected", MeaningOf(no), no.Status.ToString(), no),
        CardException no => new(ExitCode.SaidNo, $"{no.Command.Ins:X2}", "rejected", no.Message + AdviceOn(no), no.Status.ToString(), no),
        Es9TransportException { Fault: not Es9TransportFault.Other } fault =>
            new(ExitCode.CouldNotAsk, "transport", StandardName.Of(fault.Fault), fault.Message, inner: fault),
        PcscException { Code: var code and not 0 } fault =>
            new(ExitCode.CouldNotAsk, "transport", fault.Name, fault.Message, code.ToString("X8", CultureInfo.InvariantCulture), fault),
        MalformedResponseException or TransportException or Es9TransportException =>
            new(ExitCode.CouldNotAsk, "transport", exception.GetType().Name, exception.Message, inner: exception),
        CardImageException fault => CommandFailure.Missing("cardImage", fault.Message, fault),
        SmdpStoreException fault => CommandFailure.Missing("state", fault.Message, fault),
        OperationCanceledException => CommandFailure.Missing("cancelled", "Given up.", exception),
        Asn1ContentException fault => CommandFailure.Missing("malformed", $"Not what it should be: {fault.Message}", fault),
        _ => null,
    };

    private static string MeaningOf(SimException no) =>
        no.Status == StatusWord.SecurityStatusNotSatisfied ? "The file is protected; --pin may help." : no.Status == StatusWord.FileNotFound ? $"The card answered {no.Status}." : no.Meaning;

    /// <summary>What an exception says, without the name of a parameter of this program.</summary>
    internal static string WordsOf(Exception exception)
    {
        int parameter = exception is ArgumentException ? exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        return parameter < 0 ? exception.Message : exception.Message[..parameter];
    }

    /// <summary>What a person can do where the card gives no more than a status word.</summary>
    private static string AdviceOn(CardException no) => (no.Command.Ins, no.Status.Value) switch
    {
        (StoreData, 0x6985) =>
            " The eUICC waits for the rest of a profile whose download was cut off: download again, which ends that, or turn the card off and on.",
        (CardChannels.ManageChannel, 0x6A81 or 0x6881) =>
            " All channels may be in use: turn the card off and on to close those that other programs left open.",
        _ => "",
    };

    private const byte StoreData = 0xE2;

    private static readonly Dictionary<Type, string> Sentences = new()
    {
        [typeof(DownloadOutcome.RejectedByUser)] = "Not wanted: the server was told, and the order is closed.",
        [typeof(DownloadOutcome.Postponed)] = "Not now: the order stays open, and the same Activation Code will do again.",
        [typeof(DownloadOutcome.TimedOut)] = "Nobody answered: the order stays open.",
        [typeof(DownloadOutcome.ConfirmationCodeMissing)] = "The server wants a Confirmation Code; --confirmation-code names it. The order stays open.",
        [typeof(DownloadOutcome.NoServerAddress)] = "The eUICC has no default SM-DP+, and no Activation Code was given.",
        [typeof(DownloadOutcome.PprNotAllowed)] = "The profile has policy rules that the eUICC does not allow. The server was told, and the order is closed.",
        [typeof(DownloadOutcome.ConsentMissing)] = "The profile has policy rules that somebody must consent to: --yes does. The order stays open.",
        [typeof(DownloadOutcome.MetadataMismatch)] = "The package holds another profile than was offered. Nothing was installed.",
    };

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);
}

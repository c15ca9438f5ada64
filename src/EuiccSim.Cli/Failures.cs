using EuiccSim.Bench;
using EuiccSim.Card.Store;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Servers.Storage;
using EuiccSim.Terminal;
using EuiccSim.Transports.At;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Sockets;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Cli;

/// <summary>What went wrong, in the words of the command line.</summary>
internal static class Failures
{
    internal static CommandFailure Of(DownloadOutcome outcome) => outcome switch
    {
        DownloadOutcome.ConfirmationCodeMissing => SaidNo(
            Refusal.Of(outcome) with { Message = "The server wants a Confirmation Code; --confirmation-code names it. The order stays open." }),
        DownloadOutcome.ConsentMissing => SaidNo(
            Refusal.Of(outcome) with { Message = "The profile has policy rules that somebody must consent to: --yes does. The order stays open." }),
        DownloadOutcome.NoServerAddress => CommandFailure.Missing(
            "noServerAddress", "The eUICC has no default SM-DP+: give an Activation Code, or name one with 'euiccsim lpa default-dp FQDN'."),
        _ => SaidNo(Refusal.Of(outcome)),
    };

    internal static CommandFailure Of(DiscoveryOutcome outcome) => outcome is DiscoveryOutcome.NoServerAddress
        ? CommandFailure.Missing("noServerAddress", "The eUICC has no root SM-DS; --sm-ds names one.")
        : SaidNo(Refusal.Of(outcome));

    /// <summary>The failure that an exception of the libraries stands for; null for one that is a fault of this program.</summary>
    internal static CommandFailure? Of(Exception exception) => exception switch
    {
        CommandFailure failure => failure,
        EuiccFunctionException no => SaidNo(Refusal.Of(no), no),
        RspException no => SaidNo(Refusal.Of(no), no),
        DemonstrationException { Download: { } outcome } => Of(outcome),
        DemonstrationException { RefusalCode: { } code } no => new(ExitCode.SaidNo, no.Function, "refusedByServer", no.Message, code, no),
        DemonstrationException no => CommandFailure.Wrong(no.Function, no.Message),
        BenchException no => CommandFailure.Wrong(no.Function, no.Message),
        IncompletePackageException fault => CommandFailure.Missing(fault.Name, fault.Message, fault),
        ProfileEditException { Name: "hasDependents" } no => CommandFailure.Missing(no.Name, $"{no.Message} --with-dependents removes that, too.", no),
        ProfileEditException fault => CommandFailure.Missing(fault.Name, fault.Message, fault),
        PackagePathException fault => CommandFailure.Missing(fault.Name, fault.Message, fault),
        SimException no => new(ExitCode.SaidNo, no.Function, "rejected", MeaningOf(no), no.Status.ToString(), no),
        NoEuiccException no => new(ExitCode.SaidNo, "SELECT", "noEuicc", $"{no.Message} --aid names it.", no.Status.ToString(), no),
        ChannelLostException no => new(ExitCode.SaidNo, CommandNames.Of(no.Command), "channelLost", no.Message, no.Status.ToString(), no),
        CardException no => new(ExitCode.SaidNo, CommandNames.Of(no.Command), "rejected", no.Message + AdviceOn(no), no.Status.ToString(), no),
        MalformedResponseException or TransportException or Es9TransportException => OfTransport(exception),
        ReaderChoiceException fault => CommandFailure.Missing(fault.Name, fault.Message, fault),
        TraceSinkException fault => CommandFailure.Missing("trace", fault.Message, fault),
        CardImageException fault => CommandFailure.Missing("cardImage", fault.Message, fault),
        SmdpStoreException fault => CommandFailure.Missing("state", fault.Message, fault),
        OperationCanceledException => new(ExitCode.Interrupted, "prepare", "cancelled", "Given up.", inner: exception),
        Asn1ContentException fault => CommandFailure.Missing("malformed", $"Not what it should be: {fault.Message}", fault),
        OutputException fault => CommandFailure.Missing("output", fault.Message, fault),
        // Whatever file it is: a disk that is full, a folder that may not be read. A verb that knows more of it has said so.
        IOException or UnauthorizedAccessException => CommandFailure.Missing("files", FaultWords.Sentence(exception), exception),
        _ => null,
    };

    /// <summary>Where a person gave up while servers were told of something that is done; null where nobody did.</summary>
    internal static CommandFailure? Interrupted(VerbCall call) => call.Ct.IsCancellationRequested
        ? new(ExitCode.Interrupted, "HandleNotification", "cancelled", "Given up while servers were told of it; what is said above is done.")
        : null;

    /// <summary>The way to a card or a server that is none.</summary>
    private static CommandFailure OfTransport(Exception fault)
    {
        string name = fault switch
        {
            Es9TransportException { Fault: not Es9TransportFault.Other } server => StandardName.Of(server.Fault),
            Es9TransportException => "noAnswer",
            PcscException { Problem: not PcscProblem.Other } reader => StandardName.Of(reader.Problem),
            PcscException => "pcscError",
            AtModemException modem => "modem" + modem.Failure,
            LpacStdioException => "cardProgram",
            TcpCardException => "cardSocket",
            MalformedResponseException => "malformedResponse",
            _ => "cardLost",
        };
        string message = Advice.On(name) is { Length: > 0 } advice ? $"{FaultWords.Sentence(fault.Message)} {advice}" : fault.Message;
        string? code = fault is PcscException { Code: var number and not 0 } ? number.ToString("X8", CultureInfo.InvariantCulture) : null;
        return new(ExitCode.CouldNotAsk, "transport", name, message, code, fault) { WriteMore = fault is Es9TransportException http ? http.WriteMembers : null };
    }

    /// <summary>Uses files; what cannot be read or written is a failure of this name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="use">Uses them.</param>
    /// <param name="input">What is read, where it has no name of its own that would be in the message.</param>
    internal static T OfFiles<T>(string name, Func<T> use, string? input = null)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string message = input is null ? FaultWords.Sentence(e) : $"{input} cannot be read: {FaultWords.Of(e)}.";
            throw CommandFailure.Missing(name, $"{message} {Advice.On(name)}", e);
        }
    }

    /// <summary>The same for what gives nothing.</summary>
    internal static void OfFiles(string name, Action use) => OfFiles(name, () =>
    {
        use();
        return true;
    });

    private static CommandFailure SaidNo(Refusal no, Exception? inner = null) =>
        new(ExitCode.SaidNo, no.Function, no.Name, $"{no.Message} {Advice.On(no.Name)}", no.Code, inner) { WriteMore = no.WriteMembers };

    private static string MeaningOf(SimException no) =>
        no.Status == StatusWord.SecurityStatusNotSatisfied ? "The file is protected; --pin may help." : no.Status == StatusWord.FileNotFound ? $"The card answered {no.Status}." : no.Meaning;

    /// <summary>What a person can do where the card gives no more than a status word.</summary>
    private static string AdviceOn(CardException no) => (no.Command.Ins, no.Status.Value) switch
    {
        (StoreData, 0x6985 or 0x6A80 or 0x6A86) when IsSwitch(no.Command.Data) => " The card may not take what tells the device to start anew: --refresh off, or auto, goes without.",
        (StoreData, 0x6985) =>
            " The eUICC waits for the rest of a profile whose download was cut off: download again, which ends that, or turn the card off and on.",
        // A block of so many octets is not everybody's; a short one was refused for something else.
        (StoreData, 0x6700 or 0x6601 or 0x6A80) when no.Command.Data.Length > FewOctets =>
            $" The card, or what is between it and this program, may not take {no.Command.Data.Length} octets at once: --block-size 60 sends smaller blocks, or try fewer still.",
        (CardChannels.ManageChannel, 0x6A81 or 0x6881) =>
            " All channels may be in use: turn the card off and on to close those that other programs left open.",
        _ => "",
    };

    /// <summary>ES10c.EnableProfile ('BF31') or DisableProfile ('BF32').</summary>
    private static bool IsSwitch(Octets data) => data.Length > 2 && data[0] == 0xBF && data[1] is 0x31 or 0x32;

    private const byte StoreData = 0xE2;
    private const int FewOctets = 60;
}

using System.Globalization;
using EuiccSim.Card.Store;
using EuiccSim.Cli.Output;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli;

/// <summary>What went wrong, in the words of the command line.</summary>
internal static class Failures
{
    internal static CommandFailure Of(DownloadOutcome outcome) => outcome switch
    {
        DownloadOutcome.RefusedByServer no => new(ExitCode.SaidNo, no.Function, "refusedByServer", no.Meaning, no.Code.ToString()),
        DownloadOutcome.RefusedByEuicc no => new(ExitCode.SaidNo, no.Function, no.Name, no.Meaning, Number(no.Code)),
        DownloadOutcome.InstallationFailed no => new(
            ExitCode.SaidNo, no.BppCommandId.ToString(), no.ErrorReason.ToString(), "The eUICC refused the bound profile package.", Number((int)no.ErrorReason)),
        _ => new(ExitCode.SaidNo, "download", outcome.GetType().Name, outcome.ToString()),
    };

    /// <summary>The failure that an exception of the libraries stands for; null for one that is a fault of this program.</summary>
    internal static CommandFailure? Of(Exception exception) => exception switch
    {
        CommandFailure failure => failure,
        EuiccFunctionException no => new(ExitCode.SaidNo, no.Function, no.Name, no.Meaning, Number(no.Code), no),
        RspException no => new(ExitCode.SaidNo, no.Function, "refusedByServer", no.Meaning, no.Code.ToString(), no),
        CardException no => new(ExitCode.SaidNo, $"{no.Command.Ins:X2}", "rejected", no.Message, no.Status.ToString(), no),
        Es9TransportException { Fault: not Es9TransportFault.Other } fault =>
            new(ExitCode.CouldNotAsk, "transport", StandardName.Of(fault.Fault), fault.Message, inner: fault),
        MalformedResponseException or TransportException or Es9TransportException =>
            new(ExitCode.CouldNotAsk, "transport", exception.GetType().Name, exception.Message, inner: exception),
        CardImageException fault => CommandFailure.Missing("cardImage", fault.Message, fault),
        OperationCanceledException => CommandFailure.Missing("cancelled", "Given up.", exception),
        Asn1ContentException fault => CommandFailure.Missing("malformed", $"Not what it should be: {fault.Message}", fault),
        _ => null,
    };

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);
}

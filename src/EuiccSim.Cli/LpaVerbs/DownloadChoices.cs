using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>The options of a download, and the download itself: for "download" and for "discover --download".</summary>
internal sealed class DownloadChoices
{
    private readonly Option<string?> _confirmationCode = new("--confirmation-code") { Description = "The Confirmation Code, if the server wants one." };
    private readonly Option<string?> _imei = new("--imei") { Description = "The device's IMEI, which the server is told." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Installs without asking; policy rules are consented to." };

    internal void AddTo(Command verb)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_confirmationCode, _imei, _yes]) verb.Add(option);
    }

    /// <summary>What servers are told about the device; null for the usual one.</summary>
    internal Imei? ReadImei(VerbCall call)
    {
        if (call.Parsed.GetValue(_imei) is not { } digits) return null;
        try
        {
            return Imei.FromDigits(digits);
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("arguments", $"--imei: {FaultWords.Of(e)}.", e);
        }
    }

    /// <summary>Downloads; a person who mistypes the Confirmation Code may type again, for as long as the server allows it.</summary>
    /// <param name="lpa">The card.</param>
    /// <param name="code">What to download; null for the default SM-DP+'s.</param>
    /// <param name="isPreview">True to look and not to install.</param>
    /// <param name="sends">False to leave the notifications on the card.</param>
    /// <param name="call">Who asks.</param>
    internal async Task<VerbResult> RunAsync(LpaClient lpa, ActivationCode? code, bool isPreview, bool sends, VerbCall call)
    {
        UserQuestions user = new(call, isPreview, call.Parsed.GetValue(_yes));
        DownloadOptions options = new()
        {
            ConfirmationCode = call.Parsed.GetValue(_confirmationCode),
            AskUser = user.AskUser,
            AskConfirmationCode = user.AskConfirmationCode,
            SendsNotifications = sends,
        };
        if (ReadImei(call) is { } imei) options = options.WithImei(imei);
        while (true)
        {
            using DownloadReporter reporter = new(call);
            DownloadOutcome outcome = await lpa.DownloadAsync(code, options, reporter, call.Ct);
            bool canTypeAgain = outcome is DownloadOutcome.RefusedByServer { IsConfirmationCodeWrong: true } && user.HasTypedCode;
            if (!canTypeAgain) return ResultOf(outcome, user, GivenWords.OfTarget(call.Parsed));
            call.Say("The server does not accept this Confirmation Code.");
            user.Again();
        }
    }

    private static VerbResult ResultOf(DownloadOutcome outcome, UserQuestions user, string card) => outcome switch
    {
        DownloadOutcome.Installed installed => new DownloadResult(installed, card),
        DownloadOutcome.Postponed when user.Shown is { } offer => new OfferResult(offer),
        _ => throw Failures.Of(outcome),
    };
}

using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa download</c>.</summary>
internal sealed class DownloadVerb
{
    private readonly CardTargetOptions _target;
    private readonly Argument<string?> _code = new("CODE")
    {
        Description = "LPA:1$…; without it, the default SM-DP+ is asked.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _confirmationCode = new("--confirmation-code") { Description = "The Confirmation Code, if the server wants one." };
    private readonly Option<string?> _imei = new("--imei") { Description = "The device's IMEI, which the server is told." };
    private readonly Option<bool> _preview = new("--preview") { Description = "Shows what is offered and installs nothing." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Installs without asking; policy rules are consented to." };

    private readonly ServerOptions _servers;

    private DownloadVerb(CardTargetOptions target)
    {
        _target = target;
        _servers = new(target);
    }

    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        DownloadVerb verb = new(target);
        Command command = new("download", "Downloads a profile and installs it.") { verb._code, verb._confirmationCode, verb._imei, verb._preview, verb._yes };
        return verb._servers.AddTo(command).Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        ActivationCode? code = call.Parsed.GetValue(_code) is { } text ? ReadCode(text) : null;
        UserQuestions user = new(call, call.Parsed.GetValue(_preview), call.Parsed.GetValue(_yes));
        DownloadOptions options = new()
        {
            ConfirmationCode = call.Parsed.GetValue(_confirmationCode),
            AskUser = user.AskUser,
            AskConfirmationCode = user.AskConfirmationCode,
        };
        if (call.Parsed.GetValue(_imei) is { } imei) options = options with { DeviceInfo = WithImei(options, imei) };
        IEs9Transport servers = _servers.Open(call);
        using IDisposable? owned = servers as IDisposable;
        DownloadOutcome outcome = await _target.WithLpaAsync(
            call, lpa => lpa.DownloadAsync(code, options, new StepLines(call), call.Ct), servers);
        return outcome switch
        {
            DownloadOutcome.Installed installed => new DownloadResult(installed),
            DownloadOutcome.Postponed when user.Shown is { } offer => new OfferResult(offer),
            _ => throw Failures.Of(outcome),
        };
    }

    private static ActivationCode ReadCode(string text)
    {
        try
        {
            return ActivationCode.Parse(text);
        }
        catch (FormatException e)
        {
            string hint = File.Exists(text) ? " Pictures of QR codes cannot be read here." : "";
            throw CommandFailure.Missing("activationCode", $"'{text}': {e.Message}.{hint}", e);
        }
    }

    private static Protocol.Rsp.Common.DeviceInfo WithImei(DownloadOptions options, string digits)
    {
        try
        {
            Imei imei = Imei.FromDigits(digits);
            return options.DeviceInfo with { Tac = imei.TacOctets, Imei = imei.Octets };
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("arguments", $"--imei: {e.Message}.", e);
        }
    }

    /// <summary>Each step once.</summary>
    private sealed class StepLines(VerbCall call) : IProgress<DownloadProgress>
    {
        private DownloadStep? _last;

        public void Report(DownloadProgress value)
        {
            if (_last == value.Step) return;
            _last = value.Step;
            call.Progress(Demo.StepLog.Kebab(value.Step.ToString()));
        }
    }
}

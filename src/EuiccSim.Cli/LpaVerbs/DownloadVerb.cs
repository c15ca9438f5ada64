namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa download</c>.</summary>
internal sealed class DownloadVerb
{
    private readonly Argument<string?> _code = new("CODE")
    {
        Description = "LPA:1$…, also in a link or as it was pasted, or a picture with its QR code; without it, the default SM-DP+ is asked.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _preview = new("--preview") { Description = "Shows what is offered and installs nothing." };
    private readonly DownloadChoices _choices = new();
    private readonly InstallRun _run;

    private DownloadVerb(CardTargetOptions target) => _run = new(target);

    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        DownloadVerb verb = new(target);
        Command command = new("download", "Downloads a profile and installs it.") { verb._code, verb._preview };
        verb._choices.AddTo(command);
        return verb._run.AddTo(command).Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        ActivationCode? code = call.Parsed.GetValue(_code) is { } text ? GivenCode.Read(text) : null;
        _ = _choices.ReadImei(call);
        return await _run.RunAsync(call, lpa => _choices.RunAsync(lpa, code, call.Parsed.GetValue(_preview), _run.Sends(call), call));
    }
}

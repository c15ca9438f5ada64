using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa download</c>.</summary>
internal sealed class DownloadVerb
{
    private readonly CardTargetOptions _target;
    private readonly Argument<string?> _code = new("CODE")
    {
        Description = "LPA:1$…, also in a link or as it was pasted, or a picture with its QR code; without it, the default SM-DP+ is asked.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _preview = new("--preview") { Description = "Shows what is offered and installs nothing." };
    private readonly DownloadChoices _choices = new();
    private readonly ServerOptions _servers;

    private DownloadVerb(CardTargetOptions target)
    {
        _target = target;
        _servers = new(target);
    }

    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        DownloadVerb verb = new(target);
        Command command = new("download", "Downloads a profile and installs it.") { verb._code, verb._preview };
        verb._choices.AddTo(command);
        return verb._servers.AddTo(command).Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        ActivationCode? code = call.Parsed.GetValue(_code) is { } text ? GivenCode.Read(text) : null;
        _ = _choices.ReadImei(call);
        IEs9Transport servers = _servers.Open(call);
        using IDisposable? owned = servers as IDisposable;
        return await _target.WithLpaAsync(call, lpa => _choices.RunAsync(lpa, code, call.Parsed.GetValue(_preview), call), servers);
    }
}

using System.CommandLine;
using EuiccSim.Cli.Smdp;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Smdp.AspNetCore.Smds;
using EuiccSim.Smdp.Smds;

namespace EuiccSim.Cli.Smds;

/// <summary>The SM-DSs at which a served SM-DP+ announces orders.</summary>
internal sealed class SmdsChoice
{
    private readonly Option<string[]> _smds = new("--sm-ds")
    {
        Description = "An SM-DS that orders may name, and where it takes ES12 if that is elsewhere.",
        HelpName = "ADDRESS[=ADDRESS]",
    };

    private readonly Option<bool> _forward = new("--sm-ds-forward") { Description = "Has SM-DSs pass events on to their root." };

    internal void AddTo(Command command)
    {
        command.Add(_smds);
        command.Add(_forward);
    }

    /// <summary>Null where none is named. The transport is disposed by the caller.</summary>
    internal (SmdsAccess Access, Es12HttpTransport Transport)? Read(VerbCall call, ServerPki pki)
    {
        if (call.Parsed.GetValue(_smds) is not { Length: > 0 } named) return null;
        bool forward = call.Parsed.GetValue(_forward);
        Es12HttpTransport transport = new(new HttpClient(
            Es12HttpTransport.Handler(pki.TlsCertificates[0].Certificate, pki.TrustedCis, call.At.Time)));
        return (new(transport, SequenceOf.From(named.Select(text => Known(text, forward)))), transport);
    }

    private static KnownSmds Known(string text, bool forward) => text.Split('=') switch
    {
        [{ Length: > 0 } address] => new(address, forward),
        [{ Length: > 0 } address, { Length: > 0 } es12] => new(address, forward, es12),
        _ => throw CommandFailure.Missing("arguments", $"--sm-ds takes ADDRESS or ADDRESS=ADDRESS, not '{text}'."),
    };
}

using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Cli.Smdp;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDp.Announcing;

namespace EuiccSim.Cli.Smds;

/// <summary>The SM-DSs at which a served SM-DP+ announces orders.</summary>
internal sealed class SmdsChoice
{
    private readonly Option<string[]> _smds = new("--sm-ds")
    {
        Description = "An SM-DS that orders may name, and where it takes ES12 if that is elsewhere ('https://' may be left out).",
        HelpName = "URL|ADDRESS=URL",
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
        Es12HttpTransport transport = new(BetweenServers(pki.TlsCertificates[0].Certificate, pki.Cis, call));
        return (new(transport, SequenceOf.From(named.Select(text => Known(text, forward)))), transport);
    }

    /// <summary>How a server of ours calls SM-DSs.</summary>
    internal static RspHttpOptions BetweenServers(X509Certificate2 own, IReadOnlyList<RspCertificate> cis, VerbCall call) =>
        RspHttpOptions.BetweenServers with { ClientCertificate = own, Trust = new() { Cis = cis, Time = call.At.Time } };

    private static KnownSmds Known(string text, bool forward) => text.Split('=') switch
    {
        [var address] => new(Address(address, text), forward),
        [var address, var es12] => new(Address(address, text), forward, Address(es12, text)),
        _ => throw Unusable(text),
    };

    // As orders name it: what a URL has around it is left out.
    private static string Address(string part, string text)
    {
        const string Scheme = "https://";
        string address = part.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? part[Scheme.Length..].TrimEnd('/') : part;
        return Uri.TryCreate(Scheme + address, UriKind.Absolute, out Uri? url) && url.PathAndQuery == "/" ? address : throw Unusable(text);
    }

    private static CommandFailure Unusable(string text) => CommandFailure.Missing("arguments", $"--sm-ds takes URL or ADDRESS=URL, not '{text}'.");
}

using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa install</c>: a package onto a card, through a server of its own in this process.</summary>
internal sealed class InstallVerb(CardTargetOptions target)
{
    private readonly Argument<FileInfo> _file = new("PACKAGE") { Description = "The unprotected profile package: DER, hexadecimal digits, base64, value notation or JSON." };
    private readonly InstallRun _run = new(target);

    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        InstallVerb verb = new(target);
        return verb._run.AddTo(new("install", "Installs a profile package, without a server elsewhere. The card must trust the CI of --pki, or of your own test PKI.") { verb._file })
            .Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        Octets package = PackageSource.ReadPackage(call.At, call.Parsed.GetRequiredValue(_file));
        using PkiSet pkis = UserKeys.LoadPkis(target.ReadPki(call.Parsed), _ => true, "", call.At);
        call.Progress("prepare-server");
        LocalInstallation server = await PrepareAsync(pkis, package, call);
        GivenNumber.Tell(call.At.Error, server.Iccid);
        return await _run.RunAsync(call, lpa => InstallAsync(server, lpa, call), server.WayTo);
    }

    private async Task<VerbResult> InstallAsync(LocalInstallation server, LpaClient lpa, VerbCall call)
    {
        using DownloadReporter reporter = new(call);
        try
        {
            DownloadOutcome outcome = await server.InstallAsync(lpa, new() { SendsNotifications = _run.Sends(call) }, reporter, call.Ct);
            string? orphaned = KeptNotifications.Orphaned(outcome.Notifications, GivenWords.OfCard(call.Parsed));
            if (outcome is DownloadOutcome.Installed installed) return new DownloadResult(installed, GivenWords.OfTarget(call.Parsed)) { Advice = orphaned };
            if (orphaned is not null) call.Say(orphaned);
            throw Failures.Of(outcome);
        }
        catch (UntrustedCiException e)
        {
            throw CommandFailure.Missing("ciUnknown", $"{e.Message} --pki names certificates under a CI that it trusts.", e);
        }
    }

    private static async Task<LocalInstallation> PrepareAsync(PkiSet pkis, Octets package, VerbCall call)
    {
        try
        {
            return await LocalInstallation.PrepareAsync(pkis.Pkis, package, new() { Time = call.At.Time, Random = call.At.Random });
        }
        catch (Exception e) when (e is Asn1ContentException or FormatException)
        {
            throw CommandFailure.Missing("profile", $"Not a profile package: {e.Message}.", e);
        }
    }
}

using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>What tests expect of a download.</summary>
internal static class Outcomes
{
    internal static void MustBeInstalled(this DownloadOutcome outcome) =>
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.Installed>());

    internal static void MustHaveFailed(this DownloadOutcome outcome, ErrorReason reason)
    {
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.InstallationFailed>());
        Assert.That(((DownloadOutcome.InstallationFailed)outcome).ErrorReason, Is.EqualTo(reason));
    }

    internal static void MustBeRefused(this DownloadOutcome outcome, string function, StatusCode code)
    {
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.RefusedByServer>());
        DownloadOutcome.RefusedByServer refusal = (DownloadOutcome.RefusedByServer)outcome;
        Assert.That((refusal.Function, refusal.Code), Is.EqualTo((function, code)));
        Assert.That(refusal.Meaning, Is.Not.Empty);
    }
}

using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa default-dp</c>.</summary>
internal static class DefaultDpVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        Argument<string?> address = new("FQDN") { Description = "The server; \"\" for none. Without it, the present one is shown.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("default-dp", "Shows or sets the default SM-DP+.") { address }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            if (call.Parsed.GetValue(address) is { } wanted) await lpa.Es10a.SetDefaultDpAddressAsync(wanted, call.Ct);
            string? now = (await lpa.Es10a.GetEuiccConfiguredAddressesAsync(call.Ct)).DefaultDpAddress;
            return new Done(string.IsNullOrEmpty(now) ? "There is no default SM-DP+." : now, ("defaultDp", now));
        }));
    }
}

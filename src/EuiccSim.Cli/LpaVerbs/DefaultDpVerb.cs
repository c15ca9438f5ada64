using EuiccSim.Lpa;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa default-dp</c>.</summary>
internal static class DefaultDpVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        Argument<string?> address = new("FQDN") { Description = "The server; \"\" for none. Without it, the present one is shown.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("default-dp", "Shows or sets the default SM-DP+.") { address }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            if (call.Parsed.GetValue(address) is { } wanted) await SetAsync(lpa, wanted, call.Ct);
            string? now = await lpa.GetDefaultDpAddressAsync(call.Ct);
            return new Done(string.IsNullOrEmpty(now) ? "There is no default SM-DP+." : now, ("defaultDp", now));
        }));
    }

    private static async ValueTask SetAsync(LpaClient lpa, string address, CancellationToken cancellationToken)
    {
        try
        {
            await lpa.Es10a.SetDefaultDpAddressAsync(address, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw CommandFailure.Missing("arguments", $"The address is too long: {FaultWords.Of(e)}", e);
        }
    }
}

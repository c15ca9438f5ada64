using EuiccSim.Http;
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
            if (call.Parsed.GetValue(address) is { } wanted && Require(wanted)) await SetAsync(lpa, wanted, call.Ct);
            string? now = await lpa.GetDefaultDpAddressAsync(call.Ct);
            return new Done(string.IsNullOrEmpty(now) ? "There is no default SM-DP+." : now, ("defaultDp", now));
        }));
    }

    /// <summary>What the card takes, and no download could ever reach.</summary>
    private static bool Require(string address) => address.Length == 0 || ConnectTo.IsAddress(address)
        ? true
        : throw CommandFailure.Missing("invalidAddress", $"'{address}' is no address of a server: a host name is, with or without a port.");

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

using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>What came of a download with one wrong bit, in a word that tests can compare.</summary>
/// <param name="World">Where it took place.</param>
/// <param name="Code">What was to be installed.</param>
/// <param name="Ending">
/// "installed"; "AuthenticateServer invalidSignature" (refused by the eUICC); "authenticateClient 8.1/6.1" (by the server);
/// "ConfigureIsdp Scp03tSecurityError" (the installation failed); "6A80" (a command was rejected); "malformed" and "unreachable" (what the
/// LPA throws); or the name of another outcome.
/// </param>
internal sealed record Attempt(EsimWorld World, ActivationCode Code, string Ending)
{
    /// <summary>The session, for whoever wants to know whether it is closed.</summary>
    internal TransactionId? TransactionId { get; private init; }

    internal ProfileOrder Order => World.FirstOrder;

    internal static async Task<Attempt> DownloadAsync(EsimWorld world)
    {
        ActivationCode code = await world.OrderCodeAsync();
        string ending = await EndingAsync(world, code);
        return new(world, code, ending) { TransactionId = world.FirstSession };
    }

    /// <summary>What the server answers for an order that is in error.</summary>
    internal const string OrderIsOver = "authenticateClient 8.2.6/3.8";

    /// <summary>No ISD-P, no notification, no session on either side; otherwise what there is.</summary>
    /// <param name="cardMayCancel">
    /// True after a refusal that leaves the card ready to sign a CancelSession, which other LPAs than ours send then.
    /// </param>
    internal async Task<string?> LeavesNothingAsync(bool cardMayCancel = false, bool serverMayCancel = false)
    {
        if (World.Device.Profiles.Count != 0) return "an ISD-P is left";
        if (World.Device.Notifications.Count != 0) return "a notification is left";
        // The server first: asking the card ends its session.
        bool serverHas = World.ServerHasSession(TransactionId!.Value);
        if (serverHas != serverMayCancel) return $"the server's session: {serverHas}";
        bool cardHas = await World.Device.HasSessionAsync(TransactionId!.Value);
        return cardHas == cardMayCancel ? null : $"the card's session: {cardHas}";
    }

    /// <summary>The same Activation Code once more, now undisturbed.</summary>
    internal Task<string> AgainAsync() => EndingAsync(World, Code);

    private static async Task<string> EndingAsync(EsimWorld world, ActivationCode code)
    {
        try
        {
            return Word(await world.Device.DownloadAsync(code));
        }
        catch (CardException rejection)
        {
            return rejection.Status.ToString();
        }
        catch (MalformedResponseException)
        {
            return "malformed";
        }
        catch (Es9TransportException)
        {
            return "unreachable";
        }
    }

    private static string Word(DownloadOutcome outcome) => outcome switch
    {
        DownloadOutcome.Installed => "installed",
        DownloadOutcome.RefusedByEuicc no => $"{no.Function} {no.Name}",
        DownloadOutcome.RefusedByServer no => $"{no.Function} {no.Code}",
        DownloadOutcome.InstallationFailed no => $"{no.BppCommandId} {no.ErrorReason}",
        _ => outcome.GetType().Name,
    };
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: a server that refuses, at each function. The download ends, nothing is installed, and the user is told.</summary>
internal static class RefusalCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Refused("LPAd/refused-address", Es9Function.InitiateAuthentication, "8.8.1", "3.8", "the address is refused"),
        Refused("LPAd/refused-ci", Es9Function.InitiateAuthentication, "8.8.2", "3.1", "no CI in common"),
        Refused("LPAd/refused-version", Es9Function.InitiateAuthentication, "8.8.3", "3.1", "the eUICC's version is not supported"),
        Refused("LPAd/refused-matching-id", Es9Function.AuthenticateClient, "8.2.6", "3.8", "the MatchingID is refused"),
        Refused("LPAd/refused-eid", Es9Function.AuthenticateClient, "8.1.1", "3.8", "the order is for another eUICC"),
        Refused("LPAd/refused-not-released", Es9Function.AuthenticateClient, "8.2", "1.2", "the profile is not released"),
        Refused("LPAd/refused-not-eligible", Es9Function.AuthenticateClient, "8.2.5", "4.3", "no eligible profile"),
        Refused("LPAd/refused-expired-order", Es9Function.AuthenticateClient, "8.8.5", "4.10", "the order has expired"),
        Refused("LPAd/refused-attempts", Es9Function.AuthenticateClient, "8.8.5", "6.4", "too many downloads were tried"),
        Refused("LPAd/refused-rebinding", Es9Function.GetBoundProfilePackage, "8.2", "3.7", "the package is not bound again"),
        Refused("LPAd/refused-signature", Es9Function.GetBoundProfilePackage, "8.1", "6.1", "the eUICC's signature is refused"),
        .. s_functions.Select(function => Ends($"LPAd/expired-{function}", function, "with the status Expired and no codes", scene =>
            scene.Twist = (post, reply) => post.Function == function ? reply with { Body = s_expired } : reply)),
    ];

    private static ConformanceCase Refused(string id, string function, string subject, string reason, string words) =>
        Ends(id, function, $"with {subject}/{reason} ({words})", scene => scene.World.Inject(Fault.At(Place.Es9).On(function).Always().Refuse(subject, reason)));

    private static ConformanceCase Ends(string id, string function, string how, Action<LpaScene> arrange) =>
        Download(id, "SGP.22 §5.2.6, §5.6", $"A server that refuses {function} {how} ends the download", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            arrange(scene);
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectEndsAfter(visit, function);
        });

    private static readonly Protocol.Asn1.Octets s_expired = Protocol.Asn1.Octets.Of("{\"header\":{\"functionExecutionStatus\":{\"status\":\"Expired\"}}}"u8);
    private static readonly string[] s_functions = [Es9Function.InitiateAuthentication, Es9Function.AuthenticateClient, Es9Function.GetBoundProfilePackage];
}

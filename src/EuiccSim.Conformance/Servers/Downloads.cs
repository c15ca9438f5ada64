using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Judges;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Conformance.Servers;

/// <summary>The steps of a download, for cases that begin with one or look at an order from outside. SGP.22 v2.5 §3.1.3.</summary>
internal static class Downloads
{
    /// <summary>An eUICC has been offered an order, as the initial condition of something else.</summary>
    internal static async Task<(TestOrder Order, ServerSession Session)> OfferedAsync(this ServerBench bench, OrderWish? wish = null, RspBinding binding = RspBinding.Json)
    {
        (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(wish);
        return (order, await bench.ArrangeAsync("the order is offered to its eUICC", () => bench.OfferAsync(order, euicc, binding)));
    }

    /// <summary>An eUICC has got a package, as the initial condition of something else.</summary>
    internal static async Task<(TestOrder Order, ServerSession Session, OpenedPackage Package)> DeliveredAsync(
        this ServerBench bench, OrderWish? wish = null, RspBinding binding = RspBinding.Json)
    {
        (TestOrder order, ServerSession session) = await bench.OfferedAsync(wish, binding);
        return (order, session, await bench.ArrangeAsync("the package is delivered", () => session.GetPackageAsync(order)));
    }

    /// <summary>A new session up to AuthenticateClient, which must succeed.</summary>
    internal static async Task<ServerSession> OfferAsync(this ServerBench bench, TestOrder order, PlayedEuicc euicc, RspBinding binding = RspBinding.Json) =>
        await (await bench.Session(euicc, binding).InitiateAsync()).AuthenticateAsync(order);

    /// <summary>Expects that an order waits for download: a new session is offered it.</summary>
    internal static Task ExpectOfferedAsync(this ServerBench bench, TestOrder order, PlayedEuicc euicc)
    {
        bench.Step("the order still waits: a new session is offered it");
        return bench.OfferAsync(order, euicc);
    }

    /// <summary>Expects that an order does not wait any more: a new session is refused it.</summary>
    internal static async Task ExpectNotOfferedAsync(this ServerBench bench, TestOrder order, PlayedEuicc euicc)
    {
        bench.Step("the order does not wait any more: a new session is refused it");
        ServerSession session = await bench.Session(euicc with { MatchingId = order.MatchingId }).InitiateAsync();
        (await session.AskAuthenticateAsync()).ExpectRefused(Refusals.NotToBeHad);
    }

    /// <summary>A refusal of InitiateAuthentication or AuthenticateClient in a new session.</summary>
    internal static async Task ExpectRefusedAsync(this ServerBench bench, PlayedEuicc euicc, RspBinding binding, params Refusal[] refusals)
    {
        ServerSession session = await bench.ArrangeAsync("the server has shown who it is", () => bench.Session(euicc, binding).InitiateAsync());
        (await session.AskAuthenticateAsync()).ExpectRefused(refusals);
    }

    /// <summary>Enters wrong Confirmation Codes until they are refused for good.</summary>
    internal static async Task ExpectExhaustedAsync(this ServerBench bench, TestOrder order, PlayedEuicc euicc, int most)
    {
        for (int tries = 1; tries <= most; tries++)
        {
            // A session of its own for each: whether one bears several tries is the server's choice.
            ServerSession session = await bench.OfferAsync(order, euicc);
            FunctionAnswer answer = await session.AskPackageAsync(Digits.DrawOctets(bench.Random, 32));
            answer.ExpectRefused(Refusals.CodeRefused, Refusals.CodeRetriesExceeded);
            if (answer.Said == Refusals.CodeRetriesExceeded.Code) return;
        }
        Running.Bench.Break(new($"a wrong Confirmation Code is refused with {Refusals.CodeRetriesExceeded.Code} after at most {most} tries", "it may be tried on"));
    }

    /// <summary>ProfileInstallationResult of an installation that failed.</summary>
    internal static Octets Failed(this ServerSession session, TestOrder order, BppCommandId command, ErrorReason reason) =>
        session.Result(order, new FinalResult.Error(new() { BppCommandId = command, ErrorReason = reason }));

    /// <summary>ProfileInstallationResult of an installation that succeeded.</summary>
    internal static Octets Installed(this ServerSession session, TestOrder order) =>
        session.Result(order, new FinalResult.Success(new() { Aid = Octets.FromHex("A0000005591010FFFFFFFF8900001000"), SimaResponse = Octets.FromHex("3007A0053003800100") }));

    /// <summary>The metadata of a notification about an order's profile.</summary>
    internal static NotificationMetadata Metadata(this ServerSession session, TestOrder order, NotificationEvent happened) => new()
    {
        SeqNumber = session.NextSequenceNumber(),
        ProfileManagementOperation = happened,
        NotificationAddress = session.Server.Address,
        Iccid = order.Iccid,
    };

    private static Octets Result(this ServerSession session, TestOrder order, FinalResult result) =>
        session.Euicc.InstallationResult(session.TransactionId, session.Metadata(order, NotificationEvent.NotificationInstall), session.ServerOid, result);
}

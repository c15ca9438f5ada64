using System.Globalization;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Judges;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.13.2.4, 4.3.13.2.7, 4.3.14.2.6: a download that was broken off, and begins again.</summary>
internal static class RetryCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. Protection.All.Select((kind, index) => SameKey(string.Create(CultureInfo.InvariantCulture, $"4.3.13.2.4#{index + 1}"), kind)),
        .. Protection.All.Select(NewKey),
        .. Protection.All.Select(Offered),
        Installs("4.3.13.2.4/after-code", Section, "After a wrong Confirmation Code the eUICC is offered its key again, and gets the package for it", async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync(new() { HasCode = true });
            await bench.ArrangeAsync("a wrong Confirmation Code is refused", async () =>
                (await session.AskPackageAsync(Digits.DrawOctets(bench.Random, 32))).ExpectRefused(Refusals.CodeRefused));
            ServerSession next = await bench.OfferAsync(order, session.Euicc);
            ExpectKept(bench, next);
            await next.GetPackageAsync(order);
        }),
        Installs("4.3.13.2.4/after-interruption", Section, "After an installation that was interrupted the eUICC gets the package for the same key", async bench =>
        {
            (TestOrder order, ServerSession session, _) = await bench.DeliveredAsync();
            await bench.ArrangeAsync("the eUICC tells of an interruption", async () =>
                (await session.AskNotifyAsync(session.Failed(order, BppCommandId.LoadProfileElements, ErrorReason.InstallFailedDueToInterruption))).ExpectNoContent());
            ServerSession next = await bench.OfferAsync(order, session.Euicc);
            ExpectKept(bench, next);
            await next.GetPackageAsync(order);
        }),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        .. Enumerable.Range(5, 5).Select(number => new AbsentCase(string.Create(CultureInfo.InvariantCulture, $"4.3.13.2.4#{number}"), Side.Smdp, "Retry with another key",
            "what tells it from the sequences of 4.3.13.2.7, which are run, is not known to us")),
    ];

    private static ConformanceCase SameKey(string id, Protection kind) => Installs(id, Section, $"A package {kind.Title} is given again for the same key of the eUICC", async bench =>
    {
        (TestOrder order, ServerSession session, OpenedPackage package) = await bench.DeliveredAsync(kind.Wish);
        kind.Check(package);
        ServerSession next = await bench.OfferAsync(order, session.Euicc);
        ExpectKept(bench, next);
        OpenedPackage again = await next.GetPackageAsync(order);
        bench.ExpectOctets(again.Upp, package.Upp, "the profile elements, as before");
    });

    private static ConformanceCase NewKey(Protection kind) =>
        Installs($"4.3.13.2.7/{kind.Word}", Section, $"A package {kind.Title} is bound to a new key of the eUICC, or that is refused", async bench =>
        {
            (TestOrder order, ServerSession session, OpenedPackage package) = await bench.DeliveredAsync(kind.Wish);
            kind.Check(package);
            ServerSession next = await bench.OfferAsync(order, session.Euicc with { OneTimeKey = bench.Maker().NewOneTimeKey() });
            FunctionAnswer answer = await next.AskPackageAsync(order.CodeHash);
            if (!answer.IsDone)
            {
                answer.ExpectRefused(Refusals.RebindingRefused);
                return;
            }
            OpenedPackage bound = new PackageJudge(bench, next).Open(answer.ToPackage().Package, next.Euicc.OneTimeKey);
            bench.ExpectOctets(bound.Upp, package.Upp, "the profile elements, as before");
            bench.Expect(bound.SmdpOtpk != package.SmdpOtpk, "another smdpOtpk than for the key before", bound.SmdpOtpk.ToString());
        });

    private static ConformanceCase Offered(Protection kind) =>
        Installs($"4.3.14.2.6/{kind.Word}", "SGP.22 §5.6.3", $"AuthenticateClient after a package {kind.Title} was given names the key that it is bound to", async bench =>
        {
            (TestOrder order, ServerSession session, OpenedPackage package) = await bench.DeliveredAsync(kind.Wish);
            kind.Check(package);
            ExpectKept(bench, await bench.OfferAsync(order, session.Euicc));
        });

    private static void ExpectKept(ServerBench bench, ServerSession session)
    {
        Octets? kept = session.Offer.Signed.Value.BppEuiccOtpk;
        bench.Expect(kept is not null, "bppEuiccOtpk is there", "nothing");
        bench.ExpectOctets(kept!.Value, session.Euicc.OneTimeKey.PublicPoint, "bppEuiccOtpk, the key that the eUICC gave before");
    }

    private const string Section = "SGP.22 §3.1.3.3, §5.6.2";
}

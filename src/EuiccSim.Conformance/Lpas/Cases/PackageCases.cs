using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4.1: how a Bound Profile Package gets to the eUICC.</summary>
internal static class PackageCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Download("4.4.1/segments", "SGP.22 §2.5.5", "The Bound Profile Package is cut into its segments, each a chain of its own", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            Octets package = PackageOf(visit);
            List<Octets> expected = PackageCut.Of(package);
            Octets[] sent = [.. visit.Segments.Select(one => one.Request)];
            for (int i = 0; i < Math.Min(sent.Length, expected.Count); i++)
                bench.ExpectOctets(sent[i], expected[i], $"segment {i + 1} of {expected.Count}");
            bench.ExpectEqual(sent.Length, expected.Count, "the number of segments");
        }),
        Download("4.4.1/package-octets", "SGP.22 §5.7.6", "The eUICC gets the package octet by octet as the server sent it", async bench =>
        {
            LpaVisit visit = (await bench.NominalAsync()).Download;
            Octets package = PackageOf(visit);
            bench.ExpectOctets(Octets.Concat([.. visit.Segments.Select(one => one.Request)]), package, "boundProfilePackage, put together of what the eUICC got");
        }),
        Download("4.4.1/early-result", "SGP.22 §2.5.5, §5.7.6", "A result in the middle of the package ends the loading, and the server gets it", async bench =>
        {
            LpaVisit visit = await LoadWrongAsync(bench, package => PackageCut.WithWrongMac(package, 0x88));
            Es10Exchange[] segments = [.. visit.Segments];
            int result = Array.FindIndex(segments, one => !one.Answer.IsEmpty);
            LpaBench.Need(result < 0 ? null : segments, "the segment that the eUICC refuses");
            bench.ExpectEqual(segments.Length, result + 1, "the number of segments that are sent");
            ExpectResultDelivered(bench, visit, segments[result].Answer);
        }),
        Download("4.4.1/late-result", "SGP.22 §3.1.3.3, §5.7.6", "A package that the eUICC does not install is told to the server, and to the user", async bench =>
        {
            LpaVisit visit = await LoadWrongAsync(bench, package => PackageCut.WithWrongMac(package, 0x86));
            Es10Exchange last = LpaBench.Need(visit.Segments.LastOrDefault(one => !one.Answer.IsEmpty), "the result of the eUICC");
            ExpectResultDelivered(bench, visit, last.Answer);
        }),
        Download("4.4.1/no-package", "SGP.22 §3.1.3.3", "What cannot be cut into segments is not loaded: loadBppExecutionError, or the eUICC's own refusal", async bench =>
        {
            // The last block says that it is longer than what is there.
            LpaVisit visit = await LoadWrongAsync(bench, package => package.Slice(0, package.Length - 20));
            if (visit.Segments.Any(one => !one.Answer.IsEmpty)) return;
            bench.ExpectCancelled(visit, CancelSessionReason.LoadBppExecutionError);
        }),
        Download("4.4.1/metadata-mismatch", "SGP.22 §3.1.3.3", "A package with other metadata than those that were shown is not loaded: metadataMismatch", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Twist = (post, reply) => post.Function == Es9Function.AuthenticateClient ? reply.With("profileMetadata", WithOtherName) : reply;
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectCancelled(visit, CancelSessionReason.MetadataMismatch);
        }),
    ];

    private static Octets PackageOf(LpaVisit visit) =>
        LpaBench.Need(visit.PostOf(Es9Function.GetBoundProfilePackage), "GetBoundProfilePackage").Reply.OctetsOf("boundProfilePackage");

    private static async Task<LpaVisit> LoadWrongAsync(LpaBench bench, Func<Octets, Octets> change)
    {
        LpaScene scene = await bench.OpenAsync();
        OrderedProfile order = await scene.OrderAsync();
        scene.Twist = (post, reply) => post.Function == Es9Function.GetBoundProfilePackage ? reply.With("boundProfilePackage", change) : reply;
        LpaVisit visit = await bench.DownloadAsync(order);
        await bench.ExpectNotInstalledAsync(scene, visit, order);
        visit = await bench.AndDeliverAsync(scene, visit);
        bench.ExpectNoneLost(visit);
        return visit;
    }

    private static void ExpectResultDelivered(LpaBench bench, LpaVisit visit, Octets result)
    {
        SeenPost? sent = visit.PostOf(Es9Function.HandleNotification);
        bench.Expect(sent is not null, "the server is told of the result (handleNotification)", "it is not");
        bench.ExpectOctets(sent!.Post.OctetsOf("pendingNotification"), result, "pendingNotification is the ProfileInstallationResult of the eUICC");
    }

    /// <summary>The last letter of the profile's name, within '92', is another one.</summary>
    private static Octets WithOtherName(Octets metadata)
    {
        BerTlv name = BerTlv.ReadAll(BerTlv.ReadAll(metadata)[0].Value).First(field => field.Tag == 0x92);
        return Roles.BoundPackage.Damage(metadata, metadata.Span.IndexOf(name.Encoded.Span) + name.Encoded.Length - 1);
    }
}

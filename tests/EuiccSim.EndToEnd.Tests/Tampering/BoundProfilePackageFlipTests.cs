using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// One wrong bit in a Bound Profile Package on its way to the card (SGP.22 v2.5 §2.5, §5.7.6): the card installs nothing, and the order
/// is in error, for none of these faults can be cured by a second try (§3.1.3.3).
/// </summary>
[Category(Sweep.Category)]
internal sealed class BoundProfilePackageFlipTests
{
    [TestCase("nist", 7, 500)]
    [TestCase("brainpool", 79, 40)]
    public async Task Every_part_of_the_package_is_guarded(string curve, int step, int atLeast)
    {
        Octets message = await CardBoundFlip.BaselineAsync(curve, Tag);
        TlvMap package = TlvMap.Of(message);
        List<int> positions = [.. Enumerable.Range(0, package.Length).Where(at => at % step == 0)];
        if (step < 10) positions = [.. positions.Union(Enumerable.Range(0, package.Length).Where(package.IsHeader))];
        Assert.That(positions, Has.Count.AtLeast(atLeast));
        await new Sweep(8).OverAsync(positions, position => CheckAsync(curve, position, Expected(package, position)));
    }

    private static string[] Expected(TlvMap package, int position)
    {
        TlvMap[] path = [.. package.PathTo(position)];
        bool isHeader = package.IsHeader(position);
        if (path.Length == 1) return PackageHeader(position);
        return (path[1].Tag, path.Length, isHeader) switch
        {
            // A longer 'BF23' takes octets of what follows and cannot be read.
            (0xBF23, 2, true) => ["InitialiseSecureChannel Scp03tStructureError", "InitialiseSecureChannel IncorrectInputValues"],
            (0xBF23, _, true) => ["InitialiseSecureChannel InvalidSignature", "InitialiseSecureChannel IncorrectInputValues"],
            (0xBF23, _, false) => ["InitialiseSecureChannel InvalidSignature"],
            // The header is a segment of its own: until the next one comes nothing can be said of it.
            (0xA0, 2, _) => ["ConfigureIsdp Scp03tStructureError", "ConfigureIsdp Scp03tSecurityError"],
            (0xA1, 2, _) => ["StoreMetadata Scp03tStructureError"],
            (0xA3, 2, _) => ["LoadProfileElements Scp03tStructureError"],
            (0xA0, _, false) => ["ConfigureIsdp Scp03tSecurityError"],
            (0xA1, _, false) => ["StoreMetadata Scp03tSecurityError"],
            (0xA3, _, false) => ["LoadProfileElements Scp03tSecurityError"],
            // Tag and length of a block are under its MAC as well, where the structure lets them come so far.
            (0xA0, _, true) => ["ConfigureIsdp Scp03tStructureError", "ConfigureIsdp Scp03tSecurityError"],
            (0xA1, _, true) => ["StoreMetadata Scp03tStructureError", "StoreMetadata Scp03tSecurityError"],
            _ => ["LoadProfileElements Scp03tStructureError", "LoadProfileElements Scp03tSecurityError"],
        };
    }

    /// <summary>
    /// Another tag is another function, or none; a length of too many octets is no length; another length shows sooner or later.
    /// </summary>
    private static string[] PackageHeader(int position) => position < 3
        ? ["6A80", "6A88"]
        : ["InitialiseSecureChannel Scp03tStructureError", "LoadProfileElements Scp03tStructureError", "malformed"];

    private static async Task<string?> CheckAsync(string curve, int position, string[] expected)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        ActiveFault flip = world.Inject(CardBoundFlip.At(Tag, position));
        Attempt attempt = await Attempt.DownloadAsync(world);
        if (!flip.HasStruck) return "never came by";
        if (!expected.Contains(attempt.Ending)) return $"{attempt.Ending}, not {string.Join(" or ", expected)}";
        if (await attempt.LeavesNothingAsync() is { } fault) return fault;
        if (attempt.Order.State != OrderState.Error) return $"the order is {attempt.Order.State}";
        if (Told(attempt.Order) is { Length: > 0 } told && told != attempt.Ending) return $"the server was told {told}";
        string again = await attempt.AgainAsync();
        if (again != Attempt.OrderIsOver) return $"then {again}";
        // Nothing of it stands in the way of another profile.
        var another = await world.Device.DownloadAsync(await world.OrderCodeAsync(Packages.Number(2)));
        return another is Lpa.Download.DownloadOutcome.Installed ? null : $"then {another}";
    }

    /// <summary>The end as the server knows it; by the reason "loadBppExecutionError" it does not know the cause.</summary>
    private static string Told(ProfileOrder order) => order.History[^1] switch
    {
        OrderEvent.InstallationFailed failed => $"{failed.Command} {failed.Reason}",
        OrderEvent.Cancelled { Reason: CancelSessionReason.LoadBppExecutionError } => "",
        var other => other.ToString(),
    };

    private const int Tag = 0xBF36;
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Judges;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.13.2.1: GetBoundProfilePackage that is answered with a package, which the eUICC opens.</summary>
internal static class PackageCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. Protection.All.Select(kind => Delivered($"4.3.13.2.1/{kind.Word}", $"A package {kind.Title} opens on the eUICC: signature, MACs, metadata, profile elements", kind)),
        Installs("4.3.13.2.1/metadata-split", Section, "Metadata that one block '88' does not hold come in several", async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync(new() { HasLongMetadata = true });
            OpenedPackage package = await session.GetPackageAsync(order);
            bench.Expect(package.MetadataBlocks >= 2, "'A1' has several blocks", $"{package.MetadataBlocks}");
        }),
        Delivered("4.3.13.2.1/brainpool", "A package under keys on brainpoolP256r1 opens on the eUICC", s_any with { Wish = new() { Curve = EcCurve.BrainpoolP256r1 } },
            RspBinding.Json, ServerOption.Brainpool),
        Delivered("4.3.13.2.1/asn1", "A package that is asked for in ASN.1 opens on the eUICC", s_any, RspBinding.Asn1, ServerOption.Asn1),
        Delivered("4.3.13.2.1/asn1-code", "A package with a Confirmation Code that is asked for in ASN.1 opens on the eUICC", s_any with { Wish = new() { HasCode = true } }, RspBinding.Asn1, ServerOption.Asn1),
        Installs("4.3.13.2.1/whole", Section, "The profile elements are those that the operator gave, octet by octet", async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync();
            OpenedPackage package = await session.GetPackageAsync(order);
            bench.ExpectOctets(package.Upp, order.Package, "the unprotected profile package");
        }),
        Installs("4.3.13.2.1/fresh-key", Section, "Each package has a one-time key of the SM-DP+ of its own", async bench =>
        {
            (TestOrder _, ServerSession _, OpenedPackage first) = await bench.DeliveredAsync();
            (TestOrder order, ServerSession session) = await bench.OfferedAsync();
            OpenedPackage second = await session.GetPackageAsync(order);
            bench.Expect(first.SmdpOtpk != second.SmdpOtpk, "another smdpOtpk than before", second.SmdpOtpk.ToString());
        }),
    ];

    private static ConformanceCase Delivered(string id, string title, Protection kind, RspBinding binding = RspBinding.Json, params SequenceOf<string> needs) =>
        Installs(id, Section, title, async bench =>
        {
            (TestOrder order, ServerSession session) = await bench.OfferedAsync(kind.Wish, binding);
            kind.Check(await session.GetPackageAsync(order));
        }, needs);

    private const string Section = "SGP.22 §5.6.2";
    private static readonly Protection s_any = new("", "", new());
}

/// <summary>How a package is protected, which is the SM-DP+'s choice, and whether a Confirmation Code is asked for.</summary>
/// <param name="Word">For ids.</param>
/// <param name="Title">After "A package".</param>
/// <param name="Wish">The order that is wanted.</param>
internal sealed record Protection(string Word, string Title, OrderWish Wish)
{
    /// <summary>In the order of SGP.23's sequences.</summary>
    internal static Protection[] All { get; } =
    [
        new("senc", "under session keys", new()),
        new("senc-code", "under session keys, with a Confirmation Code", new() { HasCode = true }),
        new("ppk", "under random keys (ReplaceSessionKeys)", new() { HasRandomKeys = true }),
        new("ppk-code", "under random keys, with a Confirmation Code", new() { HasRandomKeys = true, HasCode = true }),
    ];

    /// <summary>The case does not apply if the SM-DP+ protects in the other way.</summary>
    internal void Check(OpenedPackage package)
    {
        if (Word.Length > 0 && package.HasOwnKeys != Wish.HasRandomKeys)
            throw Bench.DoesNotApply($"'A2' (ReplaceSessionKeys): {(package.HasOwnKeys ? "there" : "absent")} in the package of this order, as the SM-DP+ chose");
    }
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.7: ES8+.LoadProfileElements with packages that are good.</summary>
internal static class ElementCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        s_row.Installed("nist", $"Profile elements are installed with keys on {EcCurve.NistP256}", bench => bench.Server(EcCurve.NistP256), needs: [EuiccDeclaration.Nist]),
        s_row.Installed("brainpool", $"Profile elements are installed with keys on {EcCurve.BrainpoolP256r1}", bench => bench.Server(EcCurve.BrainpoolP256r1), needs: [EuiccDeclaration.Brainpool]),
        s_row.Installed("frp", $"Profile elements are installed with keys on {EcCurve.Frp256v1}", bench => bench.Server(EcCurve.Frp256v1), needs: [EuiccDeclaration.Frp]),
        .. s_sizes.Select(size => s_row.Installed(
            $"blocks-{size}", $"Elements in '86' of {size} octets each are installed, wherever an element ends", bench => bench.Server() with { ElementBlock = size })),
        Package("unknown-element", "An element that the eUICC does not know, and that is not mandated, is passed over", EditedPackage.With(EditedPackage.Unknown(isMandated: false))),
        Package("own-files", "Files that no template has are made", EditedPackage.With(EditedPackage.Files(3, 64))),
    ];

    private static ConformanceCase Package(string word, string title, Octets package) => Installs($"4.2.7/{word}", Section, title, async bench =>
    {
        StoreMetadataRequest metadata = TestProfiles.Metadata(1);
        PlayedSession session = await bench.PreparedAsync();
        await bench.ExpectInstalledAsync(session, metadata, session.Bind(metadata, package).Segments());
    });

    // 15: padding fills the block; 16: it takes one of its own; no end of an element is the end of a block.
    private static readonly int[] s_sizes = [15, 16, 100, 255, 1000];

    private const string Section = "SGP.22 §2.5.3, §5.5.5";
    private static readonly LoadRow s_row = new("4.2.7", Section);
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.6: ES8+.ReplaceSessionKeys, for packages that were protected before their eUICC was known.</summary>
internal static class SessionKeyCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        s_row.Installed("replaced", "Profile elements under the replaced keys are installed", bench => bench.Server() with { ReplaceSessionKeys = Keys(bench) }),
        s_row.Installed("replaced-split-metadata", "Profile elements under the replaced keys are installed after metadata in several '88'", bench =>
            bench.Server() with { ReplaceSessionKeys = Keys(bench), MetadataBlock = 32 }),
        s_row.Installed("replaced-small-blocks", "Profile elements under the replaced keys are installed out of many '86'", bench =>
            bench.Server() with { ReplaceSessionKeys = Keys(bench), ElementBlock = 200 }),
        Wrong("mcv-15", "An initialMacChainingValue of 15 octets is refused", 15, 16, 16),
        Wrong("mcv-17", "An initialMacChainingValue of 17 octets is refused", 17, 16, 16),
        Wrong("enc-0", "An empty ppkEnc is refused", 16, 0, 16),
        Wrong("enc-32", "A ppkEnc of 32 octets is refused", 16, 32, 16),
        Wrong("mac-0", "An empty ppkCmac is refused", 16, 16, 0),
        Wrong("mac-24", "A ppkCmac of 24 octets is refused", 16, 16, 24),
        Plain("keys-absent", "A command without keys is refused", "BF2600"),
        Plain("other-command", "Another command in its place is refused", "BF2500"),
        Damaged("mac", "An '87' with a wrong MAC is refused", -1),
        Damaged("ciphertext", "An '87' with a bit changed is refused", 8),
        // Under the session's keys the first MAC is another one.
        s_elements.Refused("old-keys", "Profile elements under the session's keys are refused after the replacement", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            BoundPackage replaced = (session with { Server = session.Server with { ReplaceSessionKeys = Keys(bench) } }).Bind();
            return (session, (replaced with { ProfileElements = session.Bind().ProfileElements }).Segments());
        }, [ErrorReason.Scp03tSecurityError]),
        s_elements.Refused("not-replaced", "Profile elements under replaced keys are refused without the replacement", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            BoundPackage replaced = (session with { Server = session.Server with { ReplaceSessionKeys = Keys(bench) } }).Bind();
            return (session, (session.Bind() with { ProfileElements = replaced.ProfileElements }).Segments());
        }, [ErrorReason.Scp03tSecurityError]),
    ];

    /// <summary>ReplaceSessionKeys with new keys: 'BF26' { '80' initialMacChainingValue, '81' ppkEnc, '82' ppkCmac }.</summary>
    internal static Octets Keys(EuiccBench bench) => Keys(bench.Draw(16), bench.Draw(16), bench.Draw(16));

    internal static Octets Keys(Octets mcv, Octets enc, Octets mac) =>
        BoundPackage.Tlv("BF26", Octets.Concat(BoundPackage.Tlv("80", mcv), BoundPackage.Tlv("81", enc), BoundPackage.Tlv("82", mac)));

    private static ConformanceCase Wrong(string word, string title, int mcv, int enc, int mac) => s_row.Refused(word, title, async bench =>
    {
        PlayedServer server = bench.Server() with { ReplaceSessionKeys = Keys(bench.Draw(mcv), bench.Draw(enc), bench.Draw(mac)) };
        PlayedSession session = await bench.PreparedAsync(server);
        return (session, session.Bind().Segments());
    }, [ErrorReason.IncorrectInputValues]);

    private static ConformanceCase Plain(string word, string title, string command) => s_row.Refused(
        word, title, server => server with { ReplaceSessionKeys = Octets.FromHex(command) }, ErrorReason.IncorrectInputValues, ErrorReason.Scp03tStructureError);

    private static ConformanceCase Damaged(string word, string title, int at) => s_row.Refused(word, title, async bench =>
    {
        PlayedSession session = await bench.PreparedAsync(bench.Server() with { ReplaceSessionKeys = Keys(bench) });
        BoundPackage package = session.Bind();
        return (session, (package with { ReplaceSessionKeys = [BoundPackage.Damage(package.ReplaceSessionKeys[0], at)] }).Segments());
    }, [ErrorReason.Scp03tSecurityError]);

    private static readonly LoadRow s_row = new("4.2.6", "SGP.22 §5.5.4", BppCommandId.ReplaceSessionKeys);
    private static readonly LoadRow s_elements = s_row with { Commands = [BppCommandId.LoadProfileElements] };
}

using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.4: ES8+.ConfigureISDP.</summary>
internal static class ConfigureIsdpCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        s_row.Installed("empty", "Without dpProprietaryData the Profile is installed", bench => bench.Server()),
        Installs("4.2.4/proprietary-data", Section, "With dpProprietaryData the Profile is installed, and GetProfilesInfo has them", async bench =>
        {
            ObjectIdentifier oid = bench.Target.Declaration.Pki.ServerOid;
            ConfigureIsdpRequest request = new() { DpProprietaryData = new() { DpOid = oid } };
            PlayedSession session = await bench.PreparedAsync(bench.Server() with { ConfigureIsdp = Asn1Codec.Encode(request) });
            TestProfile profile = await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments());
            bench.Step("dpProprietaryData are asked for");
            ProfileInfo info = await bench.InfoAsync(profile, "B8");
            bench.ExpectEqual(info.DpProprietaryData?.DpOid, oid, "dpOid");
        }),
        Installs("4.2.4/proprietary-data-128", Section, "dpProprietaryData of 128 octets are taken", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync(bench.Server() with { ConfigureIsdp = Proprietary(bench, 128) });
            await bench.ExpectInstalledAsync(session, TestProfiles.Metadata(1), session.Bind().Segments());
        }),
        s_row.Refused("proprietary-data-129", "dpProprietaryData of 129 octets are refused", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync(bench.Server() with { ConfigureIsdp = Proprietary(bench, 129) });
            return (session, session.Bind().Segments());
        }, [ErrorReason.IncorrectInputValues]),
        s_row.Refused("absent", "A package without ConfigureISDP is refused", server => server with { ConfigureIsdp = null }, ErrorReason.IncorrectInputValues, ErrorReason.Scp03tStructureError),
        Plain("other-command", "Another command in its place is refused", "BF2500"),
        Plain("cut-off", "A command that is cut off is refused", "BF2403B801"),
        Plain("octets-behind", "Octets behind the command are refused", "BF240000"),
        Plain("nothing", "An '87' with nothing in it is refused", ""),
        Damaged("mac", "An '87' with a wrong MAC is refused", -1),
        Damaged("ciphertext", "An '87' with a bit changed is refused", 2),
    ];

    /// <summary>What GetProfilesInfo has of a Profile under these tags.</summary>
    internal static async Task<ProfileInfo> InfoAsync(this EuiccBench bench, TestProfile profile, string tags)
    {
        ProfileInfoListResponse response = await bench.CallAsync(
            new ProfileInfoListRequest { SearchCriteria = new ProfileSearchCriteria.Iccid(profile.Iccid), TagList = Octets.FromHex(tags) });
        SequenceOf<ProfileInfo> found = response is ProfileInfoListResponse.Ok { Value: var list } ? list : [];
        bench.Expect(found.Count == 1, $"one Profile {profile.Iccid}", response.ToString());
        return found[0];
    }

    private static ConformanceCase Plain(string word, string title, string command) => s_row.Refused(
        word, title, server => server with { ConfigureIsdp = Octets.FromHex(command) }, ErrorReason.IncorrectInputValues, ErrorReason.Scp03tStructureError);

    private static ConformanceCase Damaged(string word, string title, int at) => s_row.Damaged(
        word, title, package => package with { ConfigureIsdp = [BoundPackage.Damage(package.ConfigureIsdp[0], at)] }, ErrorReason.Scp03tSecurityError);

    /// <summary>'B8' of so many octets: the server's OID, and a field of a later version that fills it up.</summary>
    private static Octets Proprietary(EuiccBench bench, int length)
    {
        Octets data = Asn1Codec.Encode(new DpProprietaryData { DpOid = bench.Target.Declaration.Pki.ServerOid });
        Octets oid = data.Slice(TlvHeader.Read(data.Span).HeaderLength);
        // Tag and length of 'B8' count, and those of the filling.
        int filling = length - 2 - oid.Length - 2;
        return BoundPackage.Tlv("BF24", BoundPackage.Tlv("B8", Octets.Concat(oid, BoundPackage.Tlv("81", Octets.Of(new byte[filling])))));
    }

    private const string Section = "SGP.22 §5.5.2";
    private static readonly LoadRow s_row = new("4.2.4", Section, BppCommandId.ConfigureIsdp);
}

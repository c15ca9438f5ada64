using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>5.2.4: the files that an enabled Profile shows. SGP.22 v2.5 §3.2.1; TS 102 221 §13; TS 31.102 §4.2.</summary>
internal static class FileStructureCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Installs("5.2.4/iccid", "TS 102 221 §13.2", "EF.ICCID is the ICCID of the enabled Profile", bench => OnUsimAsync(bench, async (profile, usim) =>
            bench.ExpectOctets(await bench.ReadBinaryAsync(usim, FileAddress.Iccid), profile.Iccid.Ef, "EF.ICCID"))),
        Installs("5.2.4/dir", "TS 102 221 §13.1", "EF.DIR has the AID of the USIM, and no AID that cannot be selected", bench => OnUsimAsync(bench, async (_, usim) =>
        {
            List<Octets> named = [];
            foreach (Octets record in await bench.ReadRecordsAsync(usim, FileAddress.Parse("MF/2F00")))
                if (AidIn(record) is { } aid) named.Add(aid);
            bench.Expect(named.Contains(EnabledFiles.Usim.Value), $"a record with {EnabledFiles.Usim}", string.Join(", ", named));
            foreach (Octets aid in named)
            {
                await using IApplicationChannel? application = await bench.TryOpenAsync(new(aid));
                bench.Expect(application is not null, $"{aid} can be selected", "the card refuses it");
            }
        })),
        Installs("5.2.4/arr", "TS 102 221 §9.2, §13.4", "The access rules that EF.ICCID, EF.DIR and EF.IMSI name are in EF.ARR", bench => OnUsimAsync(bench, async (_, usim) =>
        {
            foreach (string file in s_ruled)
            {
                FileControlParameters control = await bench.SelectAsync(usim, FileAddress.Parse(file));
                if (control.AccessRuleReference is not { } rule)
                {
                    bench.Expect(!control.AccessRules.IsEmpty, $"access rules of {file}, by reference or in full", control.Template.ToString());
                    continue;
                }
                string arr = $"{file[..file.IndexOf('/', StringComparison.Ordinal)]}/{rule.FileId}";
                IReadOnlyList<Octets> records = await bench.ReadRecordsAsync(usim, FileAddress.Parse(arr));
                bench.Expect(rule.Record >= 1 && rule.Record <= records.Count, $"record {rule.Record} in {arr}", $"{records.Count} records");
                bench.Expect(BerTlv.ReadWhole(records[rule.Record - 1]) is [{ Tag: >= 0x80 and <= 0x8F }, ..], "an access mode data object first", records[rule.Record - 1].ToString());
            }
        })),
        Installs("5.2.4/ust", "TS 31.102 §4.2.8", "EF.UST is that of the package, with GSM access (27) as DF.GSM-ACCESS is there", bench => OnUsimAsync(bench, async (_, usim) =>
        {
            Octets services = await bench.ReadBinaryAsync(usim, FileAddress.Parse("USIM/6F38"));
            bench.ExpectOctets(services, InPackage(0x6F38), "EF.UST");
            bench.Expect(services.Length > 3 && (services[3] & 0x04) != 0, "service 27", services.ToString());
        })),
        Installs("5.2.4/imsi", "TS 31.102 §4.2.2", "EF.IMSI is that of the enabled Profile", bench => OnUsimAsync(bench, (profile, _) => bench.ExpectShownAsync(profile, 1))),
        Installs("5.2.4/status", "TS 102 221 §11.1.2", "STATUS on the channel of the USIM names its AID", bench => OnUsimAsync(bench, async (_, usim) =>
        {
            ResponseApdu answer = await usim.TransmitAsync(new(0x80, 0xF2, 0x00, 0x00, ne: 0x100), bench.Ct);
            bench.ExpectStatus(answer.Status, "9000", "91XX");
            FileControlParameters control = EuiccBench.Read(answer.Data, "an FCP template", FileControlParameters.Read);
            bench.ExpectOctets(control.DfName, EnabledFiles.Usim.Value, "DF name ('84')");
        })),
        Installs("5.2.4/disabled", "SGP.22 §3.2.1", "The files of a Profile that is not enabled are not there", async bench =>
        {
            await bench.DisabledAsync();
            await bench.ExpectNoUsimAsync();
        }),
        Installs("5.2.4/after-disable", "SGP.22 §3.2.2", "When the Profile is disabled, its files are gone", async bench =>
        {
            TestProfile profile = await bench.EnabledAsync();
            await bench.ExpectShownAsync(profile, 1);
            bench.Step("the Profile is disabled");
            bench.ExpectCode(await bench.DisableAsync(profile.ById), DisableResult.Ok, "disableResult");
            await bench.ExpectNoUsimAsync();
        }),
        Installs("5.2.4/switch", "SGP.22 §3.2.1", "When another Profile is enabled, its files are shown in the place of the others", async bench =>
        {
            TestProfile first = await bench.EnabledAsync(1), second = await bench.InstallAsync(2);
            await bench.ExpectShownAsync(first, 1);
            bench.Step("the other Profile is enabled");
            bench.ExpectCode(await bench.EnableAsync(second.ById), EnableResult.Ok, "enableResult");
            await bench.ExpectShownAsync(second, 2);
        }),
    ];

    private static async Task OnUsimAsync(EuiccBench bench, Func<TestProfile, IApplicationChannel, Task> look)
    {
        TestProfile profile = await bench.EnabledAsync();
        bench.Step("the USIM is selected, and files are read");
        await using IApplicationChannel usim = await bench.OpenUsimAsync();
        await look(profile, usim);
    }

    /// <summary>The AID ('4F') in a record of EF.DIR ('61'); null in an empty one.</summary>
    private static Octets? AidIn(Octets record) =>
        BerTlv.ReadWhole(record) is [{ Tag: 0x61 } template, ..] && BerTlv.ReadWhole(template.Value) is [{ Tag: 0x4F, Value.Length: >= 5 and <= 16 } aid, ..] ? aid.Value : null;

    /// <summary>The content of a file of the USIM in the package of Profile 1.</summary>
    private static Octets InPackage(int fileId)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(TestProfiles.Package(1)), out _);
        return SubscriberFiles.UsimOf(files)!.Find(fileId)!.Content;
    }

    // EF.ICCID, EF.DIR, EF.IMSI.
    private static readonly string[] s_ruled = ["MF/2FE2", "MF/2F00", "USIM/6F07"];
}

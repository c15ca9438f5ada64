using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.13: GetEUICCInfo, as a whole. The fields are in <see cref="InfoFieldCases"/>.</summary>
internal static class InfoCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Reads("4.2.13/info1-order", Section, "The elements of EUICCInfo1 come in the module's order", async bench =>
            bench.ExpectOrder((await bench.AskAsync(new GetEuiccInfo1Request())).Encoded, 0x82, 0xA9, 0xAA, 0xB1, 0x88, 0x93)),
        Reads("4.2.13/info2-order", Section, "The elements of EUICCInfo2 come in the module's order", async bench =>
            bench.ExpectOrder(
                (await bench.AskAsync(new GetEuiccInfo2Request())).Encoded,
                0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0xA9, 0xAA, 0x8B, 0x99, 0x04, 0x0C, 0xAC, 0x8D, 0x8E, 0xAF, 0x90, 0xB1, 0x92, 0x93)),
        Reads("4.2.13/svn-equal", Section, "Both forms of EUICCInfo name the same SVN", async bench =>
        {
            (EuiccInfo1 one, EuiccInfo2 two) = await BothAsync(bench);
            bench.ExpectEqual(two.Svn, one.Svn, "svn of EUICCInfo2");
        }),
        Reads("4.2.13/verification-equal", Section, "Both forms of EUICCInfo have the same euiccCiPKIdListForVerification", async bench =>
        {
            (EuiccInfo1 one, EuiccInfo2 two) = await BothAsync(bench);
            bench.ExpectEqual(two.EuiccCiPKIdListForVerification, one.EuiccCiPKIdListForVerification, "euiccCiPKIdListForVerification of EUICCInfo2");
        }),
        Reads("4.2.13/signing-equal", Section, "Both forms of EUICCInfo have the same euiccCiPKIdListForSigning", async bench =>
        {
            (EuiccInfo1 one, EuiccInfo2 two) = await BothAsync(bench);
            bench.ExpectEqual(two.EuiccCiPKIdListForSigning, one.EuiccCiPKIdListForSigning, "euiccCiPKIdListForSigning of EUICCInfo2");
        }),
        Reads("4.2.13/reset", Section, "A reset changes nothing of EUICCInfo1", async bench =>
        {
            Octets before = (await bench.AskAsync(new GetEuiccInfo1Request())).Encoded;
            bench.Step("the card is reset");
            await bench.ResetAsync();
            bench.ExpectOctets((await bench.AskAsync(new GetEuiccInfo1Request())).Encoded, before, "EUICCInfo1");
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.13/signed", "SGP.22 §5.7.8, §5.7.13", "euiccInfo2 that the eUICC signs is what GetEUICCInfo gives, but for the free memory", async bench =>
        {
            EuiccInfo2 given = await bench.CallAsync(new GetEuiccInfo2Request());
            AuthenticateServerResponse response = await bench.AuthenticateAsync(bench.Server());
            bench.Expect(response is AuthenticateServerResponse.Ok, "authenticateResponseOk", response.ToString());
            EuiccInfo2 signed = ((AuthenticateServerResponse.Ok)response).Value.EuiccSigned1.Value.EuiccInfo2;
            bench.ExpectOctets(Asn1Codec.Encode(signed with { ExtCardResource = given.ExtCardResource }), Asn1Codec.Encode(given), "euiccInfo2");
        }, EuiccDeclaration.Keys),
        Installs("4.2.13/memory-falls", Section, "The free memory in extCardResource falls when a Profile is installed", async bench =>
        {
            long before = await FreeAsync(bench);
            await bench.InstallAsync();
            long after = await FreeAsync(bench);
            bench.Expect(after < before, $"less than {before} octets are free", $"{after}");
        }),
        Installs("4.2.13/memory-returns", Section, "The free memory in extCardResource rises when a Profile is deleted", async bench =>
        {
            TestProfile profile = await bench.InstallAsync();
            long before = await FreeAsync(bench);
            bench.Step("the Profile is deleted");
            bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
            long after = await FreeAsync(bench);
            bench.Expect(after > before, $"more than {before} octets are free", $"{after}");
        }),
        Installs("4.2.13/memory-kept", Section, "Installing and deleting a Profile several times does not use memory up", async bench =>
        {
            await InstallAndDeleteAsync(bench);
            long before = await FreeAsync(bench);
            for (int i = 0; i < 3; i++) await InstallAndDeleteAsync(bench);
            long after = await FreeAsync(bench);
            bench.Expect(after >= before - Slack, $"about {before} octets are free", $"{after}");
        }),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.13/v3", Side.Euicc, "EUICCInfo1 and EUICCInfo2 of SGP.22 v3: lowestSvn, highestSvn, euiccRspCapability, additional lists", "SGP.22 v3"),
        new("4.2.13/integrated", Side.Euicc, "treProperties are those of the chip", "whether the eUICC is a chip of its own cannot be seen by APDUs"),
    ];

    private static async Task<(EuiccInfo1, EuiccInfo2)> BothAsync(EuiccBench bench)
    {
        bench.Step("EUICCInfo1 and EUICCInfo2 are asked for");
        return (await bench.CallAsync(new GetEuiccInfo1Request()), await bench.CallAsync(new GetEuiccInfo2Request()));
    }

    private static async Task InstallAndDeleteAsync(EuiccBench bench)
    {
        TestProfile profile = await bench.InstallAsync();
        bench.ExpectCode(await bench.DeleteAsync(profile.ById), DeleteResult.Ok, "deleteResult");
        foreach (NotificationMetadata told in (await Notices.ListAsync(bench)).Where(told => told.Iccid == profile.Iccid))
            await bench.CallAsync(new NotificationSentRequest { SeqNumber = told.SeqNumber });
    }

    private static async Task<long> FreeAsync(EuiccBench bench)
    {
        bench.Step("the free memory is asked for");
        Octets resources = (await bench.CallAsync(new GetEuiccInfo2Request())).ExtCardResource;
        long? free = CardResources.TryRead(resources)?.FreeNonVolatileMemory;
        bench.Expect(free is not null, "free non-volatile memory ('82') in extCardResource", resources.ToString());
        return free!.Value;
    }

    private const string Section = "SGP.22 §5.7.8";

    // What a card keeps of its own from one installation to the next.
    private const int Slack = 4096;
}

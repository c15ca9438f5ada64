using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.1: ES10 commands in blocks of STORE DATA. GlobalPlatform Card Specification §11.11.</summary>
internal static class StoreDataCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Blocks(1),
        Blocks(2),
        Blocks(5),
        Load(60),
        Load(120),
        Load(254),
        Reads("4.2.1/blocks-without-data", Section, "Blocks but the last are answered '9000' without data", async bench =>
        {
            IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(Channels.GetEidRequest, 2);
            foreach (CommandApdu block in blocks.SkipLast(1))
            {
                bench.Step($"block {block.P2}");
                ResponseApdu answer = await bench.SendAsync(block);
                bench.ExpectStatus(answer.Status, "9000", "91XX");
                bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
            }
        }),
        Order("skipped", "A block whose number was skipped to is refused, and the command is not performed", 0, 2),
        Order("repeated", "A block whose number comes again is refused, and the command is not performed", 0, 1, 1),
        Order("first", "A command whose first block has the number 1 is refused", 1),
        Reads("4.2.1/block-anew", Section, "A block with the number 0 begins a command anew: what was begun before is dropped", async bench =>
        {
            bench.Step("the first block of an ES10 command");
            bench.ExpectStatus((await bench.SendAsync(StoreDataBlocks.Split(Channels.GetEidRequest, 4)[0])).Status, "9000", "91XX");
            await ExpectEidAsync(bench);
        }),
        Reads("4.2.1/block-select", Section, "SELECT ends an ES10 command that was begun: its last block is refused", async bench =>
        {
            IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(Channels.GetEidRequest, 3);
            bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
            bench.Step("the first block");
            bench.ExpectStatus((await bench.SendAsync(blocks[0], ChannelNumber.Basic)).Status, "9000", "91XX");
            bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
            bench.Step("the last block");
            ResponseApdu answer = await bench.SendAsync(blocks[1], ChannelNumber.Basic);
            bench.ExpectStatus(answer.Status, s_outOfOrder);
            await bench.ExpectEidAsync(ChannelNumber.Basic);
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/block-reset", Section, "A reset ends an ES10 command that was begun: its last block is refused", async bench =>
        {
            IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(Channels.GetEidRequest, 3);
            bench.Step("the first block");
            bench.ExpectStatus((await bench.SendAsync(blocks[0])).Status, "9000", "91XX");
            bench.Step("the card is reset, and the last block sent");
            await bench.ResetAsync();
            ResponseApdu answer = await bench.SendAsync(blocks[1]);
            bench.ExpectStatus(answer.Status, s_outOfOrder);
            await ExpectEidAsync(bench);
        }, EuiccDeclaration.RawApdus),
        Reads("4.2.1/block-empty", Section, "A block without data is refused", async bench =>
        {
            bench.Step("a last block without data");
            ResponseApdu answer = await bench.SendAsync(new(0x80, 0xE2, 0x91, 0x00, ne: 0x100));
            bench.ExpectStatus(answer.Status, "67XX", "6AXX", "69XX");
            await ExpectEidAsync(bench);
        }),
        P1(0x00, "more blocks, of no known form"),
        P1(0x80, "a last block of no known form"),
        P1(0x88, "a last block in DGI form"),
        P1(0xF1, "a last block that is encrypted"),
    ];

    /// <summary>GetEID in blocks of so many octets.</summary>
    private static ConformanceCase Blocks(int size) => Reads(
        $"4.2.1/blocks-{size}", Section, $"An ES10 command in blocks of {(size == 1 ? "one octet" : $"{size} octets")} is performed at the last one", async bench =>
        {
            bench.Step("GetEID is sent in blocks");
            ResponseApdu answer = await bench.StoreDataAsync(Channels.GetEidRequest, size);
            bench.ExpectStatus(answer.Status, "9000", "91XX");
            bench.ExpectOctets(answer.Data, Channels.EidAnswer(bench), "the answer of GetEID");
        });

    /// <summary>A download in blocks of so many octets, from AuthenticateServer to the last segment.</summary>
    private static ConformanceCase Load(int size) => Installs(
        $"4.2.1/blocks-{size}-load", "SGP.22 §5.7.2, §2.5.5", $"A whole download in blocks of {size} octets succeeds", async bench =>
        {
            PlayedServer server = bench.Server();
            AuthenticateServerResponse authenticated = await AskAsync<AuthenticateServerResponse>(bench, Asn1Codec.Encode(server.Authenticate(await bench.ChallengeAsync())), size);
            bench.Expect(authenticated is AuthenticateServerResponse.Ok, "authenticateResponseOk", authenticated.ToString());
            PrepareDownloadResponse prepared = await AskAsync<PrepareDownloadResponse>(bench, Asn1Codec.Encode(server.Prepare(authenticated)), size);
            bench.Expect(prepared is PrepareDownloadResponse.Ok, "downloadResponseOk", prepared.ToString());
            Octets otpk = ((PrepareDownloadResponse.Ok)prepared).Value.EuiccSigned2.Value.EuiccOtpk;
            BoundPackage package = server.Bind(otpk, Asn1Codec.Encode(TestProfiles.Metadata(1, bench.Target.Generation)), TestProfiles.Package(1, generation: bench.Target.Generation));
            Octets answer = Octets.Empty;
            foreach (Octets segment in package.Segments())
            {
                ResponseApdu response = await bench.StoreDataAsync(segment, size);
                bench.ExpectStatus(response.Status, "9000", "91XX");
                answer = response.Data;
                // A result before the end says why.
                if (!answer.IsEmpty) break;
            }
            FinalResult final = EuiccBench.Decode<ProfileInstallationResult>(answer, nameof(ProfileInstallationResult)).Value.ProfileInstallationResultData.Value.FinalResult;
            bench.Expect(final is FinalResult.Success, "finalResult is successResult", final.ToString());
        });

    private static async Task<T> AskAsync<T>(EuiccBench bench, Octets request, int size)
        where T : IAsn1<T>
    {
        bench.Step($"{typeof(T).Name} is asked for");
        ResponseApdu answer = await bench.StoreDataAsync(request, size);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        return EuiccBench.Decode<T>(answer.Data, typeof(T).Name).Value;
    }

    /// <summary>GetEID in blocks of one octet whose numbers are not 0, 1, 2 …; that one is the last which is refused.</summary>
    private static ConformanceCase Order(string word, string title, params int[] numbers) => Reads($"4.2.1/block-{word}", Section, title, async bench =>
    {
        Octets request = Channels.GetEidRequest;
        for (int i = 0; i < numbers.Length; i++)
        {
            bool isLast = i == numbers.Length - 1;
            bench.Step($"a block with the number {numbers[i]}");
            Octets data = isLast ? request.Slice(i) : request.Slice(i, 1);
            ResponseApdu answer = await bench.SendAsync(new(0x80, 0xE2, (byte)(isLast ? 0x91 : 0x11), (byte)numbers[i], data, 0x100));
            if (isLast) bench.ExpectStatus(answer.Status, s_outOfOrder);
            else bench.ExpectStatus(answer.Status, "9000", "91XX");
            bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
        }
        await ExpectEidAsync(bench);
    });

    private static ConformanceCase P1(byte p1, string means) => Reads($"4.2.1/p1-{p1:X2}", Section, $"P1 '{p1:X2}' ({means}) is refused: P1 is '11' or '91'", async bench =>
    {
        bench.Step("GetEID with this P1");
        ResponseApdu answer = await bench.SendAsync(new(0x80, 0xE2, p1, 0x00, Channels.GetEidRequest, 0x100));
        bench.ExpectStatus(answer.Status, s_outOfOrder);
        bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
        await ExpectEidAsync(bench);
    });

    private static async Task ExpectEidAsync(EuiccBench bench)
    {
        bench.Step("GetEID is asked rightly");
        ResponseApdu answer = await bench.SendAsync(Channels.GetEid);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        bench.ExpectOctets(answer.Data, Channels.EidAnswer(bench), "the answer of GetEID");
    }

    private const string Section = "SGP.22 §5.7.2";

    // GlobalPlatform names no status word for blocks out of order: '6A86', '6A80' and '6985' say it well enough.
    private static readonly string[] s_outOfOrder = ["6A86", "6A80", "6985"];
}

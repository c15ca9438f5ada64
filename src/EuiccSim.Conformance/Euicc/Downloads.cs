using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>The steps of a download, for cases that begin with one. SGP.22 v2.5 §3.1.3.</summary>
internal static class Downloads
{
    /// <summary>An SM-DP+ with the run's keys, and with a transaction and a challenge of its own.</summary>
    internal static PlayedServer Server(this EuiccBench bench) => bench.Server(bench.Target.Declaration.Pki);

    /// <summary>The same, with the run's keys on this curve.</summary>
    internal static PlayedServer Server(this EuiccBench bench, EcCurve curve) => bench.Server(bench.Target.Declaration.Trusted.First(pki => pki.Curve == curve));

    /// <summary>The same, with any keys.</summary>
    internal static PlayedServer Server(this EuiccBench bench, RspPki pki) => new()
    {
        Pki = pki,
        EidDigits = bench.Target.Declaration.Eid.Digits,
        Random = bench.RunOptions.Random,
        TransactionId = TransactionId.FromOctets(bench.Draw(8)),
        ServerChallenge = bench.Draw(16),
    };

    /// <summary>Random octets.</summary>
    internal static Octets Draw(this EuiccBench bench, int length)
    {
        byte[] octets = new byte[length];
        bench.RunOptions.Random.Fill(octets);
        return Octets.Wrap(octets);
    }

    /// <summary>A challenge of the eUICC, with which a session begins.</summary>
    internal static async Task<Octets> ChallengeAsync(this EuiccBench bench) =>
        (await bench.CallAsync(new GetEuiccChallengeRequest())).EuiccChallenge;

    /// <summary>GetEUICCChallenge and AuthenticateServer.</summary>
    internal static async Task<AuthenticateServerResponse> AuthenticateAsync(this EuiccBench bench, PlayedServer server) =>
        await bench.CallAsync(server.Authenticate(await bench.ChallengeAsync()));

    /// <summary>The same and PrepareDownload, all of which must succeed.</summary>
    /// <returns>The eUICC's one-time public key, otPK.EUICC.ECKA.</returns>
    internal static async Task<Octets> PrepareAsync(this EuiccBench bench, PlayedServer server)
    {
        AuthenticateServerResponse authenticated = await bench.AuthenticateAsync(server);
        bench.Expect(authenticated is AuthenticateServerResponse.Ok, "authenticateResponseOk", Authentications.Text(authenticated));
        PrepareDownloadResponse prepared = await bench.CallAsync(server.Prepare(authenticated));
        bench.Expect(prepared is PrepareDownloadResponse.Ok, "downloadResponseOk", Preparations.Text(prepared));
        return ((PrepareDownloadResponse.Ok)prepared).Value.EuiccSigned2.Value.EuiccOtpk;
    }

    /// <summary>Sends the segments of a package until the card answers with a result.</summary>
    internal static async Task<Signed<ProfileInstallationResult>> LoadAsync(this EuiccBench bench, IEnumerable<Octets> segments, int blockSize = 255)
    {
        foreach (Octets segment in segments)
        {
            ResponseApdu response = await bench.StoreDataAsync(segment, blockSize);
            bench.ExpectStatus(response.Status, "9000", "91XX");
            if (!response.Data.IsEmpty) return EuiccBench.Decode<ProfileInstallationResult>(response.Data, nameof(ProfileInstallationResult));
        }
        Running.Bench.Break(new("a ProfileInstallationResult at the end of the package", "no data"));
        return null;
    }

    /// <summary>Sends segments of a package, of which none is to be the last that the card wants.</summary>
    internal static async Task SendAsync(this EuiccBench bench, IEnumerable<Octets> segments)
    {
        foreach (Octets segment in segments)
        {
            ResponseApdu response = await bench.StoreDataAsync(segment);
            bench.ExpectStatus(response.Status, "9000", "91XX");
            bench.Expect(response.Data.IsEmpty, "no result before the end of the package", response.Data.ToString());
        }
    }

    /// <summary>Installs a Profile, as the initial condition of something else.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="number">Which of the Profiles of the run: 1, 2, 3 …</param>
    /// <param name="change">Changes its metadata.</param>
    /// <param name="configureIsdp">The plaintext of ConfigureISDP; null for an empty one.</param>
    internal static Task<TestProfile> InstallAsync(
        this EuiccBench bench, int number = 1, Func<StoreMetadataRequest, StoreMetadataRequest>? change = null, Octets? configureIsdp = null) =>
        bench.ArrangeAsync($"Profile {number} is installed", async () =>
        {
            int generation = bench.Target.Generation;
            StoreMetadataRequest metadata = TestProfiles.Metadata(number, generation);
            if (change is not null) metadata = change(metadata);
            PlayedServer server = bench.Server();
            if (configureIsdp is { } plain) server = server with { ConfigureIsdp = plain };
            Octets otpk = await bench.PrepareAsync(server);
            BoundPackage package = server.Bind(otpk, Asn1Codec.Encode(metadata), TestProfiles.Package(number, metadata.ProfileClass, generation));
            Signed<ProfileInstallationResult> result = await bench.LoadAsync(package.Segments());
            FinalResult final = result.Value.ProfileInstallationResultData.Value.FinalResult;
            bench.Expect(final is FinalResult.Success, "finalResult is successResult", InstallationResults.Text(final));
            return new TestProfile(metadata.Iccid, ((FinalResult.Success)final).Value.Aid, metadata) { Result = result };
        });
}

/// <summary>A Profile that a case installed.</summary>
/// <param name="Iccid">Its ICCID.</param>
/// <param name="Aid">The AID of its ISD-P.</param>
/// <param name="Metadata">What it was installed with.</param>
internal sealed record TestProfile(Iccid Iccid, Octets Aid, StoreMetadataRequest Metadata)
{
    /// <summary>What the card answered at the end of the load.</summary>
    internal required Signed<ProfileInstallationResult> Result { get; init; }

    /// <summary>It by its ICCID.</summary>
    internal ProfileIdentifier ById => new ProfileIdentifier.Iccid(Iccid);

    /// <summary>It by the AID of its ISD-P.</summary>
    internal ProfileIdentifier ByAid => new ProfileIdentifier.IsdpAid(Aid);
}

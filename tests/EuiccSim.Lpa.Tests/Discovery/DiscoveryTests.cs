using System.Text;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Tests.Download;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Lpa.Tests.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Lpa.Tests.Discovery;

/// <summary>ES11 from the LPA's side, SGP.22 v2.5 §3.6: card and servers say what a test wants them to.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DiscoveryTests
{
    private const string Root = "rsp-root-ds.example.com";
    private const string Info1 = "BF20358203020500A9160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3AA160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3";

    private readonly ScriptedCard _card = new();
    private readonly ScriptedServer _server = new();
    private readonly List<DiscoveryProgress> _progress = [];

    [Test]
    public async Task The_root_SM_DS_of_the_eUICC_is_asked_for_whatever_waits()
    {
        _card.Answers("BF3C" + DownloadScene.Tlv("", "81" + DownloadScene.Tlv("", Hex(Root))), to: "BF3C00");
        Smds(Root);
        SequenceOf<DiscoveredEvent> events = await EventsAsync(null);
        Assert.That(events, Is.Empty);
        Assert.That(_server.Calls.Select(call => (call.Address, call.Function)),
            Is.EqualTo(new[] { (Root, "initiateAuthentication"), (Root, "authenticateClient") }));
        Assert.That(_server.Calls[0].Body.GetProperty("smdpAddress").GetString(), Is.EqualTo(Root));
        Assert.That(ContextOf(_card.Commands[^1]).MatchingId, Is.Null);
        Assert.That(_progress.Select(one => one.Step), Is.EqualTo(new[]
        {
            DownloadStep.GetEuiccChallenge, DownloadStep.InitiateAuthentication, DownloadStep.AuthenticateServer, DownloadStep.AuthenticateClient,
        }));
    }

    [Test]
    public async Task An_event_at_an_SM_DP_is_found_and_the_SM_DP_is_asked_who_it_is_and_no_more()
    {
        Smds(Root, ("EVENT-1", "smdp.example.com"));
        Smdp("smdp.example.com");
        SequenceOf<DiscoveredEvent> events = await EventsAsync();
        Assert.That(events, Is.EqualTo(new[] { new DiscoveredEvent("EVENT-1", "smdp.example.com", Root) }));
        Assert.That(events[0].ToActivationCode().ToString(), Is.EqualTo("1$smdp.example.com$EVENT-1"));
        Assert.That(_server.Functions, Is.EqualTo(new[] { "initiateAuthentication", "authenticateClient", "initiateAuthentication" }));
    }

    [Test]
    public async Task An_event_at_another_SM_DS_is_followed_with_its_identifier()
    {
        Smds(Root, ("FORWARDED", "alternative.example.com"), ("EVENT-2", "smdp.example.com"));
        Smds("alternative.example.com", ("EVENT-1", "smdp.example.com"));
        Smdp("smdp.example.com");
        Smdp("smdp.example.com");
        SequenceOf<DiscoveredEvent> events = await EventsAsync();
        Assert.That(events, Is.EqualTo(new[]
        {
            new DiscoveredEvent("EVENT-1", "smdp.example.com", "alternative.example.com"), new DiscoveredEvent("EVENT-2", "smdp.example.com", Root),
        }));
        string[] asked = [.. _card.Commands.Where(command => command.StartsWith("BF38", StringComparison.Ordinal))];
        Assert.That(asked.Select(command => ContextOf(command).MatchingId), Is.EqualTo(new[] { null, "FORWARDED" }));
    }

    [Test]
    public async Task SM_DSs_that_name_one_another_do_not_lead_round_in_circles()
    {
        Smds(Root, ("A", "alternative.example.com"));
        Smds("alternative.example.com", ("B", Root));
        Smds(Root, ("A", "Alternative.example.com"));
        Assert.That(await EventsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_chain_of_SM_DSs_is_followed_as_far_as_allowed()
    {
        Smds(Root, ("A", "second.example.com"));
        Smds("second.example.com", ("B", "third.example.com"));
        SequenceOf<DiscoveredEvent> events = await EventsAsync(new() { SmdsAddress = Root, MaximumDepth = 2 });
        Assert.That(events, Is.EqualTo(new[] { new DiscoveredEvent("B", "third.example.com", "second.example.com") }));
    }

    [Test]
    public async Task No_more_servers_are_asked_than_allowed()
    {
        Smds(Root, ("A", "a.example.com"), ("B", "b.example.com"), ("C", "c.example.com"));
        Smdp("a.example.com");
        SequenceOf<DiscoveredEvent> events = await EventsAsync(new() { SmdsAddress = Root, MaximumServers = 2 });
        Assert.That(events.Select(one => one.EventId), Is.EqualTo(new[] { "A", "B", "C" }));
    }

    [Test]
    public async Task A_server_that_cannot_be_asked_does_not_keep_back_the_other_events()
    {
        Smds(Root, ("A", "a.example.com"), ("B", "b.example.com"));
        Challenge();
        _server.Does("initiateAuthentication", () => throw new Es9TransportException("gone"));
        Smdp("b.example.com");
        SequenceOf<DiscoveredEvent> events = await EventsAsync();
        Assert.That(events.Select(one => (one.EventId, one.Trouble)), Is.EqualTo(new[] { ("A", "gone"), ("B", null) }));
    }

    [Test]
    public async Task A_refusal_of_the_SM_DS_is_an_outcome()
    {
        Introduce(Root, CertificateRole.DsAuth);
        _card.Answers(DownloadScene.Authenticated);
        _server.Refuses("authenticateClient", "8.9.5", "3.9");
        DiscoveryOutcome outcome = await RunAsync(new() { SmdsAddress = Root });
        Assert.That(outcome, Is.InstanceOf<DiscoveryOutcome.RefusedByServer>());
        var refused = (DiscoveryOutcome.RefusedByServer)outcome;
        Assert.That((refused.ServerAddress, refused.Function, refused.Code, refused.ServerMessage),
            Is.EqualTo((Root, "authenticateClient", StatusCodes.EventRecordUnknown, "no")));
        Assert.That((refused.Meaning, refused.Advice), Is.EqualTo(
            ("the discovery server has no such event", "Ask the SM-DS again: somebody else may have fetched what waited.")));
    }

    [Test]
    public async Task A_refusal_of_the_eUICC_is_an_outcome_and_the_SM_DS_is_told()
    {
        Introduce(Root, CertificateRole.DsAuth);
        _card.Answers($"BF3817A1158010{DownloadScene.Id}020101");
        _server.Refuses("authenticateClient", "8.1", "6.1");
        DiscoveryOutcome outcome = await RunAsync(new() { SmdsAddress = Root });
        Assert.That(outcome is DiscoveryOutcome.RefusedByEuicc { Function: "AuthenticateServer", Code: 1, Name: "invalidCertificate", ServerAddress: Root }, outcome.ToString());
    }

    [Test]
    public async Task An_SM_DP_is_no_SM_DS()
    {
        Smdp(Root);
        DiscoveryOutcome outcome = await RunAsync(new() { SmdsAddress = Root });
        Assert.That(outcome, Is.EqualTo(new DiscoveryOutcome.ServerMismatch(Root, "role", "SM-DS", "SM-DP+")));
    }

    [Test]
    public async Task A_server_that_signs_for_another_address_is_not_shown_to_the_eUICC()
    {
        Introduce(Root, CertificateRole.DsAuth, signedAddress: "other.example.com");
        DiscoveryOutcome outcome = await RunAsync(new() { SmdsAddress = Root });
        Assert.That(outcome, Is.EqualTo(new DiscoveryOutcome.ServerMismatch(Root, "serverAddress", Root, "other.example.com")));
    }

    [Test]
    public async Task An_answer_about_another_session_is_not_believed()
    {
        Introduce(Root, CertificateRole.DsAuth);
        _card.Answers(DownloadScene.Authenticated);
        _server.AnswersRaw("authenticateClient", 200, "{" + ScriptedServer.Success + ",\"transactionId\":\"FFFF\",\"eventEntries\":[]}");
        DiscoveryOutcome outcome = await RunAsync(new() { SmdsAddress = Root });
        Assert.That(outcome, Is.EqualTo(new DiscoveryOutcome.ServerMismatch(Root, "transactionId", DownloadScene.Id, "FFFF")));
    }

    private async Task<SequenceOf<DiscoveredEvent>> EventsAsync() => await EventsAsync(new() { SmdsAddress = Root });

    private async Task<SequenceOf<DiscoveredEvent>> EventsAsync(DiscoveryOptions? options)
    {
        DiscoveryOutcome outcome = await RunAsync(options);
        Assert.That(outcome, Is.InstanceOf<DiscoveryOutcome.Answered>(), outcome.ToString());
        return ((DiscoveryOutcome.Answered)outcome).Events;
    }

    private async Task<DiscoveryOutcome> RunAsync(DiscoveryOptions? options)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(_card, _server, cancellationToken: CancellationToken.None);
        DiscoveryOutcome outcome = await lpa.DiscoverAsync(options, new Listener(_progress));
        Assert.That((_card.Unused, _server.Unused), Is.EqualTo((0, 0)), "script");
        return outcome;
    }

    /// <summary>An SM-DS with these events: both sides get to the end.</summary>
    private void Smds(string address, params (string Id, string Server)[] events)
    {
        Introduce(address, CertificateRole.DsAuth);
        _card.Answers(DownloadScene.Authenticated);
        string entries = string.Join(',', events.Select(one => $"{{\"eventId\":\"{one.Id}\",\"rspServerAddress\":\"{one.Server}\"}}"));
        _server.AnswersRaw("authenticateClient", 200, "{" + ScriptedServer.Success + $",\"transactionId\":\"{DownloadScene.Id}\",\"eventEntries\":[{entries}]}}");
    }

    /// <summary>An SM-DP+: nobody goes on.</summary>
    private void Smdp(string address) => Introduce(address, CertificateRole.DpAuth);

    private void Challenge() => _card.Answers(Info1, to: DownloadScene.GetInfo1).Answers("BF2E128010" + DownloadScene.Challenge, to: DownloadScene.GetChallenge);

    private void Introduce(string address, CertificateRole role, string? signedAddress = null)
    {
        Challenge();
        Octets signed = Asn1Codec.Encode(new ServerSigned1
        {
            TransactionId = TransactionId.Parse(DownloadScene.Id),
            EuiccChallenge = Octets.FromHex(DownloadScene.Challenge),
            ServerAddress = signedAddress ?? address,
            ServerChallenge = Octets.FromHex(DownloadScene.Challenge),
        });
        Octets certificate = (role == CertificateRole.DsAuth ? HttpScene.Nist.DsAuth! : HttpScene.Nist.DpAuth).Encoded;
        _server.Answers(
            "initiateAuthentication",
            ("transactionId", DownloadScene.Id),
            ("serverSigned1", DownloadScene.Base64(signed.ToString())),
            ("serverSignature1", DownloadScene.Base64(DownloadScene.Signature1)),
            ("euiccCiPKIdToBeUsed", DownloadScene.Base64("0414F54172BDF98A95D65CBEB88A38A1C11D800A85C3")),
            ("serverCertificate", DownloadScene.Base64(certificate.ToString())));
    }

    private static CtxParamsForCommonAuthentication ContextOf(string command)
    {
        AuthenticateServerRequest request = Asn1Codec.Decode<AuthenticateServerRequest>(Octets.FromHex(command));
        return ((CtxParams1.CommonAuthentication)request.CtxParams1.Value).Value;
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private sealed class Listener(List<DiscoveryProgress> heard) : IProgress<DiscoveryProgress>
    {
        public void Report(DiscoveryProgress value) => heard.Add(value);
    }
}

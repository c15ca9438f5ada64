using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Running;
using EuiccSim.Http;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>LPAs that do one thing wrongly: the case that is about it says so, and says what.</summary>
internal sealed class SabotagedLpaTests
{
    [Test]
    public Task Blocks_that_are_numbered_wrongly_are_found() => FindAsync(
        new() { Card = card => new ChangedCard(card, command => IsStoreData(command) ? WithP2(command, (byte)(command.P2 + 1)) : command) }, "4.4.1/blocks", "P2 is 00");

    [Test]
    public Task A_channel_that_stays_open_is_found() => FindAsync(
        new() { Card = card => new ChangedCard(card, command => command is { Ins: 0x70, P1: 0x80 } ? null : command) }, "4.4.1/channel-closed", "every channel that was opened is closed");

    [Test]
    public Task Segments_that_are_put_together_are_found() => FindAsync(
        new() { Card = card => new ChangedCard(card, new Joiner().Join) }, "4.4.1/segments", "segment 3");

    [Test]
    public Task A_notification_that_is_removed_and_not_delivered_is_found() => FindAsync(
        new() { Servers = servers => new ChangedServers(servers, function => function == "handleNotification" ? new(204, Octets.Empty) : null) }, "LPAd/notification-order", "the number of notifications");

    [Test]
    public Task A_cancellation_that_the_server_is_not_told_of_is_found() => FindAsync(
        new() { Servers = servers => new ChangedServers(servers, function => function == "cancelSession" ? new(204, Octets.Empty) : null) }, "LPAd/cancel-ppr", "the server is told");

    [Test]
    public Task An_LPA_that_believes_every_server_is_found() =>
        FindAsync(new() { Http = options => options with { AcceptUntrusted = _ => { } } }, "LPAd/tls-expired", "nothing is sent");

    [Test]
    public Task Another_version_in_the_header_is_found() =>
        FindAsync(new() { Http = options => options with { AdminProtocolVersion = new(3, 0) } }, "LPAd/http-admin-protocol", "gsma/rsp/v2");

    [Test]
    public Task An_LPA_that_says_done_whatever_happens_is_found() => FindAsync(new Cheerful(), "LPAd/refused-matching-id", "exit code other than 0");

    [Test]
    public Task An_LPA_that_takes_no_notice_of_the_OID_is_found() => FindAsync(new WithoutOid(), "LPAd/bad-code-other-oid", "exit code other than 0");

    [Test]
    public Task Certificates_that_the_server_is_not_sent_as_they_are_are_found() => FindAsync(
        new() { Servers = servers => new ChangedServers(servers, _ => null) { Request = (function, body) => function == "authenticateClient" ? Flip(body) : body } }, "LPAd/authenticate-client", "octet");

    [Test]
    public async Task An_LPA_that_stops_before_the_step_is_not_judged_by_it()
    {
        OurLpa lpa = new() { Servers = servers => new ChangedServers(servers, function => function == "authenticateClient" ? new(500, Octets.Empty) : null) };
        CaseResult result = await RunAsync(lpa, "4.4.1/segments");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive), result.Why);
        Assert.That(result.Why, Does.Contain("did not get as far"));
    }

    private static async Task FindAsync(OurLpa lpa, string id, string words)
    {
        CaseResult result = await RunAsync(lpa, id);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail), result.Why);
        Assert.That(result.Why, Does.Contain(words));
        Assert.That(result.Steps.Any(step => step.Exchange.Count > 0), "the evidence");
    }

    private static async Task<CaseResult> RunAsync(OurLpa lpa, string id)
    {
        await using OurLpa owned = lpa;
        await using LpaTarget target = LpaTarget.Of(lpa);
        ConformanceCase one = ConformanceSuite.Find(id).Single();
        RunReport report = await ConformanceRun.RunAsync([one], target, new() { Random = new SeededRandom("sabotaged") });
        return report.Cases.Single();
    }

    private static bool IsStoreData(CommandApdu command) => command.Ins == 0xE2;

    private static CommandApdu WithP2(CommandApdu command, byte p2) => new(command.Cla, command.Ins, command.P1, p2, command.Data, command.Ne);

    /// <summary>Another letter in the middle of what is in base64.</summary>
    private static Octets Flip(Octets body)
    {
        byte[] octets = body.ToArray();
        int at = octets.Length - 40;
        octets[at] = (byte)(octets[at] == 'A' ? 'B' : 'A');
        return Octets.Wrap(octets);
    }

    /// <summary>A header of a list is kept back and sent with what follows it.</summary>
    private sealed class Joiner
    {
        private Octets _kept;

        internal CommandApdu? Join(CommandApdu command)
        {
            if (!IsStoreData(command) || command.P2 != 0) return command;
            if (command.Data.Length <= 4 && command.Data[0] == 0xA1)
            {
                _kept = command.Data;
                return null;
            }
            Octets data = Octets.Concat(_kept, command.Data);
            if (data.Length > 255) return command;
            _kept = default;
            return new(command.Cla, command.Ins, command.P1, command.P2, data, command.Ne);
        }
    }

    /// <summary>Commands on their way to the card; one that becomes null is answered with '9000' and never sent.</summary>
    private sealed class ChangedCard(ICardConnection card, Func<CommandApdu, CommandApdu?> change) : ICardConnection
    {
        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => card.ResetAsync(cancellationToken);

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) =>
            change(CommandApdu.Parse(command)) is { } other ? card.TransmitAsync(other.Encode(), cancellationToken) : new(ResponseApdu.Ok.Encode());

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Calls on their way to servers; one that is answered here is never sent.</summary>
    private sealed class ChangedServers(IEs9Transport servers, Func<string, Es9HttpResponse?> answer) : IEs9Transport
    {
        internal Func<string, Octets, Octets> Request { get; init; } = (_, body) => body;

        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
            answer(function) is { } instead ? Task.FromResult(instead) : servers.PostAsync(serverAddress, function, Request(function, request), cancellationToken);
    }

    private sealed class Cheerful : OurLpa
    {
        protected override async Task<int> RunAsync(LpaCall call, CancellationToken cancellationToken)
        {
            await base.RunAsync(call, cancellationToken);
            return 0;
        }
    }

    private sealed class WithoutOid : OurLpa
    {
        protected override Task<int> RunAsync(LpaCall call, CancellationToken cancellationToken) =>
            base.RunAsync(call is LpaCall.Download { Code: { } code } download ? download with { Code = (ActivationCode.Parse(code) with { SmdpOid = null }).ToQrText() } : call, cancellationToken);
    }
}

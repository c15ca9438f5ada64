using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Servers.Tests.SmDs;

/// <summary>An alternative SM-DS and its root. SGP.22 v2.5 §3.6.1.2, §5.10.</summary>
internal sealed class CascadeTests
{
    [Test]
    public void The_root_leads_to_the_alternative_and_that_to_the_SM_DP()
    {
        (TestSmds root, TestSmds alternative, _) = TestSmds.Pair();
        Assert.That(alternative.Register("SECRET", forward: true).Code, Is.Empty);
        string[] atRoot = root.Discover();
        Assert.That(atRoot, Has.Length.EqualTo(1));
        string[] parts = atRoot[0].Split('@');
        Assert.That(parts[1], Is.EqualTo(TestSmds.AlternativeAddress));
        Assert.That(parts[0], Does.Match("^[0-9A-F]{32}$"), "a name of its own: the root does not learn the MatchingID");
        Assert.That(alternative.Discover(parts[0]), Is.EqualTo(new[] { "SECRET@testsmdpplus1.example.com" }));
    }

    [Test]
    public void Without_the_indicator_the_root_learns_nothing()
    {
        (TestSmds root, TestSmds alternative, Line line) = TestSmds.Pair();
        alternative.Register("A");
        Assert.That((root.Discover(), line.Calls), Is.EqualTo((Array.Empty<string>(), new List<string>())));
        Assert.That(alternative.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_root_passes_nothing_on()
    {
        TestSmds root = new();
        Assert.That(root.Register("A", forward: true).Code, Is.Empty);
        Assert.That(root.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public void ES15_carries_what_the_standard_says()
    {
        (_, TestSmds alternative, Line line) = TestSmds.Pair();
        alternative.Register("A", forward: true);
        Assert.That(line.Calls, Is.EqualTo(new[] { "es15.registerEvent" }));
        Assert.That(line.Bodies[0], Does.Match(
            """^\{"header":\{"functionRequesterIdentifier":"2\.999\.15","functionCallIdentifier":"[0-9A-F]{16}"\},"eid":"89049032123451234512345678901235","rspServerAddress":"alternative\.example\.com","eventId":"[0-9A-F]{32}","forwardingIndicator":false\}$"""));
    }

    [Test]
    public void Deletion_goes_on_to_the_root()
    {
        (TestSmds root, TestSmds alternative, Line line) = TestSmds.Pair();
        alternative.Register("A", forward: true);
        Assert.That(alternative.Delete("A").Code, Is.Empty);
        Assert.That(line.Calls, Is.EqualTo(new[] { "es15.registerEvent", "es15.deleteEvent" }));
        Assert.That((root.Discover(), alternative.Discover()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        Assert.That(alternative.Server.Store.ListRootDeletionsAsync().Now(), Is.Empty);
    }

    [Test]
    public void A_root_that_is_not_reached_is_told_to_the_SM_DP_and_nothing_is_kept()
    {
        (_, TestSmds alternative, Line line) = TestSmds.Pair();
        ActiveFault down = line.GoDown();
        Assert.That(alternative.Register("A", forward: true).Code, Is.EqualTo("8.9/5.1"));
        Assert.That(alternative.Discover(), Is.Empty);
        down.Withdraw();
        Assert.That(alternative.Register("A", forward: true).Code, Is.Empty, "the EventID is free");
    }

    [Test]
    public void A_root_that_refuses_is_told_as_such()
    {
        TestSmds root = new(change: options => options with { MaxEvents = 0 });
        TestSmds alternative = new(TestSmds.AlternativeAddress, options =>
            options with { Root = new(TestSmds.RootAddress, new InProcessSmdsTransport(TestSmds.AlternativeSmds, root.Server)) });
        Assert.That(alternative.Register("A", forward: true).Code, Is.EqualTo("8.9/4.2"));
        Assert.That(alternative.Discover(), Is.Empty);
        Assert.That(alternative.Server.Store.ListRootDeletionsAsync().Now(), Is.Empty, "it is known that it has nothing");
        Assert.That(alternative.Activities.OfType<SmdsActivity.RootFailed>().Single().Reason, Is.EqualTo("1.2/4.4 (function provider: busy)"));
    }

    [Test]
    public async Task An_event_whose_answer_was_lost_is_deleted_at_the_root_later()
    {
        (TestSmds root, TestSmds alternative, Line line) = TestSmds.Pair();
        ActiveFault lossy = line.LoseAnswers();
        Assert.That(alternative.Register("A", forward: true).Code, Is.EqualTo("8.9/5.1"));
        Assert.That(root.Discover(), Has.Length.EqualTo(1), "the root has it all the same");
        Assert.That(await alternative.Server.SettleAsync(), Is.EqualTo(1));
        lossy.Withdraw();
        Assert.That(await alternative.Server.SettleAsync(), Is.Zero, "that there is no such event any more is as good");
        Assert.That(root.Discover(), Is.Empty);
        int calls = line.Calls.Count;
        await alternative.Server.SettleAsync();
        Assert.That(line.Calls, Has.Count.EqualTo(calls), "nothing is owed");
    }

    [Test]
    public async Task A_deletion_that_the_root_did_not_hear_is_made_up_for()
    {
        (TestSmds root, TestSmds alternative, Line line) = TestSmds.Pair();
        alternative.Register("A", forward: true);
        string forwarded = root.Discover()[0].Split('@')[0];
        ActiveFault down = line.GoDown();
        Assert.That(alternative.Delete("A").Code, Is.Empty);
        Assert.That(root.Discover(), Has.Length.EqualTo(1));
        Assert.That(alternative.Discover(forwarded), Is.EqualTo(new[] { "8.9.5/3.9" }), "it leads nowhere");
        down.Withdraw();
        Assert.That(await alternative.Server.SettleAsync(), Is.Zero);
        Assert.That(root.Discover(), Is.Empty);
    }

    [Test]
    public void An_event_is_not_told_before_the_root_has_it()
    {
        (_, TestSmds alternative, Line line) = TestSmds.Pair();
        string[]? meanwhile = null;
        string? again = null;
        line.OnCall = _ =>
        {
            line.OnCall = null;
            meanwhile = alternative.Discover();
            again = alternative.Register("A").Code;
        };
        alternative.Register("A", forward: true);
        Assert.That(meanwhile, Is.Empty);
        Assert.That(again, Is.EqualTo("8.9.5/3.3"), "but its name is taken");
        Assert.That(alternative.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_event_deleted_while_it_is_announced_is_nowhere_in_the_end()
    {
        (TestSmds root, TestSmds alternative, Line line) = TestSmds.Pair();
        line.OnCall = function =>
        {
            if (function != "registerEvent") return;
            // The owner takes it back, and the root cannot be told just then.
            line.OnCall = null;
            using (line.GoDown()) alternative.Delete("A");
        };
        Assert.That(alternative.Register("A", forward: true).Code, Is.EqualTo("8.9/4.2"));
        Assert.That(root.Discover(), Has.Length.EqualTo(1));
        Assert.That(await alternative.Server.SettleAsync(), Is.Zero);
        Assert.That((root.Discover(), alternative.Discover()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public void Alternatives_do_not_get_into_each_others_events_at_the_root()
    {
        (TestSmds root, TestSmds alternative, _) = TestSmds.Pair();
        alternative.Register("A", forward: true);
        string forwarded = root.Discover()[0].Split('@')[0];
        string other = $$"""{"header":{"functionRequesterIdentifier":"2.999.17","functionCallIdentifier":"1"},"eid":"{{TestServer.Nist.EidDigits}}","eventId":"{{forwarded}}"}""";
        Protocol.Asn1.Octets certificate = TestSmds.TlsOf(Protocol.Crypto.Certificates.CertificateRole.DsTls, "third.example.com", "2.999.17");
        Assert.That(root.Es15("deleteEvent", certificate, other).Code, Is.EqualTo("8.9.5/3.9"));
        Assert.That(root.Delete(forwarded).Code, Is.EqualTo("8.9.5/3.9"), "an SM-DP+ neither");
        Assert.That(root.Discover(), Has.Length.EqualTo(1));
    }
}

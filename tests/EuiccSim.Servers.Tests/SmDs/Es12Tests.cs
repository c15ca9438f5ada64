using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDs;

/// <summary>SGP.22 v2.5 §5.9; SGP.23 §4.5.</summary>
internal sealed class Es12Tests
{
    [Test]
    public void Success_is_a_header_and_nothing_else()
    {
        TestSmds smds = new();
        const string Success = """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}""";
        Assert.That(smds.Register("A"), Is.EqualTo(new Answer(200, Success)).Using<Answer>((one, two) => one.Body == two.Body));
        Assert.That(smds.Delete("A").Body, Is.EqualTo(Success));
    }

    [Test]
    public void The_same_EventID_twice_is_refused()
    {
        TestSmds smds = new();
        smds.Register("A");
        Assert.That(smds.Register("A").Code, Is.EqualTo("8.9.5/3.3"));
        Assert.That(smds.Register("A", eid: "89049032123451234512345678901243").Code, Is.EqualTo("8.9.5/3.3"), "for another eUICC");
        Assert.That(smds.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Two_servers_do_not_get_into_each_others_EventIDs()
    {
        TestSmds smds = new();
        smds.Register("A");
        Assert.That(smds.Register("A", address: "second.example.com", certificate: TestSmds.OtherSmdp).Code, Is.Empty);
        Assert.That(smds.Delete("A").Code, Is.Empty);
        Assert.That(smds.Discover(), Is.EqualTo(new[] { "A@second.example.com" }));
    }

    [Test]
    public void An_EventID_is_free_again_after_deletion()
    {
        TestSmds smds = new();
        smds.Register("A");
        smds.Delete("A");
        Assert.That(smds.Delete("A").Code, Is.EqualTo("8.9.5/3.9"));
        Assert.That(smds.Register("A").Code, Is.Empty);
    }

    [Test]
    public void Only_the_server_that_registered_an_event_deletes_it()
    {
        TestSmds smds = new();
        smds.Register("A");
        Assert.That(smds.Delete("A", certificate: TestSmds.OtherSmdp).Code, Is.EqualTo("8.9.5/3.9"));
        Assert.That(smds.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_event_is_deleted_for_its_own_EID_only()
    {
        TestSmds smds = new();
        smds.Register("A");
        Assert.That(smds.Delete("A", eid: "89049032123451234512345678901243").Code, Is.EqualTo("8.9.5/3.9"));
        Assert.That(smds.Discover(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Events_are_bounded_for_each_eUICC_and_in_all()
    {
        TestSmds smds = new(change: options => options with { MaxEvents = 3, MaxEventsPerEuicc = 2 });
        smds.Register("A");
        smds.Register("B");
        Assert.That(smds.Register("C").Code, Is.EqualTo("1.2/4.4"));
        Assert.That(smds.Register("C", eid: "89049032123451234512345678901243").Code, Is.Empty);
        Assert.That(smds.Register("D", eid: "89049032123451234512345678901251").Code, Is.EqualTo("1.2/4.4"));
        smds.Delete("A");
        Assert.That(smds.Register("D").Code, Is.Empty);
    }

    [Test]
    public void Without_an_accepted_certificate_nothing_is_done()
    {
        TestSmds smds = new();
        Octets wrongCi = TestPki.Create(Protocol.Crypto.EcCurve.NistP256, new SeededRandom("other CI"), TestServer.Start.AddYears(-1)).DpTls!.Encoded;
        Octets expired = TestSmds.TlsOf(CertificateRole.DpTls, "old.example.com", "2.999.10",
            template => template with { NotAfter = TestServer.Start.AddSeconds(-1) });
        Octets serverOnly = TestSmds.TlsOf(CertificateRole.DpTls, "noclient.example.com", "2.999.10",
            template => template with { ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.1")] });
        (string Name, Octets? Certificate)[] cases =
        [
            ("none", null), ("no certificate", Octets.FromHex("3003020100")), ("an SM-DS's", TestSmds.AlternativeSmds),
            ("for another use", TestServer.Nist.DpAuth.Encoded), ("of another CI", wrongCi), ("expired", expired), ("for servers only", serverOnly),
        ];
        foreach ((string name, Octets? certificate) in cases)
        {
            string json = $$"""{"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"1"},"eid":"{{TestServer.Nist.EidDigits}}","rspServerAddress":"a","eventId":"A","forwardingIndicator":false}""";
            Assert.That(smds.Es12("registerEvent", certificate, json).Status, Is.EqualTo(403), name);
        }
        Assert.That(smds.Discover(), Is.Empty);
        SmdsActivity.NotAllowed[] told = [.. smds.Activities.OfType<SmdsActivity.NotAllowed>()];
        Assert.That(told, Has.Length.EqualTo(cases.Length));
        Assert.That(told.Select(one => one.Reason), Has.All.StartsWith("the").And.Some.EqualTo("there is no client certificate")
            .And.Some.Contains("and has expired: the clock here says 2026-01-01 00:00Z"));
    }

    [Test]
    public void ES15_is_for_SM_DSs_only()
    {
        TestSmds smds = new();
        string json = $$"""{"header":{"functionRequesterIdentifier":"2.999.16","functionCallIdentifier":"1"},"eid":"{{TestServer.Nist.EidDigits}}","rspServerAddress":"a","eventId":"A","forwardingIndicator":false}""";
        Assert.That(smds.Es15("registerEvent", TestSmds.Smdp, json).Status, Is.EqualTo(403));
        Assert.That(smds.Es15("registerEvent", TestSmds.AlternativeSmds, json).Code, Is.Empty);
    }

    [TestCase("header", "{}")]
    [TestCase("header", "null")]
    [TestCase("eid", "\"8904903212345123451234567890123\"")]
    [TestCase("eid", "1")]
    [TestCase("rspServerAddress", "\"\"")]
    [TestCase("eventId", "\"\"")]
    [TestCase("forwardingIndicator", "\"true\"")]
    public void A_wrong_field_is_malformed(string field, string value)
    {
        Dictionary<string, string> fields = new()
        {
            ["header"] = """{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"1"}""",
            ["eid"] = $"\"{TestServer.Nist.EidDigits}\"",
            ["rspServerAddress"] = "\"a\"",
            ["eventId"] = "\"A\"",
            ["forwardingIndicator"] = "false",
        };
        string Json() => "{" + string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
        TestSmds smds = new();
        Assert.That(smds.Es12("registerEvent", TestSmds.Smdp, Json()).Code, Is.Empty, "without a fault");
        fields[field] = value;
        Assert.That(smds.Es12("registerEvent", TestSmds.Smdp, Json()).Status, Is.EqualTo(400));
        fields.Remove(field);
        Assert.That(smds.Es12("registerEvent", TestSmds.Smdp, Json()).Status, Is.EqualTo(400));
    }

    [Test]
    public void An_unknown_function_is_not_found() =>
        Assert.That(new TestSmds().Es12("RegisterEvent", TestSmds.Smdp, "{}").Status, Is.EqualTo(404));

    [Test]
    public void Many_may_register_and_ask_at_once()
    {
        TestSmds smds = new(change: options => options with { OnActivity = null, MaxEventsPerEuicc = 1000 });
        int registered = 0;
        Parallel.For(0, 200, i =>
        {
            // Each EventID comes twice: one of the two is refused.
            if (smds.Register($"E{i / 2}").Code.Length == 0) Interlocked.Increment(ref registered);
        });
        Assert.That(registered, Is.EqualTo(100));
        Assert.That(smds.Discover(), Has.Length.EqualTo(100));
    }
}

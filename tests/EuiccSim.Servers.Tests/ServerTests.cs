using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.Tests;

internal sealed class ServerTests
{
    /// <summary>The same seed gives the same octets: a change of this number is a change on the wire.</summary>
    [Test]
    public void A_whole_session_with_seeded_randomness_is_pinned()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TestServer server = new();
        server.Release(code: "1234", profile: TestServer.Profile().WithRandomKeys(new SeededRandom("PPK")));
        ScriptedEuicc euicc = server.Euicc();
        euicc.ConfirmationCode = "1234";
        void Append(Answer answer) => hash.AppendData(Encoding.UTF8.GetBytes($"{answer.Status} {answer.Body}\n"));
        Append(euicc.Initiate());
        Append(euicc.AuthenticateClient());
        Append(euicc.GetBoundProfilePackage());
        Append(euicc.NotifyInstalled(server.Order().Iccid));
        Append(euicc.NotifyOther(server.Order().Iccid, NotificationEvent.NotificationEnable));
        Assert.That(Convert.ToHexStringLower(hash.GetHashAndReset()),
            Is.EqualTo("66dd5f1da5076b0e0a7ccf91855cd0769b1dcb31e5e1fea13c7dc2a6af23b191"));
    }

    [Test]
    public void One_download_costs_the_server_three_signatures()
    {
        CountingKey authentication = new(TestServer.Nist.DpAuthKey), binding = new(TestServer.Nist.DpPbKey);
        RspPki pki = TestServer.Nist;
        TestServer server = new(options =>
            options with { Credentials = [new SmdpCredential(pki.Ci, pki.DpAuth, authentication, pki.DpPb, binding)] });
        server.Release();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Download();
        euicc.NotifyInstalled(server.Order().Iccid);
        Assert.That((authentication.Count, binding.Count), Is.EqualTo((1, 2)));
    }

    [TestCase("unknown")]
    [TestCase("")]
    [TestCase("InitiateAuthentication")]
    public void An_unknown_function_is_not_found_and_told_which_there_are(string function)
    {
        TestServer server = new();
        Answer answer = Answer.Of(server.Server.HandleAsync(function, Octets.Of("{}"u8)).Now());
        const string Known = "is no function of es9plus, which has initiateAuthentication, authenticateClient, getBoundProfilePackage, cancelSession, handleNotification";
        Assert.That((answer.Status, answer.Text("message")), Is.EqualTo((404, Known)));
        Assert.That(server.Events, Is.EqualTo(new[] { new SmdpEvent.RequestRejected(TestServer.Start, function, 404, Known) }));
    }

    [TestCase("authenticateClient", "{}", "transactionId: is missing")]
    [TestCase("authenticateClient", """{"transactionId":"XY"}""", "transactionId: ")]
    [TestCase("authenticateClient", """{"transactionId":"01","authenticateServerResponse":"*"}""", "authenticateServerResponse: is no base64 string")]
    [TestCase("authenticateClient", """{"transactionId":"01","authenticateServerResponse":"vzgA"}""", "authenticateServerResponse: AuthenticateServerResponse")]
    [TestCase("initiateAuthentication", "[1]", "the body is no JSON object")]
    [TestCase("initiateAuthentication", "", "the body is empty, and should be a JSON object")]
    [TestCase("initiateAuthentication", "{\n \"a\":", "the body cannot be read: line 2: it ends before its last bracket or quotation mark")]
    [TestCase("cancelSession", """{"transactionId":"\ud800"}""", "the body has a string with escapes, or octets, that form no text")]
    public void A_malformed_request_is_told_which_member_failed_and_why(string function, string body, string reason)
    {
        TestServer server = new();
        Answer answer = Answer.Of(server.Server.HandleAsync(function, Octets.Wrap(Encoding.UTF8.GetBytes(body))).Now());
        Assert.That((answer.Status, answer.Text("function")), Is.EqualTo((400, function)));
        Assert.That(answer.Text("message"), Does.StartWith(reason).And.Not.Contain("BytePosition").And.Not.Contain("Parameter"));
        Assert.That(server.Events, Is.EqualTo(new[] { new SmdpEvent.RequestRejected(TestServer.Start, function, 400, answer.Text("message")) }));
        Assert.That(server.Events[0].Describe(), Is.EqualTo($"{function} answered with HTTP 400: {answer.Text("message")}"));
    }

    [Test]
    public void What_a_client_writes_moves_no_cursor_in_the_log()
    {
        TestServer server = new();
        server.Server.HandleEs2Async("releaseProfile\u001b[2J\n", Octets.Of("{}"u8)).Now();
        Assert.That(server.Events[0].Describe(), Does.StartWith("releaseProfile [2J answered with HTTP 404: "));
    }

    [Test]
    public void A_malformed_body_in_ASN1_is_told_too()
    {
        TestServer server = new();
        Answer answer = Answer.Of(server.Server.HandleAsn1Async(Octets.FromHex("A203020100")).Now());
        Assert.That((answer.Status, answer.Text("function")), Is.EqualTo((400, "asn1")));
        Assert.That(answer.Text("message"), Does.StartWith("RemoteProfileProvisioningRequest"));
    }

    [Test]
    public void Refusals_are_told_to_the_host()
    {
        TestServer server = new();
        server.Euicc().Initiate("other.example.com");
        Assert.That(server.Events,
            Is.EqualTo(new[]
            {
                new SmdpEvent.Refused(TestServer.Start, "initiateAuthentication", StatusCodes.SmdpAddressRefused)
                {
                    Detail = "other.example.com was called, and this is testsmdpplus1.example.com",
                },
            }));
    }

    [Test]
    public void The_history_of_an_order_tells_its_life()
    {
        TestServer server = new();
        server.Release();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Download();
        euicc.NotifyInstalled(server.Order().Iccid);
        Assert.That(server.Order()
            .History.Select(happened => happened.GetType().Name), Is.EqualTo(new[] { "Offered", "Delivered", "Installed" }));
        Assert.That(server.Order().History, Is.EqualTo(server.Events));
    }

    [Test]
    public void The_log_tells_what_happens_and_no_secret()
    {
        using Journal journal = new();
        TestServer server = new(loggers: journal);
        ProfileOrder order = server.Release(code: "1234");
        ScriptedEuicc euicc = server.Euicc();
        euicc.ConfirmationCode = "4321";
        euicc.Download();
        euicc.ConfirmationCode = "1234";
        euicc.Download();
        euicc.NotifyInstalled(order.Iccid);
        euicc.Call("cancelSession", "{}");
        string log = string.Join('\n', journal.Lines);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log, Does.Contain("getBoundProfilePackage refused: 8.2.7/3.8"));
            Assert.That(log, Does.Contain("Installed").And.Contain(order.Iccid.Digits));
            Assert.That(log, Does.Contain("cancelSession answered with HTTP 400: transactionId: is missing"));
            Assert.That(log, Does.Not.Contain("MATCH"), "the MatchingID is all that one needs to get the profile");
            Assert.That(log, Does.Not.Contain(order.ConfirmationCodeHash!.Value.ToString()));
        }
    }

    [Test]
    public void The_transport_in_process_reaches_servers_by_address()
    {
        TestServer server = new();
        InProcessTransport transport = new(server.Server);
        Task<Es9HttpResponse> Post(string address) => transport.PostAsync(address, "unknown", Octets.Empty, CancellationToken.None);
        Assert.That(Post("TESTsmdpplus1.example.com").Result.Status, Is.EqualTo(404));
        Assert.That(async () => await Post("nowhere.example.com"), Throws.TypeOf<Es9TransportException>());
    }

    [Test]
    public void Credentials_must_fit_together()
    {
        RspPki one = TestServer.Nist, two = TestServer.Brainpool;
        Assert.That(() => new SmdpCredential(one.Ci, one.DpAuth, one.DpPbKey, one.DpPb, one.DpPbKey), Throws.ArgumentException,
            "another key");
        Assert.That(() => new SmdpCredential(one.Ci, one.DpPb, one.DpPbKey, one.DpPb, one.DpPbKey), Throws.ArgumentException,
            "another role");
        Assert.That(() => new SmdpCredential(two.Ci, one.DpAuth, one.DpAuthKey, one.DpPb, one.DpPbKey), Throws.ArgumentException,
            "another CI");
        RspPki other = TestPki.Create(EcCurve.NistP256, new SeededRandom("x"), TestServer.Start, new() { DpOid = new("2.999.12") });
        Assert.That(() => new TestServer(options =>
            options with { Credentials = [SmdpCredential.From(one), SmdpCredential.From(other)] }),
            Throws.ArgumentException, "another server");
    }

    private sealed class Journal : ILoggerFactory, ILogger
    {
        internal List<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }

    private sealed class CountingKey(EcSigningKey key) : EcSigningKey
    {
        internal int Count { get; private set; }

        public override EcPublicKey PublicKey => key.PublicKey;

        public override Octets Sign(ReadOnlySpan<byte> data)
        {
            Count++;
            return key.Sign(data);
        }
    }
}

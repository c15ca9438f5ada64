using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Tests.Http;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Messages about the way to a server, each from a server on a socket of this machine that is wrong in one way.</summary>
internal sealed class ServerMessageTests : IDisposable
{
    private const string Host = TestWorld.Address;

    private static RspPki Old { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("end to end"), Pkis.Start.AddYears(-30));

    private static RspPki Foreign { get; } = TestPki.Create(EcCurve.NistP256, new SeededRandom("foreign"), Pkis.Start.AddYears(-1));

    /// <summary>Name, the server, the host that it is called by, and words of the message.</summary>
    private static readonly TestCaseData[] s_servers =
    [
        Case("certificateNotValidNow", () => Server(Old), Host, "and has expired: the clock here says 2026-01-01"),
        Case("connectionLost", () => Server(Pkis.Nist).HangsUp(), Host, "broke before it had answered initiateAuthentication. Try again."),
        Case("notEs9", () => Server(Pkis.Nist).Answers("<html>Log in to the WiFi</html>", headers: "Content-Type: text/html\r\n"), Host, "it seems to be no SM-DP+ or SM-DS. It says: Log in to the WiFi"),
        Case("notTrusted", () => Server(Foreign), Host, "--ca FILE names an issuer to trust"),
        Case("timedOut", () => Server(Pkis.Nist).SaysNothing(), Host, "did not answer initiateAuthentication within 0.2 s. Try again; --timeout SECONDS waits longer."),
        Case("tlsFailed", () => new TlsServer(null) { Greeting = "HTTP/1.1 400 Bad Request\r\n\r\n" }, Host, "No TLS 1.2 or 1.3 could be agreed on with " + Host),
        Case("tooLarge", () => Server(Pkis.Nist).AnswersRaw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n"), Host, "octets in one answer"),
        Case("wrongName", () => Server(Pkis.Nist), "other.example.com", "not for other.example.com. Ask for it by a name that its certificate has"),
        Case("wrongPurpose", () => Server(Pkis.Nist with { DpTls = Pkis.Nist.DpAuth, DpTlsKey = Pkis.Nist.DpAuthKey }), Host, "has not the role"),
    ];

    private Terminal _terminal = null!;

    [OneTimeSetUp]
    public async Task MakeMachineAsync()
    {
        _terminal = new();
        await _terminal.MakeCardAsync();
    }

    public void Dispose() => _terminal.Dispose();

    [Says, TestCaseSource(nameof(s_servers))]
    public async Task What_is_wrong_with_a_server_is_told(string name, Func<TlsServer> make, string host, string says)
    {
        await using TlsServer server = make();
        string timeout = name == "timedOut" ? " --timeout 0.2" : "";
        await ExpectAsync(name, $"lpa download 1${host}$X --pki {_terminal.Pki} --connect-to {host}={server.EndPoint}{timeout}", says);
    }

    [Says]
    [TestCase("cannotConnect", "lpa download 1$localhost$X --connect-to localhost=127.0.0.1:1", "localhost refuses connections: nothing listens there. --connect-to HOST=ADDRESS:PORT leads elsewhere.")]
    [TestCase("noSuchHost", "lpa download 1$no-such-host.invalid$X", "There is no host named no-such-host.invalid")]
    public async Task Where_no_server_is_is_told(string name, string words, string says) => await ExpectAsync(name, words, says);

    private async Task ExpectAsync(string name, string words, string says)
    {
        JsonElement error = (await _terminal.JsonAsync(words, 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), error.ToString());
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(says));
    }

    private static TestCaseData Case(string name, Func<TlsServer> make, string host, string says) => new TestCaseData(name, make, host, says).SetArgDisplayNames(name);

    private static TlsServer Server(RspPki pki)
    {
        X509Certificate2 certificate = pki.ToTlsCertificate();
        return new(certificate);
    }
}

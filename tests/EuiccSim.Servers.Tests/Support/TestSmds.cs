using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>An SM-DS with seeded randomness and a clock that stands, and everything it told. Its PKI is the one of <see cref="TestServer"/>.</summary>
internal sealed class TestSmds
{
    internal const string RootAddress = "testrootsmds.example.com";
    internal const string AlternativeAddress = "alternative.example.com";

    /// <summary>The test SM-DP+, 2.999.10, as it comes over ES12.</summary>
    internal static readonly Octets Smdp = TestServer.Nist.DpTls!.Encoded;

    /// <summary>Another SM-DP+ under the same CI.</summary>
    internal static readonly Octets OtherSmdp = TlsOf(CertificateRole.DpTls, "smdp2.example.com", "2.999.12");

    /// <summary>The alternative SM-DS as it comes over ES15.</summary>
    internal static readonly Octets AlternativeSmds = TlsOf(CertificateRole.DsTls, AlternativeAddress, "2.999.16");

    internal TestSmds(string address = RootAddress, Func<SmdsOptions, SmdsOptions>? change = null, ManualTime? time = null,
        ISmdsStore? store = null)
    {
        Time = time ?? new ManualTime(TestServer.Start);
        SmdsOptions options = new()
        {
            Address = address,
            Credentials = [SmdsCredential.From(TestServer.Nist)],
            Time = Time,
            Random = new SeededRandom(address),
            OnActivity = Activities.Add,
        };
        Server = new(change is null ? options : change(options), store);
    }

    internal ManualTime Time { get; }

    internal SmdsServer Server { get; }

    internal List<SmdsActivity> Activities { get; } = [];

    internal ScriptedEuicc Euicc(string? matchingId = "") => new((function, body) => Server.HandleAsync(function, body).Now(), TestServer.Nist) { MatchingId = matchingId };

    /// <summary>Asks what waits: "eventId@address" of each, or the code of the refusal.</summary>
    internal string[] Discover(ScriptedEuicc euicc)
    {
        Assert.That(euicc.Initiate(Server.Options.Address).Code, Is.Empty);
        return Found(euicc.AuthenticateClient());
    }

    internal string[] Discover(string? matchingId = "") => Discover(Euicc(matchingId));

    internal static string[] Found(Answer answer) =>
        answer.Code.Length > 0 ? [answer.Code] : [.. answer.Items("eventEntries").Select(item => $"{item("eventId")}@{item("rspServerAddress")}")];

    internal Answer Register(string eventId, string? eid = null, string address = TestServer.Address, bool forward = false, Octets? certificate = null)
        => Es12("registerEvent", certificate ?? Smdp, $$"""
            {"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"1"},"eid":"{{eid ?? TestServer.Nist.EidDigits}}",
             "rspServerAddress":"{{address}}","eventId":"{{eventId}}","forwardingIndicator":{{(forward ? "true" : "false")}}}
            """);

    internal Answer Delete(string eventId, string? eid = null, Octets? certificate = null) => Es12("deleteEvent", certificate ?? Smdp, $$"""
        {"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"2"},"eid":"{{eid ?? TestServer.Nist.EidDigits}}","eventId":"{{eventId}}"}
        """);

    internal Answer Es12(string function, Octets? certificate, string json) =>
        Answer.Of(Server.HandleEs12Async(function, certificate, Octets.Of(Encoding.UTF8.GetBytes(json))).Now());

    internal Answer Es15(string function, Octets? certificate, string json) =>
        Answer.Of(Server.HandleEs15Async(function, certificate, Octets.Of(Encoding.UTF8.GetBytes(json))).Now());

    /// <summary>A root and an alternative SM-DS that passes events on to it, over a line that can be cut.</summary>
    internal static (TestSmds Root, TestSmds Alternative, Line Line) Pair()
    {
        TestSmds root = new();
        Line line = new(new InProcessSmdsTransport(AlternativeSmds, root.Server));
        TestSmds alternative = new(AlternativeAddress, options => options with { Root = new(RootAddress, line) }, root.Time);
        return (root, alternative, line);
    }

    internal static Octets TlsOf(CertificateRole role, string host, string oid, Func<CertificateTemplate, CertificateTemplate>? change = null)
    {
        CertificateTemplate template = CertificateTemplates.TlsServer(role, [host], new(oid), Octets.FromHex("0BAD"), TestServer.Start.AddYears(-1));
        Rfc6979SigningKey key = Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom(host));
        return (change is null ? template : change(template)).Issue(key.PublicKey, TestServer.Nist.Ci, TestServer.Nist.CiKey!).Encoded;
    }
}

/// <summary>A way to SM-DSs that remembers what was called, and has faults when a test says so.</summary>
internal sealed class Line : IEs12Transport
{
    private readonly FaultyEs12Transport _smds;

    internal Line(IEs12Transport smds) => _smds = new(smds, Faults);

    internal FaultPlan Faults { get; } = new();

    /// <summary>Called before a request is carried.</summary>
    internal Action<string>? OnCall { get; set; }

    /// <summary>The functions that were called, those that got lost too.</summary>
    internal List<string> Calls { get; } = [];

    internal List<string> Bodies { get; } = [];

    /// <summary>No request arrives until this is withdrawn.</summary>
    internal ActiveFault GoDown() => Faults.Inject(Fault.At(Place.Es12).Always().Drop());

    /// <summary>No answer arrives until this is withdrawn.</summary>
    internal ActiveFault LoseAnswers() => Faults.Inject(Fault.At(Place.Es12).Always().LoseAnswer());

    public Task<Es9HttpResponse> PostAsync(string smdsAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken)
    {
        Calls.Add($"{interfaceName}.{function}");
        Bodies.Add(Encoding.UTF8.GetString(request.Span));
        OnCall?.Invoke(function);
        return _smds.PostAsync(smdsAddress, interfaceName, function, request, cancellationToken);
    }
}

using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Testing;
using Microsoft.Extensions.Logging;
using ProfileOrder = EuiccSim.Servers.SmDp.Orders.ProfileOrder;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>A server with seeded randomness and a clock that stands, and everything it told.</summary>
internal sealed class TestServer
{
    internal const string Address = "testsmdpplus1.example.com";
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly RspPki Nist = TestPki.Create(EcCurve.NistP256, new SeededRandom("PKI"), Start.AddYears(-1));
    internal static readonly RspPki Brainpool = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("PKI BRP"), Start.AddYears(-1));

    internal TestServer(Func<SmdpOptions, SmdpOptions>? change = null, ILoggerFactory? loggers = null, ISmdpStore? store = null)
    {
        SmdpOptions options = new()
        {
            Address = Address,
            Credentials = [SmdpCredential.From(Nist)],
            Time = Time,
            Random = new SeededRandom("server"),
            OnEvent = Record,
        };
        Server = new(change is null ? options : change(options), store, loggers);
    }

    internal ManualTime Time { get; } = new(Start);

    internal SmdpServer Server { get; }

    internal List<SmdpEvent> Events { get; } = [];


    /// <summary>A package that begins with a profile header and goes on with octets of no meaning, 3 blocks long.</summary>
    internal static Profile Profile(string iccid = "8900012345678901234", int length = 2500, ServicesList? services = null, int version = 2)
    {
        ProfileHeader header = new()
        {
            MajorVersion = version,
            MinorVersion = 3,
            ProfileType = "Test",
            Iccid = Octets.FromHex(iccid.PadRight(20, 'F')),
            EuiccMandatoryServices = services ?? new ServicesList(),
            EuiccMandatoryGfsteList = [],
        };
        byte[] rest = new byte[length];
        new SeededRandom("profile").Fill(rest);
        return Servers.SmDp.Orders.Profile.FromPackage(Octets.Concat(Asn1Codec.Encode<ProfileElement>(new ProfileElement.Header(header)),
            Octets.Wrap(rest)), "ACME", "Profile");
    }

    /// <summary>An order that waits for download.</summary>
    internal ProfileOrder Release(string matchingId = "MATCH", Eid? eid = null, string? code = null, Profile? profile = null,
        DateTimeOffset? expiresAt = null, bool release = true)
    {
        ProfileOrder order = Server.Orders.AddAsync(profile ?? Profile()).Now();
        Done(Server.Es2.DownloadOrderAsync(order.Iccid).Now());
        return Done(Server.Es2.ConfirmOrderAsync(order.Iccid, new()
        {
            Eid = eid,
            MatchingId = matchingId,
            ConfirmationCode = code,
            ReleaseFlag = release,
            ExpiresAt = expiresAt,
        }).Now());
    }

    internal ProfileOrder Order(Iccid? iccid = null) => iccid is { } known ? Server.Orders.FindAsync(known).Now()! : Server.Orders.ListAsync().Now()[0];

    internal ScriptedEuicc Euicc() => new(Server, Nist);

    internal static ProfileOrder Done(OrderOutcome outcome)
    {
        Assert.That(outcome, Is.TypeOf<OrderOutcome.Done>());
        return ((OrderOutcome.Done)outcome).Order;
    }

    private void Record(SmdpEvent happened)
    {
        lock (Events) Events.Add(happened);
    }
}

/// <summary>An answer, read with nothing but a JSON parser.</summary>
internal sealed record Answer(int Status, string Body)
{
    private readonly JsonElement _json = Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;

    internal static Answer Of(Es9HttpResponse response) => new(response.Status, Encoding.UTF8.GetString(response.Body.Span));

    /// <summary>"" after success, or "8.2.6/3.8".</summary>
    internal string Code
    {
        get
        {
            JsonElement status = _json.GetProperty("header").GetProperty("functionExecutionStatus");
            if (status.GetProperty("status").GetString() == "Executed-Success") return "";
            Assert.That(status.GetProperty("status").GetString(), Is.EqualTo("Failed"));
            JsonElement data = status.GetProperty("statusCodeData");
            return $"{data.GetProperty("subjectCode").GetString()}/{data.GetProperty("reasonCode").GetString()}";
        }
    }

    internal string[] Fields => [.. _json.EnumerateObject().Select(property => property.Name)];

    /// <summary>The objects of a list; each gives its fields by name.</summary>
    internal IEnumerable<Func<string, string>> Items(string field) =>
        _json.GetProperty(field).EnumerateArray().Select(item => (Func<string, string>)(name => item.GetProperty(name).GetString()!));

    internal string Text(string field) => _json.GetProperty(field).GetString()!;

    internal Octets Der(string field) => Octets.Wrap(_json.GetProperty(field).GetBytesFromBase64());

    internal T Der<T>(string field)
        where T : IAsn1<T> => Asn1Codec.Decode<T>(Der(field), strict: true);
}

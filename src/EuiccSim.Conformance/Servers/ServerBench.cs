using System.Text.Json.Nodes;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Servers;

/// <summary>What a case for an SM-DP+ or SM-DS works with: raw HTTP, the functions, eUICCs and orders.</summary>
internal sealed class ServerBench(ServerTarget target, ServerSide side, RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    : Bench(recorder, cancellationToken)
{
    internal ServerTarget Target => target;

    /// <summary>The server that is judged.</summary>
    internal ServerSide Server => side;

    internal RunOptions RunOptions => options;

    internal RandomSource Random => options.Random;

    /// <summary>The orders that this case has made.</summary>
    internal List<TestOrder> Made { get; } = [];

    /// <summary>The profiles in stock, of those that the run was told of, that this case has taken.</summary>
    internal List<StockedProfile> Stock { get; } = [];

    /// <summary>The events that this case has registered, by the EID that they are for.</summary>
    internal List<(string Eid, string EventId)> Registered { get; } = [];

    /// <summary>A maker of eUICCs that the server trusts.</summary>
    internal EuiccMaker Maker(EcCurve? curve = null) => side.Maker(Random, curve);

    /// <summary>An eUICC of which the server knows nothing but the CIs: for InitiateAuthentication, which proves nothing of the eUICC.</summary>
    internal PlayedEuicc Stranger(EcCurve? curve = null)
    {
        RspCertificate ci = side.CiOn(curve);
        EcKeyAgreementKey key = EcKeyAgreementKey.Generate(ci.Curve!, Random);
        SequenceOf<Octets> list = [ci.SubjectKeyIdentifier!.Value];
        return new()
        {
            Certificate = Octets.Empty,
            EumCertificate = Octets.Empty,
            Key = EcdsaSigningKey.FromScalar(ci.Curve!, key.Scalar.Span),
            EidDigits = "",
            VerifiesWith = list,
            SignsUnder = list,
            OneTimeKey = key,
        };
    }

    /// <summary>An eUICC whose CI, maker and certificates are made up: what no server believes.</summary>
    /// <param name="namesServersCi">True if its maker's certificate names the server's CI as its issuer.</param>
    internal PlayedEuicc MadeUp(bool namesServersCi = false)
    {
        RspCertificate ci = side.CiOn();
        RspPki pki = TestPki.Create(ci.Curve!, Random, RunOptions.Time.GetUtcNow().AddDays(-1)).WithSystemKeys();
        EuiccMaker maker = new(pki, [ci.SubjectKeyIdentifier!.Value], Random);
        return namesServersCi ? maker.WithMaker(parts => parts.WithIssuer(ci)) : maker.Given();
    }

    /// <summary>A session of an eUICC with the server; that of the PKI if none is named.</summary>
    internal ServerSession Session(PlayedEuicc? euicc = null, RspBinding binding = RspBinding.Json) => new(this, side, euicc ?? Maker().Given(), binding);

    /// <summary>
    /// A session in which the server has shown who it is, of an eUICC that asks for nothing that waits: what is wrong with the eUICC is found before
    /// anything is looked for.
    /// </summary>
    internal Task<ServerSession> ApplicantAsync(PlayedEuicc euicc, RspBinding binding = RspBinding.Json)
    {
        string? matchingId = side.Side == Side.Smds ? null : Digits.DrawMatchingId(Random);
        return ArrangeAsync("the server has shown who it is", () => Session(euicc with { MatchingId = euicc.MatchingId ?? matchingId }, binding).InitiateAsync());
    }

    /// <summary>An order that can be used up, and an eUICC that may have it, as the initial condition of something else.</summary>
    internal Task<(TestOrder Order, PlayedEuicc Euicc)> OrderAsync(OrderWish? wish = null)
    {
        OrderWish wanted = wish ?? new();
        return ArrangeAsync(wanted.ToString(), async () =>
        {
            (TestOrder order, PlayedEuicc euicc) = await target.Supply.TakeAsync(this, wanted);
            return (order, euicc with { MatchingId = order.MatchingId });
        });
    }

    /// <summary>A profile that can be ordered over ES2+, as the initial condition of something else.</summary>
    internal Task<StockedProfile> StockAsync(OrderWish? wish = null) =>
        ArrangeAsync("a profile is in stock", () => target.Supply.StockAsync(this, wish ?? new()));

    /// <summary>Asks a function of ES2+.</summary>
    internal Task<FunctionAnswer> Es2Async(string function, JsonObject request) => AskAsync(target.Es2 ?? throw Missing(ServerOption.Es2), "es2plus", function, request);

    /// <summary>Asks a function of ES12.</summary>
    internal Task<FunctionAnswer> Es12Async(string function, JsonObject request) => AskAsync(target.Es12 ?? throw Missing(ServerOption.Es12), "es12", function, request);

    /// <summary>Asks a function of ES9+ or ES11.</summary>
    internal async Task<FunctionAnswer> AskAsync(ServerSide server, FunctionCall call, RspBinding binding) =>
        new(this, call.Function, binding, await SendAsync(server.Wire, call.In(binding)));

    /// <summary>The same with a request that is changed octet by octet, or header by header.</summary>
    internal async Task<FunctionAnswer> AskAsync(HttpAsk ask) => new(this, ask.Name, RspBinding.Json, await SendAsync(side.Wire, ask));

    /// <summary>Sends a request as it is.</summary>
    /// <exception cref="Es9TransportException">No answer came.</exception>
    internal Task<HttpAnswer> SendAsync(ServerWire wire, HttpAsk ask) => wire.SendAsync(ask, Recorder, options.Time, Ct);

    private async Task<FunctionAnswer> AskAsync(ServerWire wire, string interfaceName, string function, JsonObject request)
    {
        // An operator and a server are no LPA.
        HttpAsk ask = HttpAsk.Json(interfaceName, function, FunctionCall.Write(request)) with { UserAgent = null };
        return new(this, function, RspBinding.Json, await SendAsync(wire, ask));
    }

    private static Judging.VerdictException Missing(string option) => DoesNotApply($"{option}: no, as none was named");
}

using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Servers.Tests;

/// <summary>No octets from the network make the server throw.</summary>
[Category(Sweep.Category)]
internal sealed class HostileInputTests
{
    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("\"\\ud800\"")]
    [TestCase("{\"transactionId\":\"\\ud800\",\"euiccChallenge\":\"\\ud800\",\"pendingNotification\":\"\\ud800\"}")]
    [TestCase("{\"\\ud800\":1}")]
    [TestCase("{\"transactionId\":1,\"euiccChallenge\":1,\"pendingNotification\":{}}")]
    [TestCase("{\"transactionId\":\"0\",\"euiccChallenge\":\"=\",\"pendingNotification\":\"AA==\"}")]
    [TestCase("{\"pendingNotification\":\"vzcA\",\"transactionId\":null,\"euiccChallenge\":null}")]
    public void Malformed_bodies_are_bad_requests(string body)
    {
        foreach (string function in Functions)
            Assert.That(Handle(function, Encoding.UTF8.GetBytes(body)).Status, Is.EqualTo(400), function);
    }

    [Test]
    public void A_deep_nest_is_a_bad_request()
    {
        string body = string.Concat(Enumerable.Repeat("{\"a\":", 5000));
        foreach (string function in Functions) Assert.That(Handle(function, Encoding.UTF8.GetBytes(body)).Status, Is.EqualTo(400));
    }

    [Test]
    public void Random_octets_never_make_it_throw() => Prop.ForAll<byte[], int>((octets, function) =>
        Handle(Functions[(function & 0xFF) % Functions.Length], octets).Status == 400).QuickCheckThrowOnFailure();

    [Test]
    public void Random_fields_never_make_it_throw()
    {
        Gen<byte[]> der = ArbMap.Default.GeneratorFor<byte[]>();
        Prop.ForAll(der.ToArbitrary(), octets =>
        {
            string text = Convert.ToBase64String(octets);
            string body = $$"""
                {"transactionId":"AA","euiccChallenge":"{{text}}","euiccInfo1":"{{text}}","smdpAddress":"{{text}}","authenticateServerResponse":"{{text}}",
                "prepareDownloadResponse":"{{text}}","cancelSessionResponse":"{{text}}","pendingNotification":"{{text}}"}
                """;
            return Functions.All(function => Handle(function, Encoding.UTF8.GetBytes(body)).Status == 400);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>
    /// Octets changed, dropped or added in the DER of otherwise good requests, each in the session where it would be good.
    /// </summary>
    [Test]
    public void Spoiled_structures_never_make_it_throw()
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Sweep.CountOf(250, oneIn: 4))
            .WithReplay(new Replay(new Rnd(20260101UL, 7UL), Microsoft.FSharp.Core.FSharpOption<int>.None));
        Check.One(config, Prop.ForAll<int, int, byte>((step, position, value) =>
        {
            string function = Functions[Math.Abs(step % Functions.Length)];
            TestServer server = new();
            server.Release();
            ScriptedEuicc euicc = server.Euicc();
            euicc.Tamper = (called, body) => called == function ? Spoil(body, position, value) : body;
            int[] allowed = function == "handleNotification" ? [204, 400] : [200, 400];
            Answer? last = Run(euicc, server, function);
            return last is not null && allowed.Contains(last.Status);
        }));
    }

    private static Answer? Run(ScriptedEuicc euicc, TestServer server, string function)
    {
        Answer answer = euicc.Initiate();
        if (function == "initiateAuthentication") return answer;
        answer = euicc.AuthenticateClient();
        if (function == "authenticateClient") return answer;
        if (function == "cancelSession") return euicc.Cancel(CancelSessionReason.Timeout);
        answer = euicc.GetBoundProfilePackage();
        if (function == "getBoundProfilePackage") return answer;
        euicc.NotifyOther(server.Order().Iccid, NotificationEvent.NotificationEnable);
        return euicc.NotifyInstalled(server.Order().Iccid);
    }

    private static byte[] Spoil(byte[] body, int position, byte value)
    {
        JsonObject json = JsonNode.Parse(body)!.AsObject();
        foreach (string name in json.Select(property => property.Key).ToArray())
        {
            if (name is "transactionId" or "smdpAddress") continue;
            List<byte> der = [.. Convert.FromBase64String(json[name]!.GetValue<string>())];
            int at = (int)((uint)(position & 0xFFFFFF) * 7919L % der.Count);
            switch (value % 4)
            {
                case 0: der.RemoveAt(at); break;
                case 1: der.Insert(at, value); break;
                case 2: der.RemoveRange(at, der.Count - at); break;
                default: der[at] ^= (byte)(value | 1); break;
            }
            json[name] = Convert.ToBase64String([.. der]);
        }
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static Es9HttpResponse Handle(string function, byte[] body) => Server.Server.HandleAsync(function, Octets.Of(body)).Now();

    private static readonly TestServer Server = new();
    private static readonly string[] Functions =
        ["initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "cancelSession", "handleNotification"];
}

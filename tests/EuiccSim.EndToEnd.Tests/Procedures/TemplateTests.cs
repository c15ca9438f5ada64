using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Packages;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>A profile type with a template: ordered, made, downloaded, enabled, and used with what was put in.</summary>
internal sealed class TemplateTests
{
    [TestCase("TS48v5_SAIP2.3_NoBERTLV.der", AlgorithmId.Milenage, false)]
    [TestCase("TS48v5_SAIP2.3_NoBERTLV.der", AlgorithmId.Tuak, true)]
    [TestCase("TS48v1_A.der", AlgorithmId.Milenage, true)]
    public async Task A_GSMA_test_profile_becomes_a_subscribers_own(string file, AlgorithmId algorithm, bool usesRandomKeys)
    {
        Octets package = Octets.Wrap(await File.ReadAllBytesAsync(SharedData.Require($"ts48/{file}")));
        await UseAsync(package, algorithm, usesRandomKeys);
    }

    [Test]
    public Task A_profile_of_our_own_becomes_a_subscribers_own() => UseAsync(Packages.Number(1).Package, AlgorithmId.Milenage, false);

    private static async Task UseAsync(Octets package, AlgorithmId algorithm, bool usesRandomKeys)
    {
        Personalisation? subscriber = null;
        ProfileTemplate template = new()
        {
            ProfileType = "fresh",
            Package = new(package),
            Subscribers = new("898821199000000123", "001010000000987", 1),
            Metadata = new() { Iccid = Packages.FirstIccid, ServiceProviderName = "ACME", ProfileName = "Fresh" },
            Personalise = data => data with { Algorithm = algorithm, Pin1 = "2580" },
            UsesRandomKeys = usesRandomKeys,
            OnMade = made => subscriber = made.Data,
        };
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Server = options => options with { Templates = [template] } });
        using Cli.Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        Iccid iccid = Done(world.Server.Es2.DownloadOrderAsync("fresh").Now()).Iccid;
        ProfileOrder order = Done(world.Server.Es2.ConfirmOrderAsync(iccid, new()).Now());
        await terminal.JsonAsync($"lpa download {world.Server.ActivationCodeOf(order)}");
        await terminal.JsonAsync($"lpa enable {iccid.Digits}");
        // 898821199000000123 with its check digit 5, and the IMSI, as TS 102 221 §13.2 and TS 31.102 §4.2.2 write them.
        Assert.That(await ReadAsync(terminal, "EF.ICCID"), Is.EqualTo("988812910900001032F5"));
        Assert.That(await ReadAsync(terminal, "EF.IMSI"), Is.EqualTo("080910100000009078"));
        await AuthenticateAsync(terminal, subscriber!);
    }

    private static async Task<string> ReadAsync(Cli.Terminal terminal, string path) =>
        (await terminal.JsonAsync($"uicc read {path} --pin 2580")).GetProperty("data").GetString()!;

    /// <summary>The network knows the key from the server, and the card from the profile.</summary>
    private static async Task AuthenticateAsync(Cli.Terminal terminal, Personalisation subscriber)
    {
        using AkaAlgorithm network = subscriber.Algorithm == AlgorithmId.Tuak
            ? new Tuak(subscriber.Key!.Value.Span, subscriber.Opc!.Value.Span)
            : new Milenage(subscriber.Key!.Value.Span, subscriber.Opc!.Value.Span);
        byte[] rand = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
        Octets autn = Aka.BuildAutn(network, rand, Convert.FromHexString("000000000020"), [0x80, 0x00]);
        JsonElement answer = await terminal.JsonAsync($"uicc authenticate {Convert.ToHexString(rand)} {autn} --pin 2580");
        AkaResponse expected = network.F2345(rand);
        Assert.That(
            (answer.GetProperty("res").GetString(), answer.GetProperty("ck").GetString(), answer.GetProperty("ik").GetString()),
            Is.EqualTo((expected.Res.ToString(), expected.Ck.ToString(), expected.Ik.ToString())));
    }

    private static ProfileOrder Done(OrderOutcome outcome) =>
        outcome is OrderOutcome.Done done ? done.Order : throw new AssertionException(outcome.ToString());
}

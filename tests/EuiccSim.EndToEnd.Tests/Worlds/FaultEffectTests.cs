using System.Text;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>What each effect does to octets, and that it is nothing but a value.</summary>
internal sealed class FaultEffectTests
{
    private static readonly Fault[] s_all =
    [
        Fault.At(Place.Es9).Drop(), Fault.At(Place.Es9).LoseAnswer(), Fault.At(Place.Es9).Duplicate(), Fault.At(Place.Es9).Delay(TimeSpan.FromSeconds(1)),
        Fault.At(Place.Es9).Refuse("8.1", "6.1"), Fault.At(Place.Es9).Status(500), Fault.At(Place.Apdu).Answer("6985"), Fault.At(Place.Apdu).PowerLoss(),
        Fault.At(Place.Apdu).Reset(), Fault.At(Place.Apdu).Cut(1), Fault.At(Place.Apdu).Corrupt(Leg.Request, 1), Fault.At(Place.Apdu).Overwrite(Leg.Request, 1, Hex("EE")),
        Fault.At(Place.Apdu).Replace(Leg.Answer, Hex("9000")), Fault.At(Place.Es9).CorruptMember(Leg.Answer, "a", 1),
        Fault.At(Place.Es9).ReplaceMember(Leg.Answer, "a", "b"), Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "a", "30/83", Hex("00")),
    ];

    [Test]
    public void Every_effect_is_a_value_of_values()
    {
        Type[] effects = [.. typeof(FaultEffect).GetNestedTypes().Where(type => !type.IsAbstract)];
        Assert.That(s_all.Select(fault => fault.Effect.GetType()), Is.EquivalentTo(effects), "all are here");
        IEnumerable<Type> held = effects.Append(typeof(FaultSite)).SelectMany(type => type.GetProperties()).Select(property => property.PropertyType);
        Type[] values =
        [
            typeof(int), typeof(int?), typeof(byte), typeof(bool), typeof(string), typeof(TimeSpan), typeof(Octets), typeof(Octets?), typeof(Leg), typeof(Place),
            typeof(StatusWord), typeof(Protocol.Rsp.Json.StatusCode),
        ];
        Assert.That(held.Distinct(), Is.SubsetOf(values), "no code, nothing that changes");
    }

    [Test]
    public void Faults_that_differ_differ_in_print_and_those_that_do_not_are_equal()
    {
        Fault[] sites = [.. new[] { Fault.At(Place.Es9), Fault.At(Place.Es12), Fault.At(Place.Es9).On("x"), Fault.At(Place.Es9).Of("x"), Fault.At(Place.Es9).Nth(2), Fault.At(Place.Es9).Always() }
            .Select(site => site.Cut(3))];
        Fault[] others = [Fault.At(Place.Apdu).Cut(1, Leg.Request), Fault.At(Place.Apdu).Cut(2), Fault.At(Place.Apdu).PowerLoss(isDurable: true)];
        Assert.That(s_all.Concat(sites).Concat(others).Select(fault => fault.ToString()), Is.Unique);
        Assert.That(s_all.Concat(sites).Concat(others), Is.Unique);
        Assert.That(Fault.At(Place.Apdu).On("BF21").Overwrite(Leg.Request, 1, Hex("EE")), Is.EqualTo(Fault.At(Place.Apdu).On("BF21").Overwrite(Leg.Request, 1, Hex("EE"))));
        Assert.That(Fault.At(Place.Es9).Of("a.example.com").On("cancelSession").Nth(2).Always().Cut(3).ToString(),
            Is.EqualTo("Es9 of a.example.com on cancelSession from no. 2 always: Cut { Leg = Answer, Length = 3 }"));
    }

    // Octets of commands and of answers, on a card that says what it heard.
    private static readonly TestCaseData[] s_octets =
    [
        new(Fault.At(Place.Apdu).Cut(3, Leg.Request), "00A400", "00A4009000"),
        new(Fault.At(Place.Apdu).Cut(1), "00A40004", "00"),
        new(Fault.At(Place.Apdu).Corrupt(Leg.Request, 1, 0x81), "00250004", "002500049000"),
        new(Fault.At(Place.Apdu).Overwrite(Leg.Request, 1, Hex("EE01")), "00EE0104", "00EE01049000"),
        new(Fault.At(Place.Apdu).Overwrite(Leg.Request, 3, Hex("EE01")), "00A40004", "00A400049000"),
        new(Fault.At(Place.Apdu).Overwrite(Leg.Answer, 4, Hex("6A82")), "00A40004", "00A400046A82"),
        new(Fault.At(Place.Apdu).Replace(Leg.Request, Hex("0070")), "0070", "00709000"),
        new(Fault.At(Place.Apdu).Replace(Leg.Answer, Hex("6F00")), "00A40004", "6F00"),
        new(Fault.At(Place.Apdu).Duplicate(), "00A40004 00A40004", "00A400049000"),
    ];

    [TestCaseSource(nameof(s_octets))]
    public async Task Octets_on_the_way_to_a_card(Fault fault, string heard, string answered)
    {
        FaultPlan faults = new();
        faults.Inject(fault);
        Parrot card = new();
        Octets answer = await new FaultyConnection(card, faults).TransmitAsync(Hex("00A40004"), default);
        Assert.That(string.Join(' ', card.Heard), Is.EqualTo(heard));
        Assert.That(answer.ToString(), Is.EqualTo(answered));
    }

    // 30 05 { 83 03 616263 } 04 01 FF in base64, and another text.
    private const string Body = """{"held":"MAWDA2FiYwQB/w==","name":"x"}""";

    private static readonly TestCaseData[] s_bodies =
    [
        new(Fault.At(Place.Es9).CorruptMember(Leg.Answer, "held", 4), """{"held":"MAWDA2BiYwQB/w==","name":"x"}"""),
        new(Fault.At(Place.Es9).CorruptMember(Leg.Answer, "held", 10), Body),
        new(Fault.At(Place.Es9).CorruptMember(Leg.Answer, "name", 0), Body),
        new(Fault.At(Place.Es9).ReplaceMember(Leg.Answer, "name", "y"), """{"held":"MAWDA2FiYwQB/w==","name":"y"}"""),
        new(Fault.At(Place.Es9).ReplaceMember(Leg.Answer, "held", null), """{"name":"x"}"""),
        new(Fault.At(Place.Es9).ReplaceMember(Leg.Answer, "absent", "y"), Body),
        // 30 03 { 83 01 64 } 04 01 FF; 30 00 04 01 FF; 30 05 … 04 00.
        new(Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "held", "30/83", Hex("64")), """{"held":"MAODAWQEAf8=","name":"x"}"""),
        new(Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "held", "30/83", null), """{"held":"MAAEAf8=","name":"x"}"""),
        new(Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "held", "04", Octets.Empty), """{"held":"MAWDA2FiYwQA","name":"x"}"""),
        new(Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "held", "30/84", Hex("64")), Body),
        new(Fault.At(Place.Es9).Replace(Leg.Answer, Octets.Wrap("{}"u8.ToArray())), "{}"),
        new(Fault.At(Place.Es9).Cut(4), "{\"he"),
    ];

    [TestCaseSource(nameof(s_bodies))]
    public async Task Members_of_what_a_server_answers(Fault fault, string expected)
    {
        FaultPlan faults = new();
        ActiveFault active = faults.Inject(fault);
        Es9HttpResponse response = await new FaultyTransport(new Page(), faults).PostAsync("a.example.com", "f", Octets.Empty, default);
        Assert.That(Encoding.UTF8.GetString(response.Body.Span), Is.EqualTo(expected));
        Assert.That(active.HasStruck, Is.EqualTo(expected != Body), "what changes nothing waits for the next");
    }

    [TestCase(0x7F, "817F")]
    [TestCase(0x80, "8180")]
    [TestCase(0x1234, "821234")]
    [TestCase(0x12345, "83012345")]
    public async Task Lengths_of_any_size_fit_again(int length, string header)
    {
        FaultPlan faults = new();
        faults.Inject(Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "held", "04", Octets.Wrap(new byte[length])));
        Es9HttpResponse response = await new FaultyTransport(new Page(), faults).PostAsync("a.example.com", "f", Octets.Empty, default);
        byte[] held = Convert.FromBase64String(System.Text.Json.Nodes.JsonNode.Parse(response.Body.Span)!["held"]!.GetValue<string>());
        Assert.That(Convert.ToHexString(held.AsSpan(7, held.Length - 7 - length)), Is.EqualTo("04" + (length < 0x80 ? header[2..] : header)));
    }

    /// <summary>SGP.22 v2.5 §5.7.2: a request that is longer than a command is told in blocks, and counted over them.</summary>
    [Test]
    public async Task A_wrong_bit_in_a_long_request_is_in_the_block_that_it_falls_into()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile ordered = await world.OrderAsync();
        ActiveFault fault = world.Inject(Fault.At(Place.Es10).On("BF36").Corrupt(Leg.Request, 700, 0x10));
        await world.Device.DownloadAsync(ordered.Code);
        Assert.That((fault.Seen, fault.Strikes), Is.EqualTo((1, 1)));
        Octets[] blocks = [.. world.Events.Apdus.Select(apdu => CommandApdu.Parse(apdu.Command)).Where(command => command.Ins == 0xE2).Select(command => command.Data)];
        Octets arrived = Octets.Concat([.. blocks.SkipWhile(data => !data.ToString().StartsWith("BF36", StringComparison.Ordinal))]);
        await using EsimWorld same = await TestWorld.CreateAsync();
        await same.Device.InstallAsync((await same.OrderAsync()).Code);
        blocks = [.. same.Events.Apdus.Select(apdu => CommandApdu.Parse(apdu.Command)).Where(command => command.Ins == 0xE2).Select(command => command.Data)];
        Octets sent = Octets.Concat([.. blocks.SkipWhile(data => !data.ToString().StartsWith("BF36", StringComparison.Ordinal))]);
        Assert.That(arrived.Span.CommonPrefixLength(sent.Span), Is.EqualTo(700));
        Assert.That(arrived[700] ^ sent[700], Is.EqualTo(0x10));
    }

    [Test]
    public async Task A_request_of_another_function_and_a_later_one_of_the_same_are_not_touched()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActiveFault second = world.Inject(Fault.At(Place.Es10).On("BF3E").Nth(2).Corrupt(Leg.Request, 0, 0x40));
        ActiveFault other = world.Inject(Fault.At(Place.Es10).On("BF2D").Corrupt(Leg.Request, 0, 0x40));
        Assert.That(await world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()), Is.EqualTo(world.Device.Eid));
        await Assert.ThatAsync(() => world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()), Throws.InstanceOf<CardException>());
        Assert.That(await world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()), Is.EqualTo(world.Device.Eid));
        Assert.That((second.Seen, second.Strikes, other.Seen), Is.EqualTo((2, 1, 0)));
    }

    [Test]
    public async Task A_reset_that_fails_is_no_reset()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        world.Inject(Fault.At(Place.Reset).Drop());
        await Assert.ThatAsync(async () => await world.Device.ResetAsync(), Throws.TypeOf<TransportException>());
        Assert.That(world.Events.OfType<TraceEvent.Reset>(), Is.Empty);
        world.Inject(Fault.At(Place.Reset).Delay(TimeSpan.FromSeconds(3)));
        await world.Device.ResetAsync();
        Assert.That(world.Events.OfType<TraceEvent.Reset>().Single().Time, Is.EqualTo(Pkis.Start.AddSeconds(3)));
    }

    [Test]
    public async Task A_call_that_arrives_twice_is_answered_by_the_server_as_it_answers_a_second_one()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile ordered = await world.OrderAsync();
        world.Inject(Fault.At(Place.Es9).On("authenticateClient").Duplicate());
        (await world.Device.DownloadAsync(ordered.Code)).MustBeRefused("authenticateClient", Protocol.Rsp.Json.StatusCodes.TransactionIdUnknown);
        Assert.That(world.Events.Calls.Count(call => call.Function == "authenticateClient"), Is.EqualTo(2));
    }

    [Test]
    public void Effects_of_octets_are_refused_where_there_are_none()
    {
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Reset).Cut(1));
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Es10).Drop());
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Es10).Corrupt(Leg.Answer, 1));
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Apdu).ReplaceMember(Leg.Answer, "a", "b"));
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Commit).Overwrite(Leg.Request, 0, Hex("00")));
        Assert.Throws<FormatException>(() => Fault.At(Place.Es9).ReplaceElement(Leg.Answer, "a", "30//83", null));
    }

    private static Octets Hex(string digits) => Octets.FromHex(digits);

    /// <summary>Says what it hears, and '9000'.</summary>
    private sealed class Parrot : ICardConnection
    {
        internal List<string> Heard { get; } = [];

        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => new(Octets.Empty);

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
        {
            Heard.Add(command.ToString());
            return new(Octets.Concat(command, Hex("9000")));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Page : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
            Task.FromResult(new Es9HttpResponse(200, Octets.Wrap(Encoding.UTF8.GetBytes(Body))));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Whatever the octets, reading a JSON message returns it or throws <see cref="RspMessageException"/>.</summary>
[Category(Sweep.Category)]
internal sealed class JsonRobustnessTests
{
    [Test]
    public void Messages_come_back_from_their_own_JSON()
    {
        ValueMaker maker = new(new Random(1));
        foreach (JsonCodec codec in JsonCodec.All)
        {
            for (int round = 0; round < 20; round++)
            {
                object message = maker.Make(codec.Type);
                Assert.That(codec.ReadRequest(codec.Write(message, false)), Is.EqualTo(message), codec.Type.Name);
                Assert.That(codec.ReadResponse(codec.Write(message, true)), Is.EqualTo(message), codec.Type.Name);
            }
        }
    }

    [Test]
    public void Damaged_text() =>
        Fuzzing.Run(20_000, random => new(Octets.Wrap(Mutation.Of(Any(random).Span, Any(random).Span, random))), Check);

    [Test]
    public void Values_of_another_kind() => Fuzzing.Run(10_000, WithOtherValue, Check);

    private static void Check(Input input)
    {
        foreach (JsonCodec codec in JsonCodec.All)
        {
            Check(codec.ReadRequest, input.Octets);
            Check(codec.ReadResponse, input.Octets);
        }
    }

    private static void Check(Func<Octets, object?> read, Octets body)
    {
        try
        {
            read(body);
        }
        catch (RspMessageException fault)
        {
            Assert.That(fault.Message, Is.Not.Empty);
        }
    }

    private static Octets Any(Random random)
    {
        JsonCodec codec = JsonCodec.All[random.Next(JsonCodec.All.Count)];
        return codec.Write(new ValueMaker(random).Make(codec.Type), random.Next(2) == 0);
    }

    private static Input WithOtherValue(Random random)
    {
        JsonNode body = JsonNode.Parse(Encoding.UTF8.GetString(Any(random).Span))!;
        JsonObject place = body.AsObject();
        while (true)
        {
            if (place.Count == 0) return new(Utf8("{}"));
            (string name, JsonNode? value) = place.ElementAt(random.Next(place.Count));
            if (value is JsonObject inner && random.Next(3) != 0)
            {
                place = inner;
                continue;
            }
            place[name] = Marker;
            return new(Utf8(body.ToJsonString().Replace($"\"{Marker}\"", Other(random), StringComparison.Ordinal)));
        }
    }

    private static string Other(Random random) => random.Next(12) switch
    {
        0 => "null",
        1 => "true",
        2 => "1e999",
        3 => "{}",
        4 => "[[[]]]",
        5 => "\"\"",
        6 => "\"\\ud800\"",
        7 => "{\"\\udc00\":1}",
        8 => "[null,{}]",
        9 => "\"xyz=\"",
        10 => string.Concat(Enumerable.Repeat("[", 200)),
        _ => $"\"{Convert.ToBase64String(DamagedDer(random))}\"",
    };

    private static byte[] DamagedDer(Random random)
    {
        Octets sample = Samples.Of(Codec.All[random.Next(Codec.All.Count)])[0];
        return Mutation.OfStructure(sample.Span, sample.Span, random);
    }

    private static Octets Utf8(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    private const string Marker = "@@@";
}

using System.Text;
using System.Text.Json;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>What happens in a world is told in the words of traces: the sinks of traces take it, and a card can be played from it.</summary>
internal sealed class WorldTraceTests
{
    [Test]
    public async Task A_world_is_written_as_a_trace()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        await world.InstallAsync();
        using MemoryStream file = new();
        await using (JsonLinesTraceSink sink = new(file))
            foreach (TraceEvent one in world.Events) await sink.WriteAsync(one, CancellationToken.None);
        JsonElement[] lines = [.. Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

        Assert.That(lines.Select(line => line.GetProperty("event").GetString()).Distinct(), Is.SupersetOf(new[] { "exchange", "es10", "http" }).And.Not.Contains("other"));
        Assert.That(lines.Select(line => line.GetProperty("party").GetString()).Distinct(), Is.EquivalentTo(new[] { "device 1", world.Server.Options.Address }));
        JsonElement call = lines.First(line => line.GetProperty("event").GetString() == "http");
        Assert.That(call.GetProperty("function").GetString(), Is.EqualTo("initiateAuthentication"));
        Assert.That(JsonDocument.Parse(call.GetProperty("request").GetString()!).RootElement.TryGetProperty("euiccChallenge", out _), Is.True);
        Assert.That(lines.First(line => line.GetProperty("event").GetString() == "es10").GetProperty("request").GetString(), Does.StartWith("BF"));
    }

    /// <summary>What did not cross the line to the card is passed over where traces are read and played.</summary>
    [Test]
    public async Task A_card_is_played_from_what_happened_in_a_world()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        Eid eid;
        await using (LpaClient lpa = await world.Device.OpenLpaAsync()) eid = await lpa.Es10c.GetEidAsync();
        Assert.That(world.Events.OfType<TraceEvent.Es10>(), Is.Not.Empty);
        ScriptedCard card = new([.. world.Events]);
        await using (LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(card), null)) Assert.That(await lpa.Es10c.GetEidAsync(), Is.EqualTo(eid));
        Assert.That(card.IsAtEnd, Is.True);

        byte[] file = await Written.AsJsonLinesAsync(world.Events);
        Assert.That((await Written.ReadAsync(file)).Select(one => one.GetType()).Distinct(), Is.SubsetOf(new[] { typeof(TraceEvent.Reset), typeof(TraceEvent.Apdu) }));
    }

    [Test]
    public async Task A_decoder_names_what_others_tell()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        await world.InstallAsync();
        TraceDecoder decoder = new();
        string[] titles = [.. world.Events.Select(one => decoder.Decode(one).Title)];
        Assert.That(titles, Does.Contain($"{world.Server.Options.Address} answered es9plus getBoundProfilePackage with 200"));
        Assert.That(titles, Does.Contain("PrepareDownloadRequest performed"));
    }
}

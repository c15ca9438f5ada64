using System.Text.Json.Nodes;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>Changes one bit of what a member of an ES9+ object holds in Base64, once.</summary>
internal static class JsonFlip
{
    internal static Fault At(string function, Leg leg, string member, int position) =>
        Fault.At(Place.Es9).On(function).CorruptMember(leg, member, position, CardBoundFlip.BitAt(position));

    /// <summary>What a member holds in an undisturbed download.</summary>
    internal static async Task<Octets> BaselineAsync(string curve, string function, string member, bool isAnswer)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        Assert.That((await Attempt.DownloadAsync(world)).Ending, Is.EqualTo("installed"));
        HttpCall call = world.Events.Calls.First(one => one.Function == function);
        JsonNode message = JsonNode.Parse((isAnswer ? call.Response : call.Request).Span)!;
        return Octets.Of(Convert.FromBase64String(message[member]!.GetValue<string>()));
    }
}

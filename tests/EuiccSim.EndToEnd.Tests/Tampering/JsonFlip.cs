using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>Changes one bit of what a member of an ES9+ object holds in Base64, once.</summary>
internal sealed class JsonFlip(string function, string member, int position)
{
    /// <summary>True once the bit was changed.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>What the member held.</summary>
    internal Octets Value { get; private set; }

    /// <summary>What a member holds in an undisturbed download.</summary>
    internal static async Task<Octets> BaselineAsync(string curve, string function, string member, bool isAnswer)
    {
        Scene scene = Scene.On(curve);
        JsonFlip untouched = new(function, member, int.MaxValue);
        untouched.PutInto(scene.Net, isAnswer);
        Assert.That((await Attempt.DownloadAsync(scene)).Ending, Is.EqualTo("installed"));
        return untouched.Value;
    }

    internal void PutInto(ServerTap net, bool isAnswer)
    {
        if (isAnswer) net.OnResponse = Apply;
        else net.OnRequest = Apply;
    }

    private Octets Apply(string called, Octets body)
    {
        if (IsDone || called != function) return body;
        JsonObject message = JsonNode.Parse(body.Span)!.AsObject();
        byte[] octets = Convert.FromBase64String(message[member]!.GetValue<string>());
        Value = Octets.Of(octets);
        if (position >= octets.Length) return body;
        octets[position] ^= CardBoundFlip.BitAt(position);
        message[member] = Convert.ToBase64String(octets);
        IsDone = true;
        return Octets.Wrap(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Servers;

/// <summary>Answers with something else in a member than the server put there.</summary>
internal static class JsonTwist
{
    /// <summary>Other octets in a member that holds base64.</summary>
    internal static HttpReply With(this HttpReply reply, string member, Func<Octets, Octets> change) =>
        reply.WithMember(member, Convert.ToBase64String(change(reply.OctetsOf(member)).Span));

    /// <summary>Another text in a member.</summary>
    internal static HttpReply WithMember(this HttpReply reply, string member, string text) => reply with { Body = WithMember(reply.Body, member, text) };

    /// <summary>The same for a request, on its way to the server.</summary>
    internal static HttpPost WithMember(this HttpPost post, string member, string text) => post with { Body = WithMember(post.Body, member, text) };

    private static Octets WithMember(Octets body, string member, string text)
    {
        JsonObject message = JsonNode.Parse(body.Span)!.AsObject();
        message[member] = text;
        return Octets.Wrap(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }

    /// <summary>Another status of execution: "Executed-WithWarning", "Expired".</summary>
    internal static HttpReply WithStatus(this HttpReply reply, string status)
    {
        JsonObject message = JsonNode.Parse(reply.Body.Span)!.AsObject();
        message["header"]!["functionExecutionStatus"]!["status"] = status;
        return reply with { Body = Octets.Wrap(Encoding.UTF8.GetBytes(message.ToJsonString())) };
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Events;

/// <summary>One HTTP POST that a server answered, as the server saw it: faults on the way are not in it.</summary>
/// <param name="Interface">"es9plus" for LPAs (also ES11, which has the same paths), "es12" for SM-DP+s.</param>
/// <param name="Address">The server's address, as the client called it.</param>
/// <param name="Function">The last part of the path.</param>
/// <param name="Request">The body: a JSON object, UTF-8.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Response">The body of the answer; empty if there is none.</param>
public sealed record HttpCall(string Interface, string Address, string Function, Octets Request, int Status, Octets Response)
{
    /// <summary>The request as a message, decoded when it is asked for; null if it is none of this function.</summary>
    public object? RequestMessage => HttpMessages.Request(this);

    /// <summary>The answer as a message, decoded when it is asked for: a response, or the header of a refusal (<see cref="ResponseHeader"/>).
    /// Null if it is neither.</summary>
    public object? ResponseMessage => HttpMessages.Response(this);
}

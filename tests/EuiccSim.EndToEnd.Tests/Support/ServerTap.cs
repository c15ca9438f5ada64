using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Sits between the LPA and the servers: sees each call, can change both ways, and can be out of order.</summary>
internal sealed class ServerTap(IEs9Transport servers) : IEs9Transport
{
    /// <summary>Changes the JSON object of a request, by function.</summary>
    internal Func<string, Octets, Octets>? OnRequest { get; set; }

    /// <summary>Changes the JSON object of an answer, by function.</summary>
    internal Func<string, Octets, Octets>? OnResponse { get; set; }

    /// <summary>Told of each call: address, function, the request as the server saw it, the answer as the server gave it.</summary>
    internal Action<string, string, Octets, Es9HttpResponse>? Seen { get; set; }

    /// <summary>True for functions that do not get through.</summary>
    internal Func<string, bool> IsDown { get; set; } = _ => false;

    public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        if (IsDown(function)) throw new Es9TransportException("the line is dead");
        Octets sent = OnRequest is null ? request : OnRequest(function, request);
        Es9HttpResponse response = await servers.PostAsync(serverAddress, function, sent, cancellationToken);
        Seen?.Invoke(serverAddress, function, sent, response);
        return OnResponse is null || response.Body.IsEmpty ? response : response with { Body = OnResponse(function, response.Body) };
    }
}

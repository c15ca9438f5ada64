using System.Collections.Immutable;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Testing.Faults;

/// <summary>A way to servers that has the faults of a plan at <see cref="Place.Es9"/>.</summary>
/// <param name="servers">The way without faults.</param>
/// <param name="faults">The faults.</param>
/// <threadsafety>As safe as the way without faults.</threadsafety>
public sealed class FaultyTransport(IEs9Transport servers, FaultPlan faults) : IEs9Transport
{
    /// <inheritdoc/>
    public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
        FaultyCall.PostAsync(
            faults, Place.Es9, serverAddress, function, request, body => servers.PostAsync(serverAddress, function, body, cancellationToken));
}

/// <summary>A way to SM-DSs that has the faults of a plan at <see cref="Place.Es12"/>.</summary>
/// <param name="servers">The way without faults.</param>
/// <param name="faults">The faults.</param>
/// <threadsafety>As safe as the way without faults.</threadsafety>
public sealed class FaultyEs12Transport(IEs12Transport servers, FaultPlan faults) : IEs12Transport
{
    /// <inheritdoc/>
    public Task<Es9HttpResponse> PostAsync(
        string smdsAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken) =>
        FaultyCall.PostAsync(faults, Place.Es12, smdsAddress, function, request,
            body => servers.PostAsync(smdsAddress, interfaceName, function, body, cancellationToken));
}

/// <summary>One HTTP call with its faults.</summary>
internal static class FaultyCall
{
    internal static async Task<Es9HttpResponse> PostAsync(
        FaultPlan faults, Place place, string address, string function, Octets request, Func<Octets, Task<Es9HttpResponse>> post)
    {
        ImmutableList<ActiveFault> struck = faults.Take(place, address, name => name == function);
        Es9HttpResponse? instead = null;
        bool isTwice = false;
        foreach (ActiveFault fault in struck)
        {
            switch (fault.Fault.Effect)
            {
                case FaultEffect.Drop:
                    faults.Strike(fault, address);
                    throw new Es9TransportException("The line is dead.") { Fault = Es9TransportFault.CannotConnect };
                case FaultEffect.Delay delay:
                    faults.Strike(fault, address);
                    faults.Delay(delay.By);
                    break;
                case FaultEffect.Duplicate:
                    faults.Strike(fault, address);
                    isTwice = true;
                    break;
                case FaultEffect.Refuse refusal:
                    faults.Strike(fault, address);
                    instead = new(200, RspJson.WriteResponse(ResponseHeader.Failure(refusal.Code)));
                    break;
                case FaultEffect.HttpStatus { Status: var status }:
                    faults.Strike(fault, address);
                    instead = new(status, Octets.Empty);
                    break;
                case var effect when OctetChange.Of(effect, Leg.Request, request) is { } changed:
                    faults.Strike(fault, address);
                    request = changed;
                    break;
            }
        }
        if (isTwice) await post(request).ConfigureAwait(false);
        Es9HttpResponse response = instead ?? await post(request).ConfigureAwait(false);
        foreach (ActiveFault fault in struck) response = After(faults, address, fault, response);
        return response;
    }

    private static Es9HttpResponse After(FaultPlan faults, string address, ActiveFault fault, Es9HttpResponse response)
    {
        switch (fault.Fault.Effect)
        {
            case FaultEffect.LoseAnswer:
                faults.Strike(fault, address);
                throw new Es9TransportException("The answer is lost.") { Fault = Es9TransportFault.ConnectionLost };
            case var effect when OctetChange.Of(effect, Leg.Answer, response.Body) is { } changed:
                faults.Strike(fault, address);
                return response with { Body = changed };
            default:
                return response;
        }
    }
}

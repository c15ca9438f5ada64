using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.Bindings;

/// <summary>One call of ES9+, whatever its binding: runs the function, and tells what came of it.</summary>
internal sealed record Es9Call(SmdpContext Context, CallMeasure Measure)
{
    internal Result<TResponse> Run<TRequest, TResponse>(Func<SmdpContext, TRequest, Result<TResponse>> function, TRequest request)
        where TRequest : IRspRequest
        where TResponse : class
    {
        Result<TResponse> outcome = function(Context, request);
        if (outcome.Succeeds(out _, out StatusCode refusal)) return outcome;
        Measure.Refused(refusal);
        Context.Raise(new SmdpEvent.Refused(Context.Now, TRequest.Function, refusal));
        return outcome;
    }
}

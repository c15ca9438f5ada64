using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.Bindings;

/// <summary>One call of ES9+, whatever its binding: runs the function, and tells what came of it.</summary>
internal sealed record Es9Call(SmdpContext Context, CallMeasure Measure)
{
    internal async ValueTask<Result<TResponse>> RunAsync<TRequest, TResponse>(
        Func<SmdpContext, TRequest, ValueTask<Result<TResponse>>> function, TRequest request)
        where TRequest : IEs9Request
        where TResponse : class
    {
        Result<TResponse> outcome = await function(Context, request).ConfigureAwait(false);
        if (outcome.Succeeds(out _, out StatusCode refusal)) return outcome;
        Measure.Refused(refusal);
        Context.Raise(new SmdpEvent.Refused(Context.Now, TRequest.Function, refusal));
        return outcome;
    }
}

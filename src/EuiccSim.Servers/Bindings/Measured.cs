using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.Bindings;

/// <summary>Runs calls of all interfaces: measures them, and answers those that cannot be understood or done.</summary>
internal static class Measured
{
    /// <returns>What the call gave; 400 for a malformed body or a value that cannot be kept, 503 where the store cannot be reached.</returns>
    internal static Es9HttpResponse Run(
        SmdpContext context, string @interface, string function, string binding, Func<CallMeasure, Es9HttpResponse> call)
    {
        using CallMeasure measure = new(context.Options.Time, @interface, function, binding);
        try
        {
            return call(measure);
        }
        catch (Exception fault) when (fault is RspMessageException or Asn1ContentException or StateValueException)
        {
            return Malformed(context, measure, function, fault);
        }
        catch (SmdpStoreException fault)
        {
            return Failed(context, measure, function, fault);
        }
    }

    /// <returns>The same, for a call that asks other servers.</returns>
    internal static async Task<Es9HttpResponse> RunAsync(
        SmdpContext context, string @interface, string function, string binding, Func<CallMeasure, Task<Es9HttpResponse>> call)
    {
        using CallMeasure measure = new(context.Options.Time, @interface, function, binding);
        try
        {
            return await call(measure).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RspMessageException or Asn1ContentException or StateValueException)
        {
            return Malformed(context, measure, function, fault);
        }
        catch (SmdpStoreException fault)
        {
            return Failed(context, measure, function, fault);
        }
    }

    private static Es9HttpResponse Malformed(SmdpContext context, CallMeasure measure, string function, Exception fault)
    {
        measure.Malformed();
        Log.Malformed(context.Logger, function, fault.Message);
        return new(400, Octets.Empty);
    }

    private static Es9HttpResponse Failed(SmdpContext context, CallMeasure measure, string function, SmdpStoreException fault)
    {
        measure.Failed();
        Log.StoreFailed(context.Logger, function, fault);
        return new(503, Octets.Empty);
    }
}

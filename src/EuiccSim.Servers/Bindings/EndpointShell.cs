using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Telemetry;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.Bindings;

/// <summary>
/// What is around every function of a server, whatever its interface and its binding: each call is measured, a refusal is told, and what
/// cannot be understood or done is answered as HTTP has it.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where malformed and failed calls are logged.</param>
/// <param name="instruments">What counts and times them.</param>
/// <param name="refused">Is told of each function that was refused, and with which code.</param>
internal sealed class EndpointShell(TimeProvider time, ILogger logger, CallInstruments instruments, Action<string, StatusCode> refused)
{
    /// <summary>Runs one call.</summary>
    /// <param name="interfaceName">"es9plus", "es2plus", "es11", "es12" or "es15".</param>
    /// <param name="function">The function, or the binding's name as long as it is not known.</param>
    /// <param name="binding">"json" or "asn1".</param>
    /// <param name="answer">The call.</param>
    /// <returns>What the call gave; 400 for a malformed body or a value that cannot be kept, 503 where the store cannot be reached.</returns>
    internal async ValueTask<Es9HttpResponse> RunAsync(
        string interfaceName, string function, string binding, Func<EndpointCall, ValueTask<Es9HttpResponse>> answer)
    {
        using CallMeasure measure = new(time, instruments, interfaceName, function, binding);
        try
        {
            return await answer(new(measure, refused)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RspMessageException or Asn1ContentException or StateValueException)
        {
            measure.Malformed();
            EndpointLog.Malformed(logger, function, fault.Message);
            return Empty(400);
        }
        catch (SmdpStoreException fault)
        {
            measure.Failed();
            EndpointLog.StoreFailed(logger, function, fault);
            return Empty(503);
        }
    }

    /// <summary>An answer without a body.</summary>
    internal static Es9HttpResponse Empty(int status) => new(status, Octets.Empty);
}

/// <summary>One call that the shell runs.</summary>
internal readonly struct EndpointCall(CallMeasure measure, Action<string, StatusCode> refused)
{
    /// <summary>Says which function it is, where only the body tells.</summary>
    internal void Name(string function) => measure.Function = function;

    /// <summary>True with what the function gave; false, and the refusal is measured and told.</summary>
    internal bool Succeeds<T>(Result<T> result, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value, out StatusCode refusal)
        where T : class
    {
        if (result.Succeeds(out value, out refusal)) return true;
        Refuse(refusal);
        return false;
    }

    /// <summary>The function is refused.</summary>
    internal void Refuse(StatusCode code)
    {
        measure.Refused(code);
        refused(measure.Function, code);
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Telemetry;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.Bindings;

/// <summary>
/// What is around every function of a server, whatever its interface and its binding: each call is measured, a refusal is told, and what
/// cannot be understood or done is answered as HTTP has it, in words.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where calls are logged that the store failed.</param>
/// <param name="instruments">What counts and times them.</param>
/// <param name="told">Is told of each call that came to nothing.</param>
internal sealed class EndpointShell(TimeProvider time, ILogger logger, CallInstruments instruments, CallTeller told)
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
            return await answer(new(measure, told)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RspMessageException or Asn1ContentException or StateValueException)
        {
            measure.Malformed();
            return Reject(measure.Function, 400, fault.Message);
        }
        catch (SmdpStoreException fault)
        {
            measure.Failed();
            EndpointLog.StoreFailed(logger, measure.Function, fault);
            // Where the state is, is not the caller's business.
            return Reject(measure.Function, 503, "the server's state cannot be read or written now");
        }
    }

    /// <summary>An answer that is none of a function: its status, and why, in one line for whoever writes the client.</summary>
    internal Es9HttpResponse Reject(string function, int status, string reason)
    {
        Rejection rejection = Rejection.Of(function, status, reason);
        told.Rejected(rejection);
        return rejection.ToResponse();
    }

    /// <summary>An answer without a body.</summary>
    internal static Es9HttpResponse Empty(int status) => new(status, Octets.Empty);
}

/// <summary>One call that the shell runs.</summary>
internal readonly struct EndpointCall(CallMeasure measure, CallTeller told)
{
    /// <summary>Says which function it is, where only the body tells.</summary>
    internal void Name(string function) => measure.Function = function;

    /// <summary>True with what the function gave; false, and the refusal is measured and told.</summary>
    internal bool Succeeds<T>(Result<T> result, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value, out Objection refusal)
        where T : class
    {
        if (result.Succeeds(out value, out refusal)) return true;
        Refuse(refusal);
        return false;
    }

    /// <summary>The function is refused.</summary>
    internal void Refuse(Objection refusal)
    {
        measure.Refused(refusal.Code);
        told.Refused(measure.Function, refusal);
    }
}

using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.Bindings;

/// <summary>One interface of a server in JSON: its functions, by the last part of their path. SGP.22 v2.5 §6.5.</summary>
/// <typeparam name="TCaller">Whose functions they are, and who calls.</typeparam>
internal sealed class JsonInterface<TCaller>(string name, params JsonFunction<TCaller>[] functions)
{
    private readonly FrozenDictionary<string, JsonFunction<TCaller>> _functions =
        functions.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The functions, and the octets that each request may have at most.</summary>
    internal IEnumerable<(string Name, int MaxBodySize)> Functions => functions.Select(function => (function.Name, function.MaxBodySize));

    /// <returns>The function's answer; 404 where there is no such function; as <see cref="EndpointShell"/> has it for what is malformed.</returns>
    internal ValueTask<Es9HttpResponse> HandleAsync(EndpointShell shell, TCaller caller, string function, Octets body) =>
        _functions.TryGetValue(function, out JsonFunction<TCaller>? known)
            ? shell.RunAsync(name, function, "json", call => known.AnswerAsync(call, caller, body))
            : new(shell.Reject(function, 404, $"is no function of {name}, which has {string.Join(", ", functions.Select(one => one.Name))}"));
}

/// <summary>A row of such a table.</summary>
/// <param name="Name">The last part of the path.</param>
/// <param name="MaxBodySize">The octets that a request may have at most.</param>
/// <param name="AnswerAsync">Reads a request, does what it asks, and writes the answer.</param>
internal sealed record JsonFunction<TCaller>(
    string Name, int MaxBodySize, Func<EndpointCall, TCaller, Octets, ValueTask<Es9HttpResponse>> AnswerAsync)
{
    /// <summary>A function whose answer has more than a header.</summary>
    internal static JsonFunction<TCaller> Of<TRequest, TResponse>(
        int maxBodySize, Func<TCaller, TRequest, ValueTask<Result<TResponse>>> function)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : class, IRspJson<TResponse> => new(TRequest.Function, maxBodySize, async (call, caller, body) =>
        {
            Result<TResponse> result = await function(caller, RspJson.ReadRequest<TRequest>(body)).ConfigureAwait(false);
            bool isDone = call.Succeeds(result, out TResponse? response, out Objection refusal);
            return new(200, isDone ? RspJson.WriteResponse(response!) : Refusal(refusal));
        });

    /// <summary>A function whose answer is a header: done, or the code it is refused with.</summary>
    internal static JsonFunction<TCaller> Of<TRequest>(int maxBodySize, Func<TCaller, TRequest, ValueTask<StatusCode?>> function)
        where TRequest : IRspJson<TRequest>, IRspRequest => new(TRequest.Function, maxBodySize, async (call, caller, body) =>
        {
            StatusCode? refusal = await function(caller, RspJson.ReadRequest<TRequest>(body)).ConfigureAwait(false);
            if (refusal is not { } code) return new(200, RspJson.WriteResponse(ResponseHeader.Success));
            call.Refuse(code);
            return new(200, Refusal(code));
        });

    /// <summary>A function without an answer.</summary>
    internal static JsonFunction<TCaller> Of<TRequest>(int maxBodySize, Func<TCaller, TRequest, ValueTask> function)
        where TRequest : IRspJson<TRequest>, IRspRequest => new(TRequest.Function, maxBodySize, async (_, caller, body) =>
        {
            await function(caller, RspJson.ReadRequest<TRequest>(body)).ConfigureAwait(false);
            return EndpointShell.Empty(204);
        });

    private static Octets Refusal(Objection refusal) => RspJson.WriteResponse(ResponseHeader.Failure(refusal.Code, refusal.Message));
}

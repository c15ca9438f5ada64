using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Functions;

namespace EuiccSim.Servers.Bindings;

/// <summary>ES9+ in JSON: a body for each function. SGP.22 v2.5 §6.5.</summary>
internal static class JsonBinding
{
    internal static ValueTask<Es9HttpResponse> HandleAsync(SmdpContext context, string function, Octets body)
    {
        if (!s_functions.TryGetValue(function, out Func<Es9Call, Octets, ValueTask<Es9HttpResponse>>? handle)) return new(new Es9HttpResponse(404, Octets.Empty));
        return Measured.RunAsync(context, "es9plus", function, "json", measure => handle(new(context, measure), body));
    }

    private static async ValueTask<Es9HttpResponse> AnswerAsync<TRequest, TResponse>(
        Es9Call call, Octets body, Func<SmdpContext, TRequest, ValueTask<Result<TResponse>>> function)
        where TRequest : IEs9Json<TRequest>, IEs9Request
        where TResponse : class, IEs9Json<TResponse>
    {
        Result<TResponse> result = await call.RunAsync(function, Es9Json.ReadRequest<TRequest>(body)).ConfigureAwait(false);
        bool isDone = result.Succeeds(out TResponse? response, out StatusCode refusal);
        return new(200, isDone ? Es9Json.WriteResponse(response!) : Es9Json.WriteResponse(ResponseHeader.Failure(refusal, refusal.Description)));
    }

    // The LPA cannot do anything about a notification that is not believed: the answer is the same.
    private static async ValueTask<Es9HttpResponse> NotifyAsync(Es9Call call, Octets body)
    {
        PendingNotification notification = Es9Json.ReadRequest<HandleNotificationJsonRequest>(body).PendingNotification.Value;
        await NotificationHandler.HandleAsync(call.Context, notification).ConfigureAwait(false);
        return new(204, Octets.Empty);
    }

    private static readonly FrozenDictionary<string, Func<Es9Call, Octets, ValueTask<Es9HttpResponse>>> s_functions =
        new Dictionary<string, Func<Es9Call, Octets, ValueTask<Es9HttpResponse>>>(StringComparer.Ordinal)
        {
            [InitiateAuthenticationJsonRequest.Function] = static (call, body) =>
                AnswerAsync<InitiateAuthenticationJsonRequest, InitiateAuthenticationJsonResponse>(call, body, InitiateAuthentication.HandleAsync),
            [AuthenticateClientJsonRequest.Function] = static (call, body) =>
                AnswerAsync<AuthenticateClientJsonRequest, AuthenticateClientJsonResponse>(call, body, AuthenticateClient.HandleAsync),
            [GetBoundProfilePackageJsonRequest.Function] = static (call, body) =>
                AnswerAsync<GetBoundProfilePackageJsonRequest, GetBoundProfilePackageJsonResponse>(call, body, GetBoundProfilePackage.HandleAsync),
            [CancelSessionJsonRequest.Function] = static (call, body) =>
                AnswerAsync<CancelSessionJsonRequest, CancelSessionJsonResponse>(call, body, CancelSession.HandleAsync),
            [HandleNotificationJsonRequest.Function] = NotifyAsync,
        }.ToFrozenDictionary(StringComparer.Ordinal);
}

using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Functions;

namespace EuiccSim.Servers.Bindings;

/// <summary>ES9+ in JSON: a body for each function. SGP.22 v2.5 §6.5.</summary>
internal static class JsonBinding
{
    internal static Es9HttpResponse Handle(SmdpContext context, string function, Octets body)
    {
        if (!s_functions.TryGetValue(function, out Func<Es9Call, Octets, Es9HttpResponse>? handle)) return new(404, Octets.Empty);
        return Measured.Run(context, "es9plus", function, "json", measure => handle(new(context, measure), body));
    }

    private static Es9HttpResponse Answer<TRequest, TResponse>(
        Es9Call call, Octets body, Func<SmdpContext, TRequest, Result<TResponse>> function)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : class, IRspJson<TResponse>
    {
        bool isDone = call.Run(function, RspJson.ReadRequest<TRequest>(body)).Succeeds(out TResponse? response, out StatusCode refusal);
        return new(200, isDone ? RspJson.WriteResponse(response!) : RspJson.WriteResponse(ResponseHeader.Failure(refusal, refusal.Description)));
    }

    // The LPA cannot do anything about a notification that is not believed: the answer is the same.
    private static Es9HttpResponse Notify(Es9Call call, Octets body)
    {
        NotificationHandler.Handle(call.Context, RspJson.ReadRequest<HandleNotification>(body).PendingNotification.Value);
        return new(204, Octets.Empty);
    }

    private static readonly FrozenDictionary<string, Func<Es9Call, Octets, Es9HttpResponse>> s_functions =
        new Dictionary<string, Func<Es9Call, Octets, Es9HttpResponse>>(StringComparer.Ordinal)
        {
            [InitiateAuthenticationRequest.Function] = static (call, body) =>
                Answer<InitiateAuthenticationRequest, InitiateAuthenticationOkEs9>(call, body, InitiateAuthentication.Handle),
            [AuthenticateClientRequest.Function] = static (call, body) =>
                Answer<AuthenticateClientRequest, AuthenticateClientOk>(call, body, AuthenticateClient.Handle),
            [GetBoundProfilePackageRequest.Function] = static (call, body) =>
                Answer<GetBoundProfilePackageRequest, GetBoundProfilePackageOk>(call, body, GetBoundProfilePackage.Handle),
            [CancelSessionRequestEs9.Function] = static (call, body) =>
                Answer<CancelSessionRequestEs9, CancelSessionOk>(call, body, CancelSession.Handle),
            [HandleNotification.Function] = Notify,
        }.ToFrozenDictionary(StringComparer.Ordinal);
}

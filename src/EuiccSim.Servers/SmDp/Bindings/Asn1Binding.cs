using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDp.Functions;
using Request = EuiccSim.Protocol.Rsp.Es9.RemoteProfileProvisioningRequest;
using Response = EuiccSim.Protocol.Rsp.Es9.RemoteProfileProvisioningResponse;

namespace EuiccSim.Servers.SmDp.Bindings;

/// <summary>ES9+ in ASN.1: one body for all functions, the same functions behind it. SGP.22 v2.5 §6.6.</summary>
internal static class Asn1Binding
{
    // The function's name is in the body: what is no request at all is counted under the binding's.
    internal static ValueTask<Es9HttpResponse> HandleAsync(SmdpContext context, Octets body) => context.Common.Shell.RunAsync("es9plus", "asn1", "asn1", call =>
    {
        Request request = Asn1Codec.Decode<Request>(body);
        call.Name(FunctionOf(request));
        return HandleAsync(call, context, request);
    });

    private static async ValueTask<Es9HttpResponse> HandleAsync(EndpointCall call, SmdpContext context, Request request)
    {
        Response? response = request switch
        {
            Request.InitiateAuthentication it => await InitiateAuthenticationAsync(call, context, it.Value).ConfigureAwait(false),
            Request.AuthenticateClient it => await AuthenticateClientAsync(call, context, it.Value).ConfigureAwait(false),
            Request.GetBoundProfilePackage it => await GetBoundProfilePackageAsync(call, context, it.Value).ConfigureAwait(false),
            Request.CancelSession it => await CancelSessionAsync(call, context, it.Value).ConfigureAwait(false),
            Request.Notification it => await NotifyAsync(context, it.Value).ConfigureAwait(false),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (response is not null) return new(200, Asn1Codec.Encode(response));
        return request is Request.Notification
            ? EndpointShell.Empty(204)
            : context.Common.Shell.Reject(FunctionOf(request), 503, "there are too many sessions now; try again later");
    }

    private static string FunctionOf(Request request) => request switch
    {
        Request.InitiateAuthentication => InitiateAuthenticationRequest.Function,
        Request.AuthenticateClient => AuthenticateClientRequest.Function,
        Request.GetBoundProfilePackage => GetBoundProfilePackageRequest.Function,
        Request.CancelSession => CancelSessionRequestEs9.Function,
        _ => HandleNotification.Function,
    };

    private static async ValueTask<Response.InitiateAuthentication?> InitiateAuthenticationAsync(EndpointCall call, SmdpContext context, InitiateAuthenticationRequest request)
    {
        Result<InitiateAuthenticationOkEs9> result = await Functions.InitiateAuthentication.HandleAsync(context, request).ConfigureAwait(false);
        return Asn1InitiateAuthentication.Answer(call, context.Common.Identity.Codes, result);
    }

    private static async ValueTask<Response.AuthenticateClient> AuthenticateClientAsync(EndpointCall call, SmdpContext context, AuthenticateClientRequest request)
    {
        Result<AuthenticateClientOk> result = await Functions.AuthenticateClient.HandleAsync(context, request).ConfigureAwait(false);
        if (call.Succeeds(result, out AuthenticateClientOk? done, out Objection refusal))
            return new(new AuthenticateClientResponseEs9.Ok(done));
        return new(new AuthenticateClientResponseEs9.Error(
            Asn1Errors.AuthenticateClient.GetValueOrDefault(refusal, AuthenticateClientErrorEs9.UndefinedError)));
    }

    private static async ValueTask<Response.GetBoundProfilePackage> GetBoundProfilePackageAsync(EndpointCall call, SmdpContext context, GetBoundProfilePackageRequest request)
    {
        Result<GetBoundProfilePackageOk> result = await Functions.GetBoundProfilePackage.HandleAsync(context, request).ConfigureAwait(false);
        if (call.Succeeds(result, out GetBoundProfilePackageOk? done, out Objection refusal))
            return new(new GetBoundProfilePackageResponse.Ok(done));
        return new(new GetBoundProfilePackageResponse.Error(
            Asn1Errors.GetBoundProfilePackage.GetValueOrDefault(refusal, GetBoundProfilePackageError.UndefinedError)));
    }

    private static async ValueTask<Response.CancelSession> CancelSessionAsync(EndpointCall call, SmdpContext context, CancelSessionRequestEs9 request)
    {
        Result<CancelSessionOk> result = await Functions.CancelSession.HandleAsync(context, request).ConfigureAwait(false);
        bool isDone = call.Succeeds(result, out CancelSessionOk? done, out Objection refusal);
        return new(isDone
            ? new CancelSessionResponseEs9.Ok(done!)
            : new CancelSessionResponseEs9.Error(Asn1Errors.CancelSession.GetValueOrDefault(refusal, CancelSessionErrorEs9.UndefinedError)));
    }

    private static async ValueTask<Response?> NotifyAsync(SmdpContext context, HandleNotification request)
    {
        await NotificationHandler.HandleAsync(context, request.PendingNotification.Value).ConfigureAwait(false);
        return null;
    }
}

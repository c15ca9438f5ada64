using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Functions;
using Request = EuiccSim.Protocol.Rsp.Es9.RemoteProfileProvisioningRequest;
using Response = EuiccSim.Protocol.Rsp.Es9.RemoteProfileProvisioningResponse;

namespace EuiccSim.Servers.Bindings;

/// <summary>ES9+ in ASN.1: one body for all functions, the same functions behind it. SGP.22 v2.5 §6.6.</summary>
internal static class Asn1Binding
{
    // The function's name is in the body: what is no request at all is counted under the binding's.
    internal static Es9HttpResponse Handle(SmdpContext context, Octets body) => Measured.Run(context, "es9plus", "asn1", "asn1", measure =>
    {
        Request request = Asn1Codec.Decode<Request>(body);
        measure.Function = FunctionOf(request);
        return Handle(new Es9Call(context, measure), request);
    });

    private static Es9HttpResponse Handle(Es9Call call, Request request)
    {
        Response? response = request switch
        {
            Request.InitiateAuthentication it => InitiateAuthentication(call, it.Value),
            Request.AuthenticateClient it => AuthenticateClient(call, it.Value),
            Request.GetBoundProfilePackage it => GetBoundProfilePackage(call, it.Value),
            Request.CancelSession it => CancelSession(call, it.Value),
            Request.Notification it => Notify(call, it.Value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (response is not null) return new(200, Asn1Codec.Encode(response));
        return new(request is Request.Notification ? 204 : 503, Octets.Empty);
    }

    private static string FunctionOf(Request request) => request switch
    {
        Request.InitiateAuthentication => InitiateAuthenticationRequest.Function,
        Request.AuthenticateClient => AuthenticateClientRequest.Function,
        Request.GetBoundProfilePackage => GetBoundProfilePackageRequest.Function,
        Request.CancelSession => CancelSessionRequestEs9.Function,
        _ => HandleNotification.Function,
    };

    private static Response.InitiateAuthentication? InitiateAuthentication(Es9Call call, InitiateAuthenticationRequest request)
    {
        if (call.Run(Functions.InitiateAuthentication.Handle, request).Succeeds(out InitiateAuthenticationOkEs9? done, out StatusCode refusal))
            return new(new InitiateAuthenticationResponse.Ok(done));
        // A busy server has no number here in v2.
        bool hasNumber = Asn1Errors.InitiateAuthentication.TryGetValue(refusal, out InitiateAuthenticationError error);
        return hasNumber ? new(new InitiateAuthenticationResponse.Error(error)) : null;
    }

    private static Response.AuthenticateClient AuthenticateClient(Es9Call call, AuthenticateClientRequest request)
    {
        if (call.Run(Functions.AuthenticateClient.Handle, request).Succeeds(out AuthenticateClientOk? done, out StatusCode refusal))
            return new(new AuthenticateClientResponseEs9.Ok(done));
        return new(new AuthenticateClientResponseEs9.Error(
            Asn1Errors.AuthenticateClient.GetValueOrDefault(refusal, AuthenticateClientErrorEs9.UndefinedError)));
    }

    private static Response.GetBoundProfilePackage GetBoundProfilePackage(Es9Call call, GetBoundProfilePackageRequest request)
    {
        if (call.Run(Functions.GetBoundProfilePackage.Handle, request).Succeeds(out GetBoundProfilePackageOk? done, out StatusCode refusal))
            return new(new GetBoundProfilePackageResponse.Ok(done));
        return new(new GetBoundProfilePackageResponse.Error(
            Asn1Errors.GetBoundProfilePackage.GetValueOrDefault(refusal, GetBoundProfilePackageError.UndefinedError)));
    }

    private static Response.CancelSession CancelSession(Es9Call call, CancelSessionRequestEs9 request)
    {
        bool isDone = call.Run(Functions.CancelSession.Handle, request).Succeeds(out CancelSessionOk? done, out StatusCode refusal);
        return new(isDone
            ? new CancelSessionResponseEs9.Ok(done!)
            : new CancelSessionResponseEs9.Error(Asn1Errors.CancelSession.GetValueOrDefault(refusal, CancelSessionErrorEs9.UndefinedError)));
    }

    private static Response? Notify(Es9Call call, HandleNotification request)
    {
        NotificationHandler.Handle(call.Context, request.PendingNotification.Value);
        return null;
    }
}

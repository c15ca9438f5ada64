using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
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
        Request.InitiateAuthentication => InitiateAuthenticationJsonRequest.Function,
        Request.AuthenticateClient => AuthenticateClientJsonRequest.Function,
        Request.GetBoundProfilePackage => GetBoundProfilePackageJsonRequest.Function,
        Request.CancelSession => CancelSessionJsonRequest.Function,
        _ => HandleNotificationJsonRequest.Function,
    };

    private static Response.InitiateAuthentication? InitiateAuthentication(Es9Call call, InitiateAuthenticationRequest request)
    {
        InitiateAuthenticationJsonRequest same = new()
        {
            EuiccChallenge = request.EuiccChallenge,
            EuiccInfo1 = request.EuiccInfo1,
            SmdpAddress = request.SmdpAddress,
        };
        if (call.Run(Functions.InitiateAuthentication.Handle, same).Succeeds(out InitiateAuthenticationJsonResponse? done, out StatusCode refusal))
        {
            return new(new InitiateAuthenticationResponse.Ok(new()
            {
                TransactionId = done.TransactionId,
                ServerSigned1 = done.ServerSigned1,
                ServerSignature1 = done.ServerSignature1,
                EuiccCiPKIdToBeUsed = done.EuiccCiPKIdToBeUsed,
                ServerCertificate = done.ServerCertificate,
            }));
        }
        // A busy server has no number here in v2.
        bool hasNumber = Asn1Errors.InitiateAuthentication.TryGetValue(refusal, out InitiateAuthenticationError error);
        return hasNumber ? new(new InitiateAuthenticationResponse.Error(error)) : null;
    }

    private static Response.AuthenticateClient AuthenticateClient(Es9Call call, AuthenticateClientRequest request)
    {
        AuthenticateClientJsonRequest same = new()
        {
            TransactionId = request.TransactionId,
            AuthenticateServerResponse = request.AuthenticateServerResponse,
        };
        if (call.Run(Functions.AuthenticateClient.Handle, same).Succeeds(out AuthenticateClientJsonResponse? done, out StatusCode refusal))
        {
            return new(new AuthenticateClientResponseEs9.Ok(new()
            {
                TransactionId = done.TransactionId,
                ProfileMetaData = done.ProfileMetadata,
                SmdpSigned2 = done.SmdpSigned2,
                SmdpSignature2 = done.SmdpSignature2,
                SmdpCertificate = done.SmdpCertificate,
            }));
        }
        return new(new AuthenticateClientResponseEs9.Error(
            Asn1Errors.AuthenticateClient.GetValueOrDefault(refusal, AuthenticateClientErrorEs9.UndefinedError)));
    }

    private static Response.GetBoundProfilePackage GetBoundProfilePackage(Es9Call call, GetBoundProfilePackageRequest request)
    {
        GetBoundProfilePackageJsonRequest same = new()
        {
            TransactionId = request.TransactionId,
            PrepareDownloadResponse = request.PrepareDownloadResponse,
        };
        if (call.Run(Functions.GetBoundProfilePackage.Handle, same).Succeeds(out GetBoundProfilePackageJsonResponse? done, out StatusCode refusal))
        {
            return new(new GetBoundProfilePackageResponse.Ok(new()
            {
                TransactionId = done.TransactionId,
                BoundProfilePackage = done.BoundProfilePackage,
            }));
        }
        return new(new GetBoundProfilePackageResponse.Error(
            Asn1Errors.GetBoundProfilePackage.GetValueOrDefault(refusal, GetBoundProfilePackageError.UndefinedError)));
    }

    private static Response.CancelSession CancelSession(Es9Call call, CancelSessionRequestEs9 request)
    {
        // Only the outer tag is other than the eUICC's: what it signed is inside, and kept.
        CancelSessionJsonRequest same = new()
        {
            TransactionId = request.TransactionId,
            CancelSessionResponse = Signed<CancelSessionResponse>.Of(request.CancelSessionResponse),
        };
        bool isDone = call.Run(Functions.CancelSession.Handle, same).Succeeds(out _, out StatusCode refusal);
        return new(isDone
            ? new CancelSessionResponseEs9.Ok(new())
            : new CancelSessionResponseEs9.Error(Asn1Errors.CancelSession.GetValueOrDefault(refusal, CancelSessionErrorEs9.UndefinedError)));
    }

    private static Response? Notify(Es9Call call, HandleNotification request)
    {
        NotificationHandler.Handle(call.Context, request.PendingNotification);
        return null;
    }
}

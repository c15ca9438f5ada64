using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDp.Functions;

namespace EuiccSim.Servers.SmDp.Bindings;

/// <summary>The functions of ES9+. SGP.22 v2.5 §5.6.</summary>
internal static class Es9Plus
{
    // What an eUICC can say at most, in base64, with room for certificates and lists longer than those in the field.
    internal static JsonInterface<SmdpContext> Json { get; } = new("es9plus",
        JsonFunction<SmdpContext>.Of<InitiateAuthenticationRequest, InitiateAuthenticationOkEs9>(8 * 1024, InitiateAuthentication.HandleAsync),
        JsonFunction<SmdpContext>.Of<AuthenticateClientRequest, AuthenticateClientOk>(64 * 1024, AuthenticateClient.HandleAsync),
        JsonFunction<SmdpContext>.Of<GetBoundProfilePackageRequest, GetBoundProfilePackageOk>(8 * 1024, GetBoundProfilePackage.HandleAsync),
        JsonFunction<SmdpContext>.Of<CancelSessionRequestEs9, CancelSessionOk>(8 * 1024, CancelSession.HandleAsync),
        // The LPA cannot do anything about a notification that is not believed: the answer is the same.
        JsonFunction<SmdpContext>.Of<HandleNotification>(64 * 1024,
            (context, request) => NotificationHandler.HandleAsync(context, request.PendingNotification.Value)));
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Bindings;

namespace EuiccSim.Servers.SmDs;

/// <summary>The functions of an SM-DS. SGP.22 v2.5 §5.8 to §5.10.</summary>
internal static class SmdsInterfaces
{
    /// <summary>ES11, for LPAs.</summary>
    internal static JsonInterface<SmdsContext> Es11 { get; } = new("es11",
        JsonFunction<SmdsContext>.Of<InitiateAuthenticationRequest, InitiateAuthenticationOkEs9>(8 * 1024,
            (context, request) => new(Es11Functions.InitiateAuthentication(context, request))),
        JsonFunction<SmdsContext>.Of<AuthenticateClientRequest, AuthenticateClientOkEs11>(64 * 1024,
            Es11Functions.AuthenticateClientAsync));

    /// <summary>ES12, for SM-DP+s. What they announce may be passed on to the root.</summary>
    internal static JsonInterface<EventCaller> Es12 { get; } = ForServers("es12");

    /// <summary>ES15, for other SM-DSs.</summary>
    internal static JsonInterface<EventCaller> Es15 { get; } = ForServers("es15");

    private static JsonInterface<EventCaller> ForServers(string name) => new(name,
        JsonFunction<EventCaller>.Of<RegisterEventRequest, RegisterEventResponse>(8 * 1024, EventFunctions.RegisterAsync),
        JsonFunction<EventCaller>.Of<DeleteEventRequest, DeleteEventResponse>(8 * 1024, EventFunctions.DeleteAsync));
}

/// <summary>A server that announces events.</summary>
/// <param name="Context">At which SM-DS.</param>
/// <param name="Root">Where its events may be passed on to; null for nowhere.</param>
/// <param name="Owner">Who it is, by its certificate.</param>
internal sealed record EventCaller(SmdsContext Context, RootSmdsClient? Root, ObjectIdentifier Owner);

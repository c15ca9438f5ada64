using EuiccSim.Servers.AspNetCore.Http;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Bindings;
using EuiccSim.Servers.SmDp.Es2;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Servers.AspNetCore.SmDp;

/// <summary>The paths of an SM-DP+, for a web application of one's own.</summary>
public static class SmdpRoutes
{
    /// <summary>
    /// ES9+ in both bindings: POST /gsma/rsp2/es9plus/FUNCTION with JSON, and POST /gsma/rsp2/asn1. SGP.22 v2.5 §6.1, §6.5, §6.6.
    /// </summary>
    /// <param name="routes">Where to add the paths.</param>
    /// <param name="server">Who answers.</param>
    public static void MapEs9Plus(this IEndpointRouteBuilder routes, SmdpServer server)
    {
        foreach ((string function, int maxSize) in Es9Plus.Json.Functions)
            routes.MapFunction("es9plus", function, maxSize, server.Reject, (_, body) => server.HandleAsync(function, body));
        routes.MapAsn1(server.Reject, server.HandleAsn1Async);
    }

    /// <summary>
    /// ES2+: POST /gsma/rsp2/es2plus/FUNCTION with JSON. Who may call it is up to the application: SGP.22 wants TLS with certificates on
    /// both sides (v2.5 §5.3). The connection's client certificate says whose profiles it may order: <see cref="Servers.SmDp.Orders.Profile.Owner"/> is
    /// compared with the registered identifier in its subjectAltName, or with the common name of its subject if there is none. Without a
    /// certificate only profiles without an owner can be ordered.
    /// </summary>
    /// <param name="routes">Where to add the paths.</param>
    /// <param name="server">Who answers.</param>
    public static void MapEs2Plus(this IEndpointRouteBuilder routes, SmdpServer server)
    {
        foreach ((string function, int maxSize) in Es2Plus.Json.Functions)
            routes.MapFunction("es2plus", function, maxSize, server.Reject, (http, body) => server.HandleEs2Async(function, OperatorOf(http), body));
    }

    /// <summary>Who has called, by the connection's client certificate, as <see cref="Servers.SmDp.Orders.Profile.Owner"/>; null for one of whom nothing is
    /// known. For paths of one's own beside ES2+ (<see cref="Es2HostOptions.Map"/>).</summary>
    /// <param name="http">The call.</param>
    public static string? OperatorOf(HttpContext http) => OperatorName.Of(http.Connection.ClientCertificate);
}

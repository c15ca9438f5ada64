using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.AspNetCore.Http;
using EuiccSim.Servers.SmDs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Servers.AspNetCore.SmDs;

/// <summary>The paths of an SM-DS, for a web application of one's own.</summary>
public static class SmdsRoutes
{
    /// <summary>
    /// ES11 in both bindings: POST /gsma/rsp2/es9plus/FUNCTION with JSON, and POST /gsma/rsp2/asn1. SGP.22 v2.5 §6.1, §6.5, §6.6.
    /// </summary>
    /// <param name="routes">Where to add the paths.</param>
    /// <param name="server">Who answers.</param>
    public static void MapEs11(this IEndpointRouteBuilder routes, SmdsServer server)
    {
        foreach ((string function, int maxSize) in SmdsInterfaces.Es11.Functions)
            routes.MapFunction("es9plus", function, maxSize, server.Reject, (_, body) => server.HandleAsync(function, body));
        routes.MapAsn1(server.Reject, server.HandleAsn1Async);
    }

    /// <summary>
    /// ES12 and ES15: POST /gsma/rsp2/es12/FUNCTION and /gsma/rsp2/es15/FUNCTION with JSON. The client's certificate is that of the
    /// connection; the server judges whose it is.
    /// </summary>
    /// <param name="routes">Where to add the paths.</param>
    /// <param name="server">Who answers.</param>
    public static void MapEs12(this IEndpointRouteBuilder routes, SmdsServer server)
    {
        foreach ((string function, int maxSize) in SmdsInterfaces.Es12.Functions)
            routes.MapFunction("es12", function, maxSize, server.Reject, (http, body) => server.HandleEs12Async(function, CertificateOf(http), body));
        foreach ((string function, int maxSize) in SmdsInterfaces.Es15.Functions)
            routes.MapFunction("es15", function, maxSize, server.Reject, (http, body) => server.HandleEs15Async(function, CertificateOf(http), body));
    }

    private static Octets? CertificateOf(HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) return null;
        return Octets.Of(certificate.RawDataMemory.Span);
    }
}

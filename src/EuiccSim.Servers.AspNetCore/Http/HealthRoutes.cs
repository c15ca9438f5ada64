using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Servers.AspNetCore.Http;

/// <summary>What every server has beside its interfaces.</summary>
public static class HealthRoutes
{
    /// <summary>GET /health: 200 and "ok" for as long as the server answers at all.</summary>
    /// <param name="routes">Where to add the path.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health", static http =>
    {
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync("ok\n");
    });
}

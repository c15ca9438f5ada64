using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.AspNetCore.Http;
using EuiccSim.Servers.AspNetCore.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Servers.AspNetCore;

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
        foreach ((string function, int maxSize) in s_es9MaxSizes)
            routes.MapPost(Es9Path + function, http => RspHttp.AnswerAsync(http, RspHttp.Json, maxSize, body => server.Handle(function, body)));
        routes.MapPost(Asn1Path, http => RspHttp.AnswerAsync(http, RspHttp.Asn1, MaxAsn1Size, server.HandleAsn1));
    }

    /// <summary>
    /// ES2+: POST /gsma/rsp2/es2plus/FUNCTION with JSON. Who may call it is up to the application: SGP.22 wants TLS with certificates on
    /// both sides (v2.5 §5.3). The connection's client certificate says whose profiles it may order: <see cref="Orders.Profile.Owner"/> is
    /// compared with the registered identifier in its subjectAltName, or with the common name of its subject if there is none. Without a
    /// certificate only profiles without an owner can be ordered.
    /// </summary>
    /// <param name="routes">Where to add the paths.</param>
    /// <param name="server">Who answers.</param>
    public static void MapEs2Plus(this IEndpointRouteBuilder routes, SmdpServer server)
    {
        foreach (string function in s_es2Functions)
            routes.MapPost(Es2Path + function, http => AnswerEs2Async(http, server, function));
    }

    /// <summary>GET /health: 200 and "ok" for as long as the server answers at all.</summary>
    /// <param name="routes">Where to add the path.</param>
    public static void MapSmdpHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health", static http =>
    {
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync("ok\n");
    });

    /// <summary>Who has called, by the connection's client certificate, as <see cref="Orders.Profile.Owner"/>; null for one of whom nothing is
    /// known. For paths of one's own beside ES2+ (<see cref="Es2HostOptions.Map"/>).</summary>
    /// <param name="http">The call.</param>
    public static string? OperatorOf(HttpContext http) => OperatorName.Of(http.Connection.ClientCertificate);

    private static Task AnswerEs2Async(HttpContext http, SmdpServer server, string function) =>
        RspHttp.AnswerAsync(http, RspHttp.Json, MaxEs2Size, body => server.HandleEs2Async(function, OperatorOf(http), body));

    internal const string Es9Path = "/gsma/rsp2/es9plus/";
    internal const string Es2Path = "/gsma/rsp2/es2plus/";
    internal const string Asn1Path = "/gsma/rsp2/asn1";

    // What an eUICC can say at most, in base64, with room for certificates and lists longer than those in the field.
    private static readonly (string Function, int MaxSize)[] s_es9MaxSizes =
    [
        (InitiateAuthenticationRequest.Function, 8 * 1024),
        (AuthenticateClientRequest.Function, 64 * 1024),
        (GetBoundProfilePackageRequest.Function, 8 * 1024),
        (CancelSessionRequestEs9.Function, 8 * 1024),
        (HandleNotification.Function, 64 * 1024),
    ];

    private static readonly string[] s_es2Functions =
        [DownloadOrderRequest.Function, ConfirmOrderRequest.Function, CancelOrderRequest.Function, ReleaseProfileRequest.Function];

    private const int MaxAsn1Size = 48 * 1024;
    private const int MaxEs2Size = 8 * 1024;
}

using System.Collections.Frozen;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Smdp.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Smdp.AspNetCore;

/// <summary>The paths of an SM-DP+, for a web application of one's own.</summary>
public static class SmdpRoutes
{
    /// <summary>ES9+ in its JSON binding: POST /gsma/rsp2/es9plus/FUNCTION. SGP.22 v2.5 §6.1, §6.5.</summary>
    /// <param name="routes">Where to add the paths.</param>
    /// <param name="server">Who answers.</param>
    public static void MapEs9Plus(this IEndpointRouteBuilder routes, SmdpServer server)
    {
        foreach ((string function, int maxSize) in s_maxSizes)
            routes.MapPost(Es9Path + function, http => RspHttp.AnswerAsync(http, RspHttp.Json, maxSize, body => server.Handle(function, body)));
    }

    private const string Es9Path = "/gsma/rsp2/es9plus/";

    // Base64 of what an eUICC can say at most, with room for certificates and lists longer than those in the field.
    private static readonly FrozenDictionary<string, int> s_maxSizes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [InitiateAuthenticationJsonRequest.Function] = 8 * 1024,
        [AuthenticateClientJsonRequest.Function] = 64 * 1024,
        [GetBoundProfilePackageJsonRequest.Function] = 8 * 1024,
        [CancelSessionJsonRequest.Function] = 8 * 1024,
        [HandleNotificationJsonRequest.Function] = 64 * 1024,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

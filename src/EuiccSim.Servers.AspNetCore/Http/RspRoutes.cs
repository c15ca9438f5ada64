using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Bindings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Servers.AspNetCore.Http;

/// <summary>The paths of both bindings, whichever server is behind them. SGP.22 v2.5 §6.1, §6.5, §6.6.</summary>
internal static class RspRoutes
{
    /// <summary>POST /gsma/rsp2/INTERFACE/FUNCTION with JSON.</summary>
    internal static void MapFunction(
        this IEndpointRouteBuilder routes, string interfaceName, string function, int maxSize, Action<Rejection> rejected, Func<HttpContext, Octets, ValueTask<Es9HttpResponse>> answer)
    {
        RspBody form = new(RspHttpWords.Json, maxSize);
        routes.MapPost(RspHttpWords.PathOf(interfaceName, function), http => RspHttp.AnswerAsync(http, function, form, rejected, body => answer(http, body)));
    }

    /// <summary>POST /gsma/rsp2/asn1.</summary>
    internal static void MapAsn1(this IEndpointRouteBuilder routes, Action<Rejection> rejected, Func<Octets, ValueTask<Es9HttpResponse>> answer) =>
        routes.MapPost(RspHttpWords.Asn1Path, http => RspHttp.AnswerAsync(http, "asn1", s_asn1, rejected, answer));

    private static readonly RspBody s_asn1 = new(RspHttpWords.Asn1, 48 * 1024);
}

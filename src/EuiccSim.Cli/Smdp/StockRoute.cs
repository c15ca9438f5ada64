using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Smdp;
using EuiccSim.Smdp.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Cli.Smdp;

/// <summary>
/// A path of our own beside ES2+, for which SGP.22 has no function: POST /euiccsim/stock puts a profile package into stock, with the limits
/// that its order shall have.
/// </summary>
internal static class StockRoute
{
    internal static void Map(IEndpointRouteBuilder routes, SmdpServer server) => routes.MapPost(Path, http => AnswerAsync(http, server));

    private static async Task AnswerAsync(HttpContext http, SmdpServer server)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxSize;
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        (http.Response.StatusCode, string text) = Add(server, Octets.Of(body.GetBuffer().AsSpan(0, (int)body.Length)), http.Request.Query);
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static (int Status, string Text) Add(SmdpServer server, Octets package, IQueryCollection query)
    {
        Profile profile;
        try
        {
            profile = Stock.ProfileOf(package, query["type"], server.Options.Address);
        }
        catch (CommandFailure fault)
        {
            return (StatusCodes.Status400BadRequest, fault.Message);
        }
        try
        {
            ProfileOrder? known = server.Orders.Find(profile.Iccid);
            if (known is { State: OrderState.Available } && known.Profile.Package == package) return (StatusCodes.Status200OK, profile.Iccid.Digits);
            server.Orders.Add(new ProfileOrder
            {
                Profile = profile,
                MaxDownloadAttempts = int.TryParse(query["attempts"], CultureInfo.InvariantCulture, out int attempts) ? attempts : null,
                ExpiresAt = DateTimeOffset.TryParse(query["expires"], CultureInfo.InvariantCulture, out DateTimeOffset expires) ? expires : null,
            });
            return (StatusCodes.Status200OK, profile.Iccid.Digits);
        }
        catch (ArgumentException)
        {
            return (StatusCodes.Status409Conflict, $"The server has another profile with the ICCID {profile.Iccid}; --iccid gives this one its own.");
        }
    }

    internal const string Path = "/euiccsim/stock";
    private const int MaxSize = 4 * 1024 * 1024;
}

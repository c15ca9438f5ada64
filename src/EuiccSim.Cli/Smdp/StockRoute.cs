using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Smdp;
using EuiccSim.Smdp.Orders;
using EuiccSim.Smdp.Storage;
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
        int? attempts = int.TryParse(query["attempts"], CultureInfo.InvariantCulture, out int count) ? count : null;
        DateTimeOffset? expires = DateTimeOffset.TryParse(query["expires"], CultureInfo.InvariantCulture, out DateTimeOffset end) ? end : null;
        try
        {
            return TryTake(server, profile, attempts, expires)
                ? (StatusCodes.Status200OK, profile.Iccid.Digits)
                : (StatusCodes.Status409Conflict, $"The server has another profile with the ICCID {profile.Iccid}, or has sold this one; --iccid gives it another.");
        }
        catch (StateValueException fault)
        {
            return (StatusCodes.Status400BadRequest, fault.Message);
        }
        catch (SmdpStoreException)
        {
            // Where the state is, is not the caller's business.
            return (StatusCodes.Status503ServiceUnavailable, "The server cannot keep anything now: its state cannot be written or read.");
        }
    }

    /// <summary>What is in stock already, and not ordered, is taken as it is, with what this order shall have.</summary>
    private static bool TryTake(SmdpServer server, Profile profile, int? attempts, DateTimeOffset? expires)
    {
        if (server.Orders.Find(profile.Iccid) is { } known)
        {
            return known.State == OrderState.Available && known.Profile.Package == profile.Package
                && server.Orders.TryUpdate(known, known with
                {
                    MaxDownloadAttempts = attempts ?? known.MaxDownloadAttempts,
                    ExpiresAt = expires ?? known.ExpiresAt,
                });
        }
        try
        {
            server.Orders.Add(new ProfileOrder { Profile = profile, MaxDownloadAttempts = attempts, ExpiresAt = expires });
            return true;
        }
        catch (ArgumentException e) when (e is not StateValueException)
        {
            // Somebody was faster.
            return false;
        }
    }

    internal const string Path = "/euiccsim/stock";
    private const int MaxSize = 4 * 1024 * 1024;
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.AspNetCore.Http;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using StatusCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace EuiccSim.Servers.AspNetCore.SmDp;

/// <summary>
/// A path of our own beside ES2+, for which SGP.22 has no function: POST /euiccsim/stock puts a profile package into stock, with the limits
/// that its order shall have.
/// </summary>
public static class StockRoute
{
    /// <summary>
    /// Adds the path. The query may tell "type" (the profile type), "attempts" and "expires" (ISO 8601), and of the metadata "provider", "name", "icon"
    /// (base64), "class", "rules" and "owner", as <see cref="ProfileDescription.Read"/> has them; the answer is the ICCID, a refusal
    /// has the form that all of the server have.
    /// </summary>
    /// <param name="routes">Where to add it: where the client certificate of an operator is asked for (<see cref="Es2HostOptions.Map"/>).</param>
    /// <param name="server">Whose stock it is.</param>
    public static void Map(IEndpointRouteBuilder routes, SmdpServer server) => routes.MapPost(Path, http => AnswerAsync(http, server));

    private static async Task AnswerAsync(HttpContext http, SmdpServer server)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxSize;
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Octets package = Octets.Of(body.GetBuffer().AsSpan(0, (int)body.Length));
        (int status, string text) = await AddAsync(server, SmdpRoutes.OperatorOf(http), package, http.Request.Query);
        if (status == StatusCodes.Status200OK) await http.Response.WriteAsync(text, http.RequestAborted);
        else await RspHttp.RejectAsync(http, Rejection.Of("stock", status, text), server.Reject);
    }

    private static async Task<(int Status, string Text)> AddAsync(SmdpServer server, string? operatorName, Octets package, IQueryCollection query)
    {
        // What it brings would be everybody's.
        if (operatorName is null) return (StatusCodes.Status403Forbidden, "The certificate names no operator.");
        if (!TryRead(query["attempts"], Attempts, out int? attempts) || !TryRead(query["expires"], Expiry, out DateTimeOffset? expires))
            return (StatusCodes.Status400BadRequest, "attempts takes a number above 0, expires a time.");
        Profile profile;
        ProfileDescription description;
        try
        {
            description = Description(query);
            profile = Profile.ForServer(package, server.Options.Address, description) with { ProfileType = query["type"] };
        }
        catch (Asn1ContentException fault)
        {
            return (StatusCodes.Status400BadRequest, $"Not a profile package: {fault.Message}.");
        }
        catch (FormatException fault)
        {
            return (StatusCodes.Status400BadRequest, $"The profile cannot be described so: {fault.Message}.");
        }
        try
        {
            return await server.Es2.ForOperator(operatorName).AddToStockAsync(profile, attempts, expires, describesAnew: !description.IsEmpty) switch
            {
                OrderOutcome.Refused { StatusCode: var code } => (StatusCodes.Status409Conflict, Explain(profile, code)),
                _ => (StatusCodes.Status200OK, profile.Iccid.Digits),
            };
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

    private static ProfileDescription Description(IQueryCollection query)
    {
        string? icon = query["icon"];
        byte[] picture = new byte[icon?.Length ?? 0];
        int length = 0;
        if (icon is not null && !Convert.TryFromBase64String(icon, picture, out length)) throw new FormatException("the icon is not in base64");
        return ProfileDescription.Read(query["provider"], query["name"], icon is null ? null : Octets.Of(picture.AsSpan(0, length)), query["class"],
            query["rules"] is [{ } rules] ? [rules] : null, query["owner"]);
    }

    private static string Explain(Profile profile, StatusCode code) => code.ToString() switch
    {
        "8.2.5/1.2" => $"The profile type '{profile.ProfileType}' is not yours.",
        "8.2.5/3.8" => $"The profile {profile.Iccid} is in stock under another type.",
        "8.2.1/1.2" => $"The server has a profile with the ICCID {profile.Iccid} that is another operator's; --iccid gives yours another.",
        _ => $"The server has another profile with the ICCID {profile.Iccid}, or has sold this one; --iccid gives it another.",
    };

    private static bool TryRead<T>(string? text, Func<string, T?> read, out T? value)
        where T : struct
    {
        value = text is null ? null : read(text);
        return text is null || value is not null;
    }

    private static int? Attempts(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;

    private static DateTimeOffset? Expiry(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset end) ? end : null;

    /// <summary>The path.</summary>
    public const string Path = "/euiccsim/stock";
    private const int MaxSize = 4 * 1024 * 1024;
}

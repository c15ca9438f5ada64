using System.Globalization;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.AspNetCore.SmDp;

/// <summary>The other side of <see cref="StockRoute"/>: puts packages into a running server's stock.</summary>
/// <param name="http">The way there, with an operator's certificate.</param>
/// <param name="address">Whom to call: a host name, with a port where one is given.</param>
/// <threadsafety>As safe as the client.</threadsafety>
public sealed class StockClient(RspHttpClient http, string address)
{
    /// <summary>Puts one package into stock.</summary>
    /// <param name="package">The unprotected profile package, DER.</param>
    /// <param name="profileType">The profile type; null for none.</param>
    /// <param name="attempts">How many downloads may be tried; null for the server's own limit.</param>
    /// <param name="expires">When its order ends; null for never.</param>
    /// <param name="description">Names, icon, class and policy rules; null to have the server make names up.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="Es9TransportException">The server cannot be reached, or answers with another HTTP status.</exception>
    public async Task<StockAnswer> PutAsync(
        Octets package, string? profileType = null, int? attempts = null, DateTimeOffset? expires = null, ProfileDescription? description = null,
        CancellationToken cancellationToken = default)
    {
        List<string> query = [];
        Add("type", profileType);
        Add("attempts", attempts?.ToString(CultureInfo.InvariantCulture));
        Add("expires", expires?.ToString("O", CultureInfo.InvariantCulture));
        Add("provider", description?.ServiceProvider);
        Add("name", description?.Name);
        Add("icon", description?.Icon is { } icon ? Convert.ToBase64String(icon.Span) : null);
        Add("class", description?.ClassName);
        Add("rules", description?.PolicyRuleNames);
        Add("owner", description?.Owner);
        string path = query.Count == 0 ? StockRoute.Path : $"{StockRoute.Path}?{string.Join('&', query)}";
        Es9HttpResponse answer = await http.PostAsync(address, path, "application/octet-stream", package, cancellationToken).ConfigureAwait(false);
        string text = ServerWords.In(answer.Body) ?? "";
        return answer.Status switch
        {
            200 when ReadIccid(text) is { } iccid => new StockAnswer.Taken(iccid),
            200 => throw new Es9TransportException($"{address} answered something else than an ICCID.") { Fault = Es9TransportFault.NotEs9 },
            409 => new StockAnswer.Refused(text, IsInUse: true),
            400 => new StockAnswer.Refused(text, IsInUse: false),
            404 or 405 or 501 => new StockAnswer.NoStock(),
            _ => throw HttpStatusFaults.Describe(address, "stock", answer),
        };

        void Add(string name, string? value)
        {
            if (value is not null) query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private static Iccid? ReadIccid(string text)
    {
        try
        {
            return Iccid.FromDigits(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>What a server said to a package for its stock.</summary>
public abstract record StockAnswer
{
    private StockAnswer()
    {
    }

    /// <summary>It is in stock.</summary>
    /// <param name="Iccid">The profile.</param>
    public sealed record Taken(Iccid Iccid) : StockAnswer;

    /// <summary>It is not.</summary>
    /// <param name="Reason">The server's words.</param>
    /// <param name="IsInUse">True where the profile is there already, or ordered; false where the package is none.</param>
    public sealed record Refused(string Reason, bool IsInUse) : StockAnswer;

    /// <summary>The server has no such path: it gets its packages in another way, as SGP.22 leaves open.</summary>
    public sealed record NoStock : StockAnswer;
}

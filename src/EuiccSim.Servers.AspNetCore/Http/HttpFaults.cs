using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StatusCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace EuiccSim.Servers.AspNetCore.Http;

/// <summary>
/// What comes to no path of the server, or breaks while a request is read or its answer made, and is no fault of this program: answered with
/// what it is, in words, and told to the server.
/// </summary>
/// <param name="rejected">Told of each.</param>
internal sealed class HttpFaults(Action<Rejection> rejected)
{
    internal async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            bool isBare = http.Response is { HasStarted: false, ContentLength: null, ContentType: null };
            if (isBare && http.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
                await RejectAsync(http, http.Response.StatusCode, PathFault(http));
        }
        catch (SmdpStoreException) when (!http.Response.HasStarted)
        {
            await RejectAsync(http, StatusCodes.Status503ServiceUnavailable, "the server's state cannot be read or written now");
        }
        catch (BadHttpRequestException fault)
        {
            // Kestrel answers it, and closes the connection.
            rejected(Rejection.Of(http.Request.Path, fault.StatusCode, fault.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => "the body came too slowly",
                StatusCodes.Status413PayloadTooLarge => "the body is too long",
                _ => "the body is not framed as it should be, or ends too early",
            }));
            throw;
        }
        catch (IOException fault) when (fault is not SmdpStoreException && !http.Response.HasStarted)
        {
            // A chunk size that overflows, which Kestrel does not tell by itself. Nobody knows where the next request would begin.
            http.Response.Headers.Connection = "close";
            bool hasGone = http.RequestAborted.IsCancellationRequested;
            await RejectAsync(http, StatusCodes.Status400BadRequest, hasGone ? "the client hung up in the middle of its request" : "the body is not framed as it should be");
        }
    }

    private Task RejectAsync(HttpContext http, int status, string reason) => RspHttp.RejectAsync(http, Rejection.Of(http.Request.Path, status, reason), rejected);

    private static string PathFault(HttpContext http)
    {
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            return $"{http.Request.Method} is not taken here; {http.Response.Headers.Allow} is";
        IEnumerable<string?> paths = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText).Order(StringComparer.Ordinal);
        return $"there is nothing at this path; there is at {string.Join(", ", paths)}";
    }
}

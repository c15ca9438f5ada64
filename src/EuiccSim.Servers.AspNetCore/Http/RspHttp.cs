using System.Buffers;
using System.IO.Pipelines;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StatusCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace EuiccSim.Servers.AspNetCore.Http;

/// <summary>HTTP as SGP.22 wants it: one POST, its headers, a small body. SGP.22 v2.5 §6.2 to §6.4.</summary>
internal static class RspHttp
{
    /// <summary>Answers a request, if its headers and its body's size are right; otherwise tells with an HTTP status what is wrong.</summary>
    /// <param name="http">The request.</param>
    /// <param name="mediaType">The one media type that the body may have.</param>
    /// <param name="maxSize">The octets that the body may have at most.</param>
    /// <param name="answer">Gives the answer to a whole body.</param>
    internal static async Task AnswerAsync(HttpContext http, string mediaType, int maxSize, Func<Octets, ValueTask<Es9HttpResponse>> answer)
    {
        http.Response.Headers[RspHttpWords.AdminProtocol] = OwnVersion;
        if (!IsOfType(http.Request, mediaType)) Refuse(http, StatusCodes.Status415UnsupportedMediaType);
        else if (!IsRsp(http.Request)) Refuse(http, StatusCodes.Status400BadRequest);
        else if (await ReadAsync(http, maxSize) is not { } body) Refuse(http, StatusCodes.Status413PayloadTooLarge);
        else await WriteAsync(http, mediaType, await answer(body));
    }

    /// <summary>
    /// Answers what breaks while a request is read or its answer made, and is no fault of this program, with what it is: a body that is not
    /// framed as it should be (400; Kestrel tells only some of these so by itself, not a chunk size that overflows), or a state that cannot be
    /// reached (503).
    /// </summary>
    internal static async Task WithoutInternalErrors(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (SmdpStoreException) when (!http.Response.HasStarted)
        {
            Refuse(http, StatusCodes.Status503ServiceUnavailable);
        }
        catch (IOException fault) when (fault is not (BadHttpRequestException or SmdpStoreException) && !http.Response.HasStarted)
        {
            // Nobody knows where the next request would begin.
            http.Response.Headers.Connection = "close";
            Refuse(http, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>An answer without a body.</summary>
    internal static void Refuse(HttpContext http, int status) => http.Response.StatusCode = status;

    private static async Task WriteAsync(HttpContext http, string mediaType, Es9HttpResponse answer)
    {
        http.Response.StatusCode = answer.Status;
        // Also where there is no body: a client in the field (pySim's) looks at it before anything else.
        http.Response.ContentType = mediaType;
        if (answer.Body.IsEmpty) return;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.BodyWriter.WriteAsync(answer.Body.Memory, http.RequestAborted);
    }

    // "application/json", with or without parameters: some clients add a charset, which can only be UTF-8.
    private static bool IsOfType(HttpRequest request, string mediaType)
    {
        ReadOnlySpan<char> type = request.ContentType;
        int end = type.IndexOf(';');
        if (end >= 0) type = type[..end];
        return type.Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsRsp(HttpRequest request) =>
        request.Headers[RspHttpWords.AdminProtocol] is [{ } version] && version.StartsWith(RspHttpWords.VersionPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole body, or null if it is longer than it may be.</summary>
    private static async Task<Octets?> ReadAsync(HttpContext http, int maxSize)
    {
        if (http.Request.ContentLength > maxSize) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = maxSize;
        PipeReader reader = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(http.RequestAborted);
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (buffer.Length > maxSize)
            {
                reader.AdvanceTo(buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                Octets body = Octets.Wrap(buffer.ToArray());
                reader.AdvanceTo(buffer.End);
                return body;
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private const string OwnVersion = RspHttpWords.VersionPrefix + "2.5.0";
}

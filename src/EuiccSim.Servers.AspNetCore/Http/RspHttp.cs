using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.Bindings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StatusCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace EuiccSim.Servers.AspNetCore.Http;

/// <summary>HTTP as SGP.22 wants it: one POST, its headers, a small body. SGP.22 v2.5 §6.2 to §6.4.</summary>
internal static class RspHttp
{
    /// <summary>
    /// Answers a request, if its headers and its body's size are right; otherwise tells with an HTTP status, and in words, what is wrong.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="function">The function, or "asn1" where the body alone tells.</param>
    /// <param name="form">What the body must be.</param>
    /// <param name="rejected">Told of what is wrong.</param>
    /// <param name="answer">Gives the answer to a whole body.</param>
    internal static async Task AnswerAsync(HttpContext http, string function, RspBody form, Action<Rejection> rejected, Func<Octets, ValueTask<Es9HttpResponse>> answer)
    {
        http.Response.Headers[RspHttpWords.AdminProtocol] = OwnVersion;
        if (FaultOf(http.Request, form) is { } fault)
        {
            await RejectAsync(http, Rejection.Of(function, fault.Status, fault.Reason), rejected);
        }
        else if (await ReadAsync(http, form.MaxSize) is not { } body)
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"the body has more than {form.MaxSize} octets");
            await RejectAsync(http, Rejection.Of(function, StatusCodes.Status413PayloadTooLarge, reason), rejected);
        }
        else
        {
            await WriteAsync(http, form.MediaType, await answer(body));
        }
    }

    /// <summary>Answers with an HTTP status and with what is wrong, and tells the server.</summary>
    internal static Task RejectAsync(HttpContext http, Rejection rejection, Action<Rejection> rejected)
    {
        rejected(rejection);
        return WriteAsync(http, RspHttpWords.Json, rejection.ToResponse());
    }

    private static async Task WriteAsync(HttpContext http, string mediaType, Es9HttpResponse answer)
    {
        http.Response.StatusCode = answer.Status;
        // Also where there is no body: a client in the field (pySim's) looks at it before anything else.
        http.Response.ContentType = answer.Status >= StatusCodes.Status400BadRequest ? RspHttpWords.Json : mediaType;
        if (answer.Body.IsEmpty) return;
        http.Response.ContentLength = answer.Body.Length;
        // To HEAD there is no body, whatever its length.
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await http.Response.BodyWriter.WriteAsync(answer.Body.Memory, http.RequestAborted);
    }

    private static (int Status, string Reason)? FaultOf(HttpRequest request, RspBody form)
    {
        if (!IsOfType(request, form.MediaType))
            return (StatusCodes.Status415UnsupportedMediaType, $"Content-Type {Shown(request.ContentType)}, and has to be {form.MediaType}");
        string coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return (StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding is '{coding}', and requests are not compressed");
        string? version = request.Headers[RspHttpWords.AdminProtocol] is [{ } one] ? one : request.Headers[RspHttpWords.AdminProtocol].ToString();
        return IsRsp(request)
            ? null
            : (StatusCodes.Status400BadRequest, $"{RspHttpWords.AdminProtocol} {Shown(version)}, and has to be {RspHttpWords.VersionPrefix}x.y.z ({OwnVersion} for example)");
    }

    private static string Shown(string? header) => string.IsNullOrEmpty(header) ? "is missing" : $"is '{header}'";

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

/// <summary>What the body of a request must be.</summary>
/// <param name="MediaType">The one media type that it may have.</param>
/// <param name="MaxSize">The octets that it may have at most.</param>
internal sealed record RspBody(string MediaType, int MaxSize);

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>The JSON binding of ES2+, ES9+, ES11 and ES12: whole bodies to messages and back. SGP.22 v2.5 §6.5.</summary>
public static class RspJson
{
    /// <summary>The body of a request, UTF-8.</summary>
    public static Octets WriteRequest<T>(T request)
        where T : IRspJson<T> => WriteBody(null, request.Write);

    /// <summary>The request that a body stands for.</summary>
    /// <exception cref="RspMessageException">Not such a request.</exception>
    public static T ReadRequest<T>(Octets body)
        where T : IRspJson<T> => ReadBody(body, T.Read);

    /// <summary>The body of a response after success, UTF-8, with its header.</summary>
    public static Octets WriteResponse<T>(T response)
        where T : IRspJson<T> => WriteBody(ResponseHeader.Success, response.Write);

    /// <summary>The body of a response that has a header and no more: after a failure, or where there is no output data.</summary>
    public static Octets WriteResponse(ResponseHeader header) => WriteBody(header, static _ => { });

    /// <summary>The response that a body stands for: a message, or why there is none.</summary>
    /// <exception cref="RspMessageException">Not such a response.</exception>
    public static RspResult<T> ReadResponse<T>(Octets body)
        where T : IRspJson<T> => ReadBody<RspResult<T>>(body, static json =>
    {
        ResponseHeader header = ReadHeader(json);
        return header.IsSuccess ? new RspResult<T>.Ok(T.Read(json)) : new RspResult<T>.Failed(header);
    });

    /// <summary>The header that a body stands for, of a response that has no output data. Whatever else is in it is not looked at.</summary>
    /// <exception cref="RspMessageException">Not such a response.</exception>
    public static ResponseHeader ReadResponse(Octets body) => ReadBody(body, ReadHeader);

    private static ResponseHeader ReadHeader(JsonObjectReader json) => json.Object("header").Object<ResponseHeader>("functionExecutionStatus");

    private static Octets WriteBody(ResponseHeader? header, Action<JsonObjectWriter> writeFields)
    {
        using BorrowedBuffer body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            if (header is not null)
            {
                json.WriteStartObject("header");
                new JsonObjectWriter(json).Object("functionExecutionStatus", header);
                json.WriteEndObject();
            }
            writeFields(new(json));
            json.WriteEndObject();
        }

        return Octets.Of(body.Written);
    }

    private static T ReadBody<T>(Octets body, Func<JsonObjectReader, T> read)
    {
        try
        {
            // A byte order mark has no place there, and comes all the same (RFC 8259 §8.1).
            using JsonDocument document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body.Slice(3).Memory : body.Memory);
            return read(new(document.RootElement, ""));
        }
        catch (JsonException fault)
        {
            throw new RspMessageException(body.IsEmpty ? "the body is empty, and should be a JSON object" : $"the body cannot be read: {FaultWords.Of(fault)}", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new RspMessageException("the body has a string with escapes, or octets, that form no text", fault);
        }
    }
}

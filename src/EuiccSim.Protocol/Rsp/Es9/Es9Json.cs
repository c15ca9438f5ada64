using System.Buffers;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>The JSON binding of ES9+ and ES11: whole bodies to messages and back. SGP.22 v2.5 §6.5.</summary>
public static class Es9Json
{
    /// <summary>The body of a request, UTF-8.</summary>
    public static Octets WriteRequest<T>(T request)
        where T : IEs9Json<T> => WriteBody(null, request.Write);

    /// <summary>The request that a body stands for.</summary>
    /// <exception cref="Es9MessageException">Not such a request.</exception>
    public static T ReadRequest<T>(Octets body)
        where T : IEs9Json<T> => ReadBody(body, T.Read);

    /// <summary>The body of a response after success, UTF-8, with its header.</summary>
    public static Octets WriteResponse<T>(T response)
        where T : IEs9Json<T> => WriteBody(ResponseHeader.Success, response.Write);

    /// <summary>The body of a response that has a header and no more: after a failure, or where there is no output data.</summary>
    public static Octets WriteResponse(ResponseHeader header) => WriteBody(header, static _ => { });

    /// <summary>The response that a body stands for: a message, or why there is none.</summary>
    /// <exception cref="Es9MessageException">Not such a response.</exception>
    public static Es9Result<T> ReadResponse<T>(Octets body)
        where T : IEs9Json<T> => ReadBody<Es9Result<T>>(body, static json =>
    {
        ResponseHeader header = ResponseHeader.Read(json.Object("header"));
        return header.IsSuccess ? new Es9Result<T>.Ok(T.Read(json)) : new Es9Result<T>.Failed(header);
    });

    private static Octets WriteBody(ResponseHeader? header, Action<Es9JsonWriter> writeFields)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            header?.Write(new Es9JsonWriter(json));
            writeFields(new(json));
            json.WriteEndObject();
        }

        return Octets.Wrap(body.WrittenMemory);
    }

    private static T ReadBody<T>(Octets body, Func<Es9JsonReader, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Memory);
            return read(new(document.RootElement, ""));
        }
        catch (JsonException fault)
        {
            throw new Es9MessageException($"not JSON: {fault.Message}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // A string, or a property's name, with escapes that form no text.
            throw new Es9MessageException($"not JSON text: {fault.Message}", fault);
        }
    }
}

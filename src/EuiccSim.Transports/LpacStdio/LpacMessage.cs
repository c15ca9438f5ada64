using System.Buffers;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.LpacStdio;

/// <summary>The lines of lpac's stdio interface: JSON objects with "type" and "payload". lpac, docs/backends/stdio.md.</summary>
internal static class LpacMessage
{
    /// <summary>A request as lpac sends it: {"type":"apdu","payload":{"func":"transmit","param":"hex"}}.</summary>
    internal readonly record struct Request(string Function, Octets Parameter);

    /// <summary>An answer as lpac takes it: {"type":"apdu","payload":{"ecode":0,"data":"hex"}}.</summary>
    internal readonly record struct Response(int Code, Octets? Data);

    /// <summary>True if the line is about APDUs; others carry progress and results of lpac, or HTTP.</summary>
    internal static bool IsApdu(string line, out JsonElement payload)
    {
        payload = default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || StringOf(root, "type") != "apdu") return false;
            if (!root.TryGetProperty("payload", out JsonElement found) || found.ValueKind != JsonValueKind.Object) return false;
            payload = found.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A name of a member that is no text: half a surrogate pair.
            return false;
        }
    }

    /// <summary>The request in a payload; null if there is no function, its parameter is not hexadecimal, or a member is there twice.</summary>
    internal static Request? ReadRequest(JsonElement payload)
    {
        if (IsAmbiguous(payload)) return null;
        if (StringOf(payload, "func") is not { } function) return null;
        return Hex.TryParse(StringOf(payload, "param") ?? "") is { } parameter ? new(function, parameter) : null;
    }

    /// <summary>The answer in a payload; null if it has no code, its data are not hexadecimal, or a member is there twice.</summary>
    internal static Response? ReadResponse(JsonElement payload)
    {
        if (IsAmbiguous(payload)) return null;
        if (!payload.TryGetProperty("ecode", out JsonElement code) || code.ValueKind != JsonValueKind.Number) return null;
        if (!code.TryGetInt32(out int value)) return null;
        if (StringOf(payload, "data") is not { } digits) return new(value, null);
        return Hex.TryParse(digits) is { } data ? new(value, data) : null;
    }

    internal static byte[] Write(Request request) => Write(writer =>
    {
        writer.WriteString("func", request.Function);
        if (request.Parameter.IsEmpty) writer.WriteNull("param");
        else writer.WriteString("param", Convert.ToHexStringLower(request.Parameter.Span));
    });

    internal static byte[] Write(Response response) => Write(writer =>
    {
        writer.WriteNumber("ecode", response.Code);
        if (response.Data is { } data) writer.WriteString("data", Convert.ToHexStringLower(data.Span));
    });

    private static byte[] Write(Action<Utf8JsonWriter> payload)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "apdu");
            writer.WriteStartObject("payload");
            payload(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Null also for what is no text: half a surrogate pair.</summary>
    private static string? StringOf(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>True if a member is there twice, of which every reader takes another one, or has a name that is no text.</summary>
    private static bool IsAmbiguous(JsonElement payload)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        try
        {
            foreach (JsonProperty member in payload.EnumerateObject())
                if (!names.Add(member.Name)) return true;
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    internal const string Connect = "connect";
    internal const string Disconnect = "disconnect";
    internal const string OpenChannel = "logic_channel_open";
    internal const string CloseChannel = "logic_channel_close";
    internal const string Transmit = "transmit";
    internal const int MaximumLength = 0x100000;
}

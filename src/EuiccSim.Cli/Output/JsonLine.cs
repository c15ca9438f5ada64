using System.Text;
using System.Text.Encodings.Web;

namespace EuiccSim.Cli.Output;

/// <summary>One JSON object on one line.</summary>
internal static class JsonLine
{
    internal static void Write(TextWriter output, string eventName, Action<Utf8JsonWriter> members)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("event", eventName);
            members(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Flush();
    }

    /// <summary>The last line: "ok", the members of the result, and "error" where there is one.</summary>
    internal static void WriteResult(TextWriter output, CommandFailure? failure, Action<Utf8JsonWriter> members) => Write(output, "result", json =>
    {
        json.WriteBoolean("ok", failure is null);
        members(json);
        if (failure is not null) WriteError(json, failure);
    });

    private static void WriteError(Utf8JsonWriter json, CommandFailure failure)
    {
        json.WriteStartObject("error");
        json.WriteString("function", failure.Function);
        json.WriteString("code", failure.Code);
        json.WriteString("name", failure.Name);
        json.WriteString("message", failure.Message);
        failure.WriteMore?.Invoke(json);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.Telemetry;

/// <summary>What every server tells of what it did not do, for programs that read its events.</summary>
internal static class RefusalJson
{
    /// <summary>A status code: "8.2.6/3.8", and the standard's words for it.</summary>
    internal static void WriteCode(Utf8JsonWriter json, StatusCode code)
    {
        json.WriteString("code", code.ToString());
        json.WriteString("reason", code.Description);
    }

    /// <summary>A function that answered with a status code.</summary>
    internal static void Write(Utf8JsonWriter json, string function, StatusCode code, string? detail, Eid? eid)
    {
        json.WriteString("function", function);
        WriteCode(json, code);
        if (detail is not null) json.WriteString("detail", detail);
        if (eid is { } known) json.WriteString("eid", known.Digits);
    }

    /// <summary>A request that no function got.</summary>
    internal static void Write(Utf8JsonWriter json, string function, int httpStatus, string reason)
    {
        json.WriteString("function", function);
        json.WriteNumber("httpStatus", httpStatus);
        json.WriteString("reason", reason);
    }
}

using System.Text.Json;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.SmDs;

/// <summary>Activities for programs that read what a server says.</summary>
internal static class SmdsActivityJson
{
    internal static void Write(Utf8JsonWriter json, SmdsActivity happened)
    {
        json.WriteString("time", happened.Time);
        switch (happened)
        {
            case SmdsActivity.Registered { Event: var record }:
                WriteEvent(json, record);
                break;
            case SmdsActivity.Deleted { Event: var record }:
                WriteEvent(json, record);
                break;
            case SmdsActivity.Retrieved it:
                json.WriteString("eid", it.Eid.Digits);
                json.WriteNumber("count", it.Count);
                break;
            case SmdsActivity.Refused it:
                RefusalJson.Write(json, it.Function, it.StatusCode, it.Detail, it.Eid);
                break;
            case SmdsActivity.RequestRejected it:
                RefusalJson.Write(json, it.Function, it.HttpStatus, it.Reason);
                break;
            case SmdsActivity.ConnectionRefused it:
                json.WriteString("client", it.Client);
                json.WriteString("reason", it.Reason);
                break;
            case SmdsActivity.NotAllowed it:
                RefusalJson.Write(json, it.Function, 403, it.Reason);
                break;
            case SmdsActivity.RootFailed it:
                json.WriteString("function", it.Function);
                json.WriteString("reason", it.Reason);
                break;
        }
        json.WriteString("message", happened.Describe());
    }

    private static void WriteEvent(Utf8JsonWriter json, EventRecord record)
    {
        json.WriteString("eid", record.Eid.Digits);
        json.WriteString("owner", record.Owner.Value);
    }
}

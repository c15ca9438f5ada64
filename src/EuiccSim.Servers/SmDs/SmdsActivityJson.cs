using System.Text.Json;

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
                json.WriteString("function", it.Function);
                json.WriteString("code", it.StatusCode.ToString());
                json.WriteString("reason", it.StatusCode.Description);
                if (it.Detail is not null) json.WriteString("detail", it.Detail);
                if (it.Eid is { } eid) json.WriteString("eid", eid.Digits);
                break;
            case SmdsActivity.RequestRejected it:
                json.WriteString("function", it.Function);
                json.WriteNumber("httpStatus", it.HttpStatus);
                json.WriteString("reason", it.Reason);
                break;
            case SmdsActivity.NotAllowed it:
                json.WriteString("function", it.Function);
                json.WriteNumber("httpStatus", 403);
                json.WriteString("reason", it.Reason);
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

using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>Events for programs that read what a server says.</summary>
internal static class SmdpEventJson
{
    internal static void Write(Utf8JsonWriter json, SmdpEvent happened)
    {
        json.WriteString("time", happened.Time);
        if (happened is OrderEvent order) WriteOrder(json, order);
        else WriteOther(json, happened);
        json.WriteString("message", happened.Describe());
    }

    private static void WriteOther(Utf8JsonWriter json, SmdpEvent happened)
    {
        switch (happened)
        {
            case SmdpEvent.Refused it:
                RefusalJson.Write(json, it.Function, it.StatusCode, it.Detail, it.Eid);
                break;
            case SmdpEvent.RequestRejected it:
                RefusalJson.Write(json, it.Function, it.HttpStatus, it.Reason);
                break;
            case SmdpEvent.ConnectionRefused it:
                json.WriteString("client", it.Client);
                json.WriteString("reason", it.Reason);
                break;
            case SmdpEvent.NotificationDropped it:
                json.WriteString("reason", StandardName.Of(it.Fault));
                break;
            case SmdpEvent.EventRegistered it:
                json.WriteString("iccid", it.Iccid.Digits);
                json.WriteString("smdsAddress", it.SmdsAddress);
                break;
            case SmdpEvent.EventDeleted it:
                json.WriteString("iccid", it.Iccid.Digits);
                json.WriteString("smdsAddress", it.SmdsAddress);
                break;
            case SmdpEvent.SmdsFailed it:
                json.WriteString("iccid", it.Iccid.Digits);
                json.WriteString("smdsAddress", it.SmdsAddress);
                json.WriteString("reason", it.Reason);
                break;
        }
    }

    private static void WriteOrder(Utf8JsonWriter json, OrderEvent happened)
    {
        json.WriteString("iccid", happened.Iccid.Digits);
        if (happened.EidOrNull is { } eid) json.WriteString("eid", eid.Digits);
        switch (happened)
        {
            case OrderEvent.Offered it:
                json.WriteString("transactionId", it.TransactionId.ToString());
                break;
            case OrderEvent.NotOffered it:
                json.WriteString("transactionId", it.TransactionId.ToString());
                RefusalJson.WriteCode(json, it.StatusCode);
                break;
            case OrderEvent.ConfirmationCodeRefused it:
                json.WriteBoolean("last", it.IsLast);
                break;
            case OrderEvent.Delivered it:
                json.WriteString("transactionId", it.TransactionId.ToString());
                json.WriteBoolean("repeated", it.IsRepeated);
                break;
            case OrderEvent.Installed it:
                json.WriteNumber("seqNumber", it.SeqNumber);
                json.WriteString("aid", it.IsdpAid.ToString());
                break;
            case OrderEvent.InstallationFailed it:
                json.WriteNumber("seqNumber", it.SeqNumber);
                json.WriteString("step", StandardName.Of(it.Command));
                json.WriteString("reason", StandardName.Of(it.Reason));
                json.WriteNumber("reasonCode", (int)it.Reason);
                it.Answer?.WriteMembers(json);
                break;
            case OrderEvent.Cancelled it:
                json.WriteString("transactionId", it.TransactionId.ToString());
                json.WriteString("reason", StandardName.Of(it.Reason));
                break;
            case OrderEvent.Notified it:
                json.WriteNumber("seqNumber", it.SeqNumber);
                json.WriteString("operation", StandardName.Of(it.Operation));
                break;
        }
    }
}

using System.Text.Json;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Store.Images;

/// <summary>What waits: notifications, a change of Profiles, a download.</summary>
internal static class PendingImage
{
    internal static void Write(Utf8JsonWriter json, CardState state)
    {
        json.WriteStartArray("notifications");
        foreach (StoredNotification notification in state.Notifications) json.WriteOctetsValue(notification.Encoded);
        json.WriteEndArray();
        PortImage.WriteSwitch(json, state.On(0));
        if (state.OneTimeKey is { } key) Write(json, key);
        if (state.PendingInstallation is { } installation) Write(json, installation);
    }

    internal static CardState Read(ImageNode node, CardState state) => state with
    {
        Notifications = [.. node["notifications"].Items().Select(ReadNotification)],
        OneTimeKey = node.Optional("oneTimeKey") is { } key ? ReadKey(key) : null,
        PendingInstallation = node.Optional("pendingInstallation") is { } installation ? ReadInstallation(installation) : null,
    };

    private static void Write(Utf8JsonWriter json, OneTimeKey key)
    {
        json.WriteStartObject("oneTimeKey");
        json.WriteString("smdpOid", key.SmdpOid.Value);
        json.WriteString("curve", key.CurveOid.Value);
        json.WriteOctets("scalar", key.Scalar);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PendingInstallation installation)
    {
        json.WriteStartObject("pendingInstallation");
        json.WriteString("transactionId", installation.TransactionId.ToString());
        json.WriteString("serverAddress", installation.ServerAddress);
        json.WriteString("smdpOid", installation.SmdpOid.Value);
        json.WriteOctets("ciPkId", installation.CiPkId);
        json.WriteOctets("iccid", installation.Iccid?.Ef);
        json.WriteString("command", installation.Command.ToString());
        json.WriteEndObject();
    }

    /// <summary>What ListNotification shows stands in what was signed.</summary>
    private static StoredNotification ReadNotification(ImageNode node)
    {
        Octets encoded = node.Octets();
        return node.Checked(() => Asn1Codec.Decode<PendingNotification>(encoded)) switch
        {
            PendingNotification.ProfileInstallationResult result =>
                new(result.Value.ProfileInstallationResultData.Value.NotificationMetadata, encoded),
            PendingNotification.Other other => new(other.Value.TbsOtherNotification.Value, encoded),
            _ => throw node.Fault("this is no notification"),
        };
    }

    private static OneTimeKey ReadKey(ImageNode node)
    {
        ImageNode curveOid = node.Only("smdpOid", "curve", "scalar")["curve"];
        EcCurve curve = EcCurve.FromOid(curveOid.Oid()) ?? throw curveOid.Fault("no curve that SGP.22 knows has this identifier");
        Octets scalar = node["scalar"].Octets();
        using EcKeyAgreementKey key = node["scalar"].Checked(() => EcKeyAgreementKey.FromScalar(curve, scalar.Span));
        return new(node["smdpOid"].Oid(), curve.Oid, key.PublicPoint, scalar);
    }

    private static PendingInstallation ReadInstallation(ImageNode node)
    {
        node.Only("transactionId", "serverAddress", "smdpOid", "ciPkId", "iccid", "command");
        return new(
            node["transactionId"].As(TransactionId.Parse),
            node["serverAddress"].Text(),
            node["smdpOid"].Oid(),
            node["ciPkId"].Octets(),
            node.Optional("iccid") is { } iccid ? Iccid.FromEf(iccid.Octets(10, 10)) : null,
            node["command"].Enumeration<BppCommandId>());
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.HandleNotification, JSON request. The answer is an HTTP status 204 and no body. SGP.22 v2.5 §5.6.4, §6.5.2.9.</summary>
public sealed record HandleNotificationJsonRequest : IEs9Json<HandleNotificationJsonRequest>, IEs9Request
{
    /// <summary>The notification, as the eUICC gave it ('BF37' or '30').</summary>
    public required Signed<PendingNotification> PendingNotification { get; init; }

    /// <inheritdoc/>
    public static string Function => "handleNotification";

    /// <inheritdoc/>
    public static HandleNotificationJsonRequest Read(Es9JsonReader json) =>
        new() { PendingNotification = json.Der<PendingNotification>("pendingNotification") };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json) => json.Der("pendingNotification", PendingNotification);
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>
/// ES9+.HandleNotification. It has no response; over HTTP the answer is status 204 and no body. SGP.22 v2.5 §5.6.4, §6.5.2.9, §6.6.2.5.
/// </summary>
[Asn1Sequence("[61]")] // 'BF3D'
[JsonMessage("handleNotification")]
public sealed partial record HandleNotification
{
    /// <summary>The notification, as the eUICC gave it ('BF37' or '30'). The ASN.1 module puts a tag around it here.</summary>
    [Retagged]
    public required Signed<PendingNotification> PendingNotification { get; init; }

    /// <summary>Passes on a notification as the eUICC gave it, whether or not it can be read: who judges it is the server.</summary>
    public static HandleNotification PassOn(Octets notification) => new() { PendingNotification = Signed<PendingNotification>.Unread(notification) };
}

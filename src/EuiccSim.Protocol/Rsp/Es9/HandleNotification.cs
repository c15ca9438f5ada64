using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.HandleNotification. It has no response. SGP.22 v2.5 §5.6.4, §6.6.2.5.</summary>
/// <remarks>
/// Not Signed: the module puts a tag around the CHOICE here, which is not what the eUICC sent. What it signed is kept inside.
/// </remarks>
[Asn1Sequence("[61]")] // 'BF3D'
public sealed partial record HandleNotification
{
    /// <summary>The notification.</summary>
    public required PendingNotification PendingNotification { get; init; }
}

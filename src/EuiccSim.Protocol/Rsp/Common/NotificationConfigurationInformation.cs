using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Whom to tell about which events of a profile. SGP.22 v2.5 §2.4a.1.1, §3.5.</summary>
[Asn1Sequence]
public sealed partial record NotificationConfigurationInformation
{
    /// <summary>The events.</summary>
    public required NotificationEvent ProfileManagementOperation { get; init; }

    /// <summary>The host name of the server to tell.</summary>
    public required string NotificationAddress { get; init; }
}

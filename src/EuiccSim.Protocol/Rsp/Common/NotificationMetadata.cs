using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>What a notification is about. SGP.22 v2.5 §5.7.9.</summary>
[Asn1Sequence("[47]")] // 'BF2F'
[ByField]
public sealed partial record NotificationMetadata
{
    /// <summary>Counts up by one for each notification of the eUICC.</summary>
    [Tag("[0]")]
    public required long SeqNumber { get; init; }

    /// <summary>What happened: one event.</summary>
    [Tag("[1]")]
    public required NotificationEvent ProfileManagementOperation { get; init; }

    /// <summary>The host name of the server to tell.</summary>
    public required string NotificationAddress { get; init; }

    /// <summary>The profile; absent if an installation failed before it was known.</summary>
    public Iccid? Iccid { get; init; }
}

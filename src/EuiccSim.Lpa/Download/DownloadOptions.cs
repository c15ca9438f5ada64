using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Lpa.Download;

/// <summary>What a download needs to know besides the Activation Code.</summary>
public sealed record DownloadOptions
{
    /// <summary>What the server is told about the device: TAC, IMEI, capabilities. The default is an LTE device without an IMEI.</summary>
    public DeviceInfo DeviceInfo { get; init; } = DefaultDevice;

    /// <summary>
    /// Shows the user what is offered and answers the decision. If null, everything is accepted, but a profile whose policy rules need
    /// consent is postponed: nobody is there to consent, and somebody may be another time.
    /// </summary>
    public Func<ProfileOffer, CancellationToken, ValueTask<UserDecision>>? AskUser { get; init; }

    /// <summary>
    /// The Confirmation Code as the user typed it, if it is known beforehand. Sent (hashed) only if the server wants one.
    /// </summary>
    public string? ConfirmationCode { get; init; }

    /// <summary>
    /// Asks the user for a Confirmation Code, if the server wants one and <see cref="ConfirmationCode"/> is null. Null: the user has
    /// none.
    /// </summary>
    public Func<ProfileOffer, CancellationToken, ValueTask<string?>>? AskConfirmationCode { get; init; }

    /// <summary>
    /// Whether servers are told of the installation at its end. If not, the notifications stay on the card, for
    /// <see cref="LpaClient.ProcessNotificationsAsync"/>.
    /// </summary>
    public bool SendsNotifications { get; init; } = true;

    /// <summary>
    /// What eUICC and server are told when the caller's cancellation token stops the download. By default "postponed", after which the same
    /// Activation Code can be used again; "endUserRejection" makes the server close the order.
    /// </summary>
    public CancelSessionReason CancellationReason { get; init; } = CancelSessionReason.Postponed;

    /// <summary>The same, with a device of this IMEI.</summary>
    public DownloadOptions WithImei(Imei imei) => this with { DeviceInfo = DeviceInfo with { Tac = imei.TacOctets, Imei = imei.Octets } };

    private static readonly DeviceInfo DefaultDevice = new()
    {
        Tac = Octets.FromHex("53926011"),
        DeviceCapabilities = new()
        {
            GsmSupportedRelease = new VersionType(5, 0),
            UtranSupportedRelease = new VersionType(9, 0),
            EutranEpcSupportedRelease = new VersionType(9, 0),
        },
    };
}

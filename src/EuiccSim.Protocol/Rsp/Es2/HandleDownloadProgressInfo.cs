using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>How far a download has come. SGP.22 v2.5 §5.3.5.</summary>
public enum NotificationPoint
{
    /// <summary>The checks of eligibility and of the number of attempts.</summary>
    EligibilityAndRetryLimitCheck = 1,

    /// <summary>The confirmation by the user.</summary>
    ConfirmationFailure = 2,

    /// <summary>The Bound Profile Package was asked for.</summary>
    BppDownload = 3,

    /// <summary>The eUICC told how the installation ended.</summary>
    BppInstallation = 4,
}

/// <summary>
/// ES2+.HandleDownloadProgressInfo, by which an SM-DP+ tells the operator. It is answered with the HTTP status 204. SGP.22 v2.5 §5.3.5,
/// §6.5.2.5.
/// </summary>
[JsonMessage("handleDownloadProgressInfo")]
public sealed partial record HandleDownloadProgressInfoRequest
{
    /// <summary>Who tells.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The eUICC, where it is known.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>Its type; empty if it has none.</summary>
    public required string ProfileType { get; init; }

    /// <summary>When it happened; told in whole seconds of UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Where in the procedure.</summary>
    public required NotificationPoint NotificationPointId { get; init; }

    /// <summary>How it went there.</summary>
    public required ResponseHeader NotificationPointStatus { get; init; }
}

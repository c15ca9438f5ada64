using System.Globalization;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

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
public sealed record HandleDownloadProgressInfoRequest : IEs9Json<HandleDownloadProgressInfoRequest>, IEs9Request
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

    /// <inheritdoc/>
    public static string Function => "handleDownloadProgressInfo";

    /// <inheritdoc/>
    public static HandleDownloadProgressInfoRequest Read(Es9JsonReader json) => new()
    {
        Header = RequestHeader.Read(json),
        Eid = json.OptionalEid("eid"),
        Iccid = json.Iccid("iccid"),
        ProfileType = json.Text("profileType"),
        Timestamp = ReadTime(json.Text("timestamp")),
        NotificationPointId = (NotificationPoint)json.Integer("notificationPointId"),
        NotificationPointStatus = ResponseHeader.ReadStatus(json, "notificationPointStatus"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.OptionalText("eid", Eid?.Digits);
        json.Text("iccid", Iccid.Digits);
        json.Text("profileType", ProfileType);
        json.Text("timestamp", Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.Integer("notificationPointId", (int)NotificationPointId);
        NotificationPointStatus.WriteStatus(json, "notificationPointStatus");
    }

    // W3C: YYYY-MM-DDThh:mm:ssTZD
    private static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new Es9MessageException($"timestamp: '{text}' is no time");
}

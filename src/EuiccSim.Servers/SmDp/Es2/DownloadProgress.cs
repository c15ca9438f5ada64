using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>What an operator is told of a download. SGP.22 v2.5 §3.1.3, §5.3.5.</summary>
public static class DownloadProgress
{
    /// <summary>The message that an event is told by; null for an event that operators are not told.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="profileType">The type of the profile; null for none.</param>
    /// <param name="header">Who tells.</param>
    public static HandleDownloadProgressInfoRequest? Of(OrderEvent happened, string? profileType, RequestHeader header)
    {
        if (Point(happened) is not { } at) return null;
        return new()
        {
            Header = header,
            Eid = at.Eid,
            Iccid = happened.Iccid,
            ProfileType = profileType ?? "",
            Timestamp = happened.Time,
            NotificationPointId = at.Id,
            NotificationPointStatus = at.Failure is { } code ? ResponseHeader.Failure(code, code.Description) : ResponseHeader.Success,
        };
    }

    private static (NotificationPoint Id, Eid? Eid, StatusCode? Failure)? Point(OrderEvent happened) => happened switch
    {
        OrderEvent.Offered it => (NotificationPoint.EligibilityAndRetryLimitCheck, it.Eid, null),
        OrderEvent.NotOffered it when it.StatusCode == StatusCodes.ProfileTypeNotEligible || it.StatusCode == StatusCodes.EuiccMemoryInsufficient =>
            (NotificationPoint.EligibilityAndRetryLimitCheck, it.Eid, it.StatusCode),
        OrderEvent.AttemptsExhausted => (NotificationPoint.EligibilityAndRetryLimitCheck, null, StatusCodes.DownloadOrderAttemptsExceeded),
        OrderEvent.ConfirmationCodeRefused it => (NotificationPoint.ConfirmationFailure, null,
            it.IsLast ? StatusCodes.ConfirmationCodeRetriesExceeded : StatusCodes.ConfirmationCodeRefused),
        // What leaves the order open is no end that the operator need know of.
        OrderEvent.Cancelled { StatusCode: { } code } => (NotificationPoint.ConfirmationFailure, null, code),
        OrderEvent.Delivered it => (NotificationPoint.BppDownload, it.Eid, null),
        OrderEvent.Installed it => (NotificationPoint.BppInstallation, it.Eid, null),
        OrderEvent.InstallationFailed it => (NotificationPoint.BppInstallation, it.Eid, Codes.EuiccFailed),
        _ => null,
    };
}

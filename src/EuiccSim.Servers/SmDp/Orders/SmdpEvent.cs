using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>Something that happened at the SM-DP+.</summary>
/// <param name="Time">When.</param>
public abstract record SmdpEvent(DateTimeOffset Time)
{
    /// <summary>What happened, in words for a person. MatchingIDs and codes are not in it.</summary>
    public string Describe() => this switch
    {
        Refused it => $"{it.Function} refused: {it.StatusCode} ({it.StatusCode.Description}){(it.Detail is null ? "" : $": {it.Detail}")}{(it.Eid is { } eid ? $" [EID {eid.Digits}]" : "")}",
        RequestRejected it => string.Create(CultureInfo.InvariantCulture, $"{it.Function} answered with HTTP {it.HttpStatus}: {it.Reason}"),
        ConnectionRefused it => $"connection of {it.Client} refused: {it.Reason}",
        NotificationDropped it => $"a notification dropped: {it.Fault}",
        EventRegistered it => $"{it.Iccid} announced at {it.SmdsAddress}",
        EventDeleted it => $"{it.Iccid} no longer announced at {it.SmdsAddress}",
        SmdsFailed it => $"{it.SmdsAddress} was not told about {it.Iccid}: {it.Reason}",
        OrderEvent.InstallationFailed it =>
            $"{it.Iccid} InstallationFailed on {it.Eid}: {StandardName.Of(it.Command)}, {StandardName.Of(it.Reason)}{(it.Answer is null ? "" : $": {it.Answer}")}",
        OrderEvent.NotOffered it => $"{it.Iccid} NotOffered to {it.Eid}: {it.StatusCode} ({it.StatusCode.Description})",
        OrderEvent.Cancelled it => $"{it.Iccid} Cancelled: {StandardName.Of(it.Reason)}",
        OrderEvent { EidOrNull: { } eid } it => $"{it.Iccid} {it.GetType().Name} [EID {eid.Digits}]",
        OrderEvent it => $"{it.Iccid} {it.GetType().Name}",
        _ => ToString(),
    };

    /// <summary>The kind of event, "installationFailed".</summary>
    public string ToName() => char.ToLowerInvariant(GetType().Name[0]) + GetType().Name[1..];

    /// <summary>Writes it as members of the object that is open. MatchingIDs and codes are not in it.</summary>
    public void WriteMembers(Utf8JsonWriter json) => SmdpEventJson.Write(json, this);

    /// <summary>A function was refused.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">The function of ES9+.</param>
    /// <param name="StatusCode">What the LPA was told.</param>
    public sealed record Refused(DateTimeOffset Time, string Function, StatusCode StatusCode) : SmdpEvent(Time)
    {
        /// <summary>The eUICC, as far as it is known; it need not have proven to be it.</summary>
        public Eid? Eid { get; init; }

        /// <summary>What is the matter, where the code does not say all; null otherwise.</summary>
        public string? Detail { get; init; }
    }

    /// <summary>A request that no function answers: malformed, with the wrong headers, or to a path where nothing is.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">The function, or the path where it is none.</param>
    /// <param name="HttpStatus">The HTTP status of the answer.</param>
    /// <param name="Reason">What is wrong; the client is told the same.</param>
    public sealed record RequestRejected(DateTimeOffset Time, string Function, int HttpStatus, string Reason) : SmdpEvent(Time);

    /// <summary>A connection that came to no request: a client certificate that is not accepted, or what is no TLS.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Client">The client's address and port.</param>
    /// <param name="Reason">What is wrong. The client is told no more than an alert of TLS.</param>
    public sealed record ConnectionRefused(DateTimeOffset Time, string Client, string Reason) : SmdpEvent(Time);

    /// <summary>A notification was dropped: the answer to the LPA is the same, but nothing was believed.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Fault">Why.</param>
    public sealed record NotificationDropped(DateTimeOffset Time, NotificationFault Fault) : SmdpEvent(Time);

    /// <summary>An order is announced at an SM-DS.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="SmdsAddress">The SM-DS.</param>
    public sealed record EventRegistered(DateTimeOffset Time, Iccid Iccid, string SmdsAddress) : SmdpEvent(Time);

    /// <summary>An order is no longer announced at an SM-DS.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="SmdsAddress">The SM-DS.</param>
    public sealed record EventDeleted(DateTimeOffset Time, Iccid Iccid, string SmdsAddress) : SmdpEvent(Time);

    /// <summary>An SM-DS could not be asked, or refused. What is owed to it is tried again.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="SmdsAddress">The SM-DS.</param>
    /// <param name="Reason">Why it failed.</param>
    public sealed record SmdsFailed(DateTimeOffset Time, Iccid Iccid, string SmdsAddress, string Reason) : SmdpEvent(Time);
}

/// <summary>Why a notification was dropped.</summary>
public enum NotificationFault
{
    /// <summary>It names no session with a delivery, or no profile of this SM-DP+.</summary>
    Unknown,

    /// <summary>The certificates in it are not accepted.</summary>
    InvalidCertificate,

    /// <summary>The signature does not verify.</summary>
    InvalidSignature,

    /// <summary>It is about another profile than the one delivered in the session, or from another eUICC.</summary>
    Mismatch,

    /// <summary>It came before.</summary>
    Repeated,
}

/// <summary>Something that happened to an order.</summary>
/// <param name="Time">When.</param>
/// <param name="Iccid">The order.</param>
public abstract record OrderEvent(DateTimeOffset Time, Iccid Iccid) : SmdpEvent(Time)
{
    /// <summary>True if the order may be of no more use to any eUICC after this.</summary>
    public bool MayEndOrder => this is Installed or InstallationFailed or Cancelled or AttemptsExhausted or ConfirmationCodeRefused;

    /// <summary>The eUICC that it is about; null where that is not known.</summary>
    internal Eid? EidOrNull => this switch
    {
        Offered it => it.Eid,
        NotOffered it => it.Eid,
        Delivered it => it.Eid,
        Installed it => it.Eid,
        InstallationFailed it => it.Eid,
        Notified it => it.Eid,
        _ => null,
    };

    /// <summary>The notification that told of it; null where it was none.</summary>
    internal NotificationMark? Notification => this switch
    {
        Installed installed => new(installed.Eid, installed.SeqNumber),
        InstallationFailed failed => new(failed.Eid, failed.SeqNumber),
        Notified notified => new(notified.Eid, notified.SeqNumber),
        _ => null,
    };

    /// <summary>An eUICC was authenticated and the order offered to it.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="TransactionId">The session.</param>
    /// <param name="Eid">The eUICC.</param>
    public sealed record Offered(DateTimeOffset Time, Iccid Iccid, TransactionId TransactionId, Eid Eid) : OrderEvent(Time, Iccid);

    /// <summary>An eUICC was authenticated, and the order is not for it, or not now. It stands in no history.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="TransactionId">The session.</param>
    /// <param name="Eid">The eUICC.</param>
    /// <param name="StatusCode">What the LPA was told.</param>
    public sealed record NotOffered(DateTimeOffset Time, Iccid Iccid, TransactionId TransactionId, Eid Eid, StatusCode StatusCode)
        : OrderEvent(Time, Iccid);

    /// <summary>More sessions have asked for it than are allowed; the order is in error.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    public sealed record AttemptsExhausted(DateTimeOffset Time, Iccid Iccid) : OrderEvent(Time, Iccid);

    /// <summary>A wrong Confirmation Code came.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="IsLast">True if it was one too many; the order is in error.</param>
    public sealed record ConfirmationCodeRefused(DateTimeOffset Time, Iccid Iccid, bool IsLast) : OrderEvent(Time, Iccid);

    /// <summary>A Bound Profile Package was delivered.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="TransactionId">The session.</param>
    /// <param name="Eid">The eUICC.</param>
    /// <param name="IsRepeated">True if it was the package of an earlier session, signed anew.</param>
    public sealed record Delivered(DateTimeOffset Time, Iccid Iccid, TransactionId TransactionId, Eid Eid, bool IsRepeated)
        : OrderEvent(Time, Iccid);

    /// <summary>The profile is installed.</summary>
    /// <param name="Time">When the notification came.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="Eid">The eUICC.</param>
    /// <param name="SeqNumber">The notification's number on the eUICC.</param>
    /// <param name="IsdpAid">The ISD-P, 5 to 16 octets.</param>
    public sealed record Installed(DateTimeOffset Time, Iccid Iccid, Eid Eid, long SeqNumber, Octets IsdpAid) : OrderEvent(Time, Iccid);

    /// <summary>The installation failed.</summary>
    /// <param name="Time">When the notification came.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="Eid">The eUICC.</param>
    /// <param name="SeqNumber">The notification's number on the eUICC.</param>
    /// <param name="Command">The step that failed.</param>
    /// <param name="Reason">Why.</param>
    public sealed record InstallationFailed(DateTimeOffset Time, Iccid Iccid, Eid Eid, long SeqNumber, BppCommandId Command,
        ErrorReason Reason) : OrderEvent(Time, Iccid)
    {
        /// <summary>What the eUICC said of the package's elements; null if it did not come so far.</summary>
        public PackageAnswer? Answer { get; init; }
    }

    /// <summary>The session was given up.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="TransactionId">The session.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Cancelled(DateTimeOffset Time, Iccid Iccid, TransactionId TransactionId, CancelSessionReason Reason)
        : OrderEvent(Time, Iccid)
    {
        /// <summary>What ES2+.HandleDownloadProgressInfo calls the reason; null for what leaves the order open. SGP.22 v2.5 §3.0.2, §5.3.5.</summary>
        public StatusCode? StatusCode => Reason switch
        {
            CancelSessionReason.Postponed or CancelSessionReason.Timeout => null,
            CancelSessionReason.EndUserRejection => new("8.8.5", "3.8"),
            CancelSessionReason.PprNotAllowed => new("8.2.8", "1.2"),
            CancelSessionReason.MetadataMismatch => new("8.2.9", "3.11"),
            CancelSessionReason.LoadBppExecutionError => new("8.2.10", "4.2"),
            _ => new("8", "4.2"),
        };
    }

    /// <summary>The eUICC told that the profile was enabled, disabled or deleted.</summary>
    /// <param name="Time">When the notification came.</param>
    /// <param name="Iccid">The order.</param>
    /// <param name="Eid">The eUICC.</param>
    /// <param name="SeqNumber">The notification's number on the eUICC.</param>
    /// <param name="Operation">What was done.</param>
    public sealed record Notified(DateTimeOffset Time, Iccid Iccid, Eid Eid, long SeqNumber, NotificationEvent Operation)
        : OrderEvent(Time, Iccid);
}

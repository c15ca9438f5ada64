using System.Globalization;
using System.Text.Json;
using EuiccSim.Lpa.Es9;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Lpa.Download;

/// <summary>How a download ended. Match it by its cases.</summary>
public abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <summary>
    /// What became of the notifications about this installation. Those not delivered are still on the card; send them later.
    /// </summary>
    public SequenceOf<NotificationResult> Notifications { get; init; } = [];

    /// <summary>Who was told that the session is over, where this side ended it; null where it came to its own end.</summary>
    public SessionCancellation? Cancellation { get; init; }

    /// <summary>The profile is on the eUICC, disabled.</summary>
    /// <param name="Iccid">The profile.</param>
    /// <param name="IsdpAid">The ISD-P that holds it.</param>
    /// <param name="Metadata">What it says about itself.</param>
    public sealed record Installed(Iccid Iccid, Aid IsdpAid, StoreMetadataRequest Metadata) : DownloadOutcome
    {
        /// <summary>The profile, as people and scripts want to see it.</summary>
        public MetadataSummary Profile => new(Metadata);

        /// <summary>What the eUICC said of the package's elements: those that it passed over are in it. Null if it said nothing.</summary>
        public PackageAnswer? Answer { get; init; }

        /// <summary>True if the servers know of the installation; otherwise the card has a notification for one of them.</summary>
        public bool AreServersTold => Notifications.All(one => one is NotificationResult.Delivered);

        /// <summary>Writes the profile as members of the object that is open; what became of notifications, <see cref="NotificationReport"/> writes.</summary>
        public void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteString("iccid", Iccid.Digits);
            json.WriteString("aid", IsdpAid.ToString());
            Profile.WriteNames(json);
            if (Answer is { Elements.Count: > 0 }) Answer.WriteMembers(json);
        }
    }

    /// <summary>The eUICC could not install the profile.</summary>
    /// <param name="BppCommandId">The step that failed.</param>
    /// <param name="ErrorReason">Why.</param>
    /// <param name="SimaResponse">The eUICC's answer to profile elements (EUICCResponse, DER), if it came so far.</param>
    public sealed record InstallationFailed(BppCommandId BppCommandId, ErrorReason ErrorReason, Octets? SimaResponse) : DownloadOutcome
    {
        /// <summary>The same answer, read: which elements were refused, and why. Null if it did not come so far.</summary>
        public PackageAnswer? Answer => SimaResponse is { } octets ? PackageAnswer.Read(octets) : null;

        /// <summary>The step, the reason and what the eUICC says of the elements, in one line.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{nameof(InstallationFailed)}: {StandardName.Of(BppCommandId)} ({(int)BppCommandId}), {StandardName.Of(ErrorReason)} ({(int)ErrorReason}){(Answer is { } answer ? $": {answer}" : "")}");
    }

    /// <summary>The server refused.</summary>
    /// <param name="Function">The function of ES9+, "authenticateClient".</param>
    /// <param name="Code">Subject and reason; what the server did not give is empty.</param>
    /// <param name="Meaning">What the codes mean, in words.</param>
    /// <param name="ServerMessage">The server's own words, if it gave any.</param>
    public sealed record RefusedByServer(string Function, StatusCode Code, string Meaning, string? ServerMessage) : DownloadOutcome
    {
        /// <summary>What a person can do about it, in a sentence; null where there is nothing to be said.</summary>
        public string? Advice => StatusCodeMeaning.AdviceFor(Code);

        /// <summary>When the certificates are valid that the server refuses; none where it refuses something else.</summary>
        public SequenceOf<CertificateDates> Certificates { get; init; } = [];

        /// <summary>True if the Confirmation Code was wrong, and another one may be tried.</summary>
        public bool IsConfirmationCodeWrong => Code == StatusCodes.ConfirmationCodeRefused;
    }

    /// <summary>The eUICC refused the server.</summary>
    /// <param name="Function">The function of ES10b, "AuthenticateServer".</param>
    /// <param name="Code">The function's error code.</param>
    /// <param name="Name">The standard's name of the code, "invalidSignature"; the number where it has none.</param>
    /// <param name="Meaning">What the code means, in a sentence.</param>
    public sealed record RefusedByEuicc(string Function, int Code, string Name, string Meaning) : DownloadOutcome
    {
        /// <summary>When the certificate is valid that the eUICC refuses; none where it refuses something else.</summary>
        public SequenceOf<CertificateDates> Certificates { get; init; } = [];
    }

    /// <summary>The user does not want the profile.</summary>
    public sealed record RejectedByUser : DownloadOutcome;

    /// <summary>The user does not want the profile now.</summary>
    public sealed record Postponed : DownloadOutcome;

    /// <summary>The user did not answer.</summary>
    public sealed record TimedOut : DownloadOutcome;

    /// <summary>The server wants a Confirmation Code, and there is none. The order stays open.</summary>
    public sealed record ConfirmationCodeMissing : DownloadOutcome;

    /// <summary>The eUICC's Rules Authorisation Table does not allow a policy rule of the profile. The server closes the order.</summary>
    /// <param name="Rules">The rules in question.</param>
    public sealed record PprNotAllowed(PprIds Rules) : DownloadOutcome;

    /// <summary>The user must consent to policy rules of the profile, and nobody was there to be asked. The order stays open.</summary>
    /// <param name="Rules">The rules in question.</param>
    public sealed record ConsentMissing(PprIds Rules) : DownloadOutcome;

    /// <summary>The package holds another profile than was offered to the user.</summary>
    /// <param name="Offered">What the user saw.</param>
    /// <param name="Received">What came.</param>
    public sealed record MetadataMismatch(StoreMetadataRequest Offered, StoreMetadataRequest Received) : DownloadOutcome;

    /// <summary>The server is not who it should be, or mixes up sessions. If there is an order already, it stays open.</summary>
    /// <param name="What">"serverAddress", "euiccChallenge", "transactionId" or "smdpOid".</param>
    /// <param name="Expected">What it should have said.</param>
    /// <param name="Received">What it said.</param>
    public sealed record ServerMismatch(string What, string Expected, string Received) : DownloadOutcome;

    /// <summary>No Activation Code was given, and the eUICC has no default SM-DP+ address.</summary>
    public sealed record NoServerAddress : DownloadOutcome;
}

/// <summary>A session that this side ended before its time. SGP.22 v2.5 §3.0.2.</summary>
/// <param name="Reason">The reason that was told.</param>
/// <param name="EuiccTold">True if the eUICC confirmed.</param>
/// <param name="ServerTold">True if the server confirmed. It cannot be told without the eUICC's signature.</param>
public sealed record SessionCancellation(CancelSessionReason Reason, bool EuiccTold, bool ServerTold);

using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Storage.Json;

// Identifiers are digits, decimal or hexadecimal, as everywhere; other octets are base64, as some are long.

/// <summary>A <see cref="ProfileOrder"/> as it is written. Its large parts are named by their digests.</summary>
internal sealed record OrderRecord
{
    public required string Iccid { get; init; }

    public required long Revision { get; init; }

    public required OrderState State { get; init; }

    /// <summary>Absent where it is not known, as in files of versions that did not write it down.</summary>
    public string? OrderedBy { get; init; }

    public string? MatchingId { get; init; }

    public string? Eid { get; init; }

    public byte[]? ConfirmationCodeHash { get; init; }

    public required int RefusedConfirmationCodes { get; init; }

    public required int DownloadAttempts { get; init; }

    public int? MaxDownloadAttempts { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public KeptKeyRecord? KeptEuiccKey { get; init; }

    /// <summary>The digest of a part.</summary>
    public required byte[] Profile { get; init; }

    public required DeliveryRecord[] Deliveries { get; init; }

    /// <summary>Absent where there is none, as in files of versions that announced nothing.</summary>
    public AnnouncementRecord? Announcement { get; init; }

    /// <summary>Absent where there are none.</summary>
    public AnnouncementRecord[]? WithdrawnAnnouncements { get; init; }

    public required EventRecord[] History { get; init; }

    /// <summary>Absent where the history is whole.</summary>
    public EarlierRecord? Earlier { get; init; }
}

/// <summary>An <see cref="EarlierEvents"/>.</summary>
internal sealed record EarlierRecord
{
    public required EventCount[] Counts { get; init; }

    public required NotificationRecord[] Notifications { get; init; }
}

/// <summary>A <see cref="NotificationMark"/>.</summary>
internal sealed record NotificationRecord
{
    public required string Eid { get; init; }

    public required long SeqNumber { get; init; }
}

/// <summary>An <see cref="OrderAnnouncement"/>.</summary>
internal sealed record AnnouncementRecord
{
    public required string SmdsAddress { get; init; }

    public required string EventId { get; init; }

    public required string Eid { get; init; }

    public required AnnouncementState State { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>A <see cref="KeptEuiccKey"/>.</summary>
internal sealed record KeptKeyRecord
{
    public required string Eid { get; init; }

    public required PublicKeyRecord Otpk { get; init; }
}

/// <summary>An <see cref="Protocol.Crypto.EcPublicKey"/>.</summary>
internal sealed record PublicKeyRecord
{
    public required string Curve { get; init; }

    public required byte[] Point { get; init; }
}

/// <summary>A <see cref="Delivery"/>.</summary>
internal sealed record DeliveryRecord
{
    public required string TransactionId { get; init; }

    public required string Eid { get; init; }

    public required byte[] EuiccCertificate { get; init; }

    /// <summary>The digest of a part.</summary>
    public byte[]? Binding { get; init; }
}

/// <summary>An <see cref="OrderEvent"/> of the order that it stands in. Which members there are follows from its kind.</summary>
internal sealed record EventRecord
{
    public required string Event { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? TransactionId { get; init; }

    public string? Eid { get; init; }

    public bool? IsLast { get; init; }

    public bool? IsRepeated { get; init; }

    public long? SeqNumber { get; init; }

    public byte[]? IsdpAid { get; init; }

    public BppCommandId? Command { get; init; }

    public ErrorReason? Reason { get; init; }

    public CancelSessionReason? CancelReason { get; init; }

    public NotificationEvent? Operation { get; init; }

    public string? StatusSubject { get; init; }

    public string? StatusReason { get; init; }

    public AnswerRecord? Answer { get; init; }
}

/// <summary>A <see cref="Protocol.Saip.PackageAnswer"/>.</summary>
internal sealed record AnswerRecord
{
    public required ElementRecord[] Elements { get; init; }

    public bool? Aborted { get; init; }

    public string? Message { get; init; }

    public byte[]? Unreadable { get; init; }
}

/// <summary>A <see cref="Protocol.Saip.ProfileFault"/>.</summary>
internal sealed record ElementRecord
{
    public required int Status { get; init; }

    public int? Identification { get; init; }

    public int? AdditionalInformation { get; init; }

    public int? Offset { get; init; }

    public required string Rule { get; init; }

    public int? Number { get; init; }

    public Protocol.Saip.PeKind? Kind { get; init; }

    public string? RuleId { get; init; }
}

/// <summary>An <see cref="SmdpSession"/>. Which members there are follows from its state.</summary>
internal sealed record SessionRecord
{
    public required string Id { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required SessionState State { get; init; }

    public byte[]? Ci { get; init; }

    public byte[]? ServerChallenge { get; init; }

    public string? Eid { get; init; }

    public byte[]? EuiccCertificate { get; init; }

    public OfferedRecord? Order { get; init; }

    public byte[]? SmdpSignature2 { get; init; }
}

/// <summary>The cases of <see cref="RspSession"/>.</summary>
internal enum SessionState
{
    Ended,
    ServerAuthenticated,
    ClientAuthenticated,
    Delivered,
}

/// <summary>An <see cref="OfferedOrder"/>.</summary>
internal sealed record OfferedRecord
{
    public required string Iccid { get; init; }

    public string? MatchingId { get; init; }

    public string? Eid { get; init; }

    public string? LastDelivery { get; init; }
}

/// <summary>An <see cref="OrderPart"/>: one of the two.</summary>
internal sealed record PartRecord
{
    public ProfileRecord? Profile { get; init; }

    public BindingRecord? Binding { get; init; }
}

/// <summary>A <see cref="Orders.Profile"/>.</summary>
internal sealed record ProfileRecord
{
    public required byte[] Package { get; init; }

    public required byte[] Metadata { get; init; }

    public string? ProfileType { get; init; }

    /// <summary>Absent where every operator may order it.</summary>
    public string? Owner { get; init; }

    public required byte[] ConfigureIsdp { get; init; }

    /// <summary>The TLV 'BF26' with the keys.</summary>
    public byte[]? ReplaceSessionKeys { get; init; }

    /// <summary>The TLVs '86' under these keys.</summary>
    public byte[][]? ProtectedBlocks { get; init; }
}

/// <summary>A <see cref="Binding.ProfileBinding"/>.</summary>
internal sealed record BindingRecord
{
    public required byte[] SmdpOtpk { get; init; }

    public required PublicKeyRecord EuiccOtpk { get; init; }

    public required byte[] HostId { get; init; }

    public required byte[] Body { get; init; }
}

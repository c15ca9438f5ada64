using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.CancelSession, command data. SGP.22 v2.5 §5.7.14.</summary>
[Asn1Sequence("[65]")] // 'BF41'
public sealed partial record CancelSessionRequest : IEs10Request<CancelSessionResponse>
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>Why it is given up.</summary>
    public required CancelSessionReason Reason { get; init; }
}

/// <summary>Why a session is given up.</summary>
public enum CancelSessionReason
{
    /// <summary>The user said no.</summary>
    EndUserRejection = 0,

    /// <summary>The user will decide later.</summary>
    Postponed = 1,

    /// <summary>The user did not answer.</summary>
    Timeout = 2,

    /// <summary>The profile's policy rules are not allowed.</summary>
    PprNotAllowed = 3,

    /// <summary>The metadata changed in the meantime.</summary>
    MetadataMismatch = 4,

    /// <summary>The eUICC broke off loading the package.</summary>
    LoadBppExecutionError = 5,

    /// <summary>Any other reason.</summary>
    UndefinedReason = 127,
}

/// <summary>ES10b.CancelSession, response data.</summary>
[Asn1Choice("[65]")]
public abstract partial record CancelSessionResponse
{
    private CancelSessionResponse()
    {
    }

    /// <summary>The session is over.</summary>
    [Name("cancelSessionResponseOk")]
    public sealed record Ok(CancelSessionResponseOk Value) : CancelSessionResponse;

    /// <summary>It is not.</summary>
    [Name("cancelSessionResponseError")]
    public sealed record Error(CancelSessionResponseError Value) : CancelSessionResponse;
}

/// <summary>A session is over.</summary>
[Asn1Sequence]
public sealed partial record CancelSessionResponseOk
{
    /// <summary>What the eUICC signs.</summary>
    public required Signed<EuiccCancelSessionSigned> EuiccCancelSessionSigned { get; init; }

    /// <summary>The eUICC's signature over euiccCancelSessionSigned, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets EuiccCancelSessionSignature { get; init; }
}

/// <summary>What the eUICC signs when a session is given up. SGP.22 v2.5 §5.7.14.</summary>
[Asn1Sequence]
public sealed partial record EuiccCancelSessionSigned
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>The SM-DP+, as in its certificate for authentication.</summary>
    public required ObjectIdentifier SmdpOid { get; init; }

    /// <summary>Why the session is given up.</summary>
    public required CancelSessionReason Reason { get; init; }
}

/// <summary>Why ES10b.CancelSession failed.</summary>
public enum CancelSessionResponseError
{
    /// <summary>Not the session's transaction identifier.</summary>
    InvalidTransactionId = 5,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

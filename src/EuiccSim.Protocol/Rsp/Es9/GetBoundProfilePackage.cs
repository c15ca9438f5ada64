using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.GetBoundProfilePackage, request. SGP.22 v2.5 §5.6.2, §6.5.2.7, §6.6.2.3.</summary>
[Asn1Sequence("[58]")] // 'BF3A'
[JsonMessage("getBoundProfilePackage")]
public sealed partial record GetBoundProfilePackageRequest
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.PrepareDownload.</summary>
    [Tag("[33]")]
    public required Signed<PrepareDownloadResponse> PrepareDownloadResponse { get; init; }
}

/// <summary>ES9+.GetBoundProfilePackage, response.</summary>
[Asn1Choice("[58]")]
public abstract partial record GetBoundProfilePackageResponse
{
    private GetBoundProfilePackageResponse()
    {
    }

    /// <summary>The package.</summary>
    [Name("getBoundProfilePackageOk")]
    public sealed record Ok(GetBoundProfilePackageOk Value) : GetBoundProfilePackageResponse;

    /// <summary>The server refuses.</summary>
    [Name("getBoundProfilePackageError")]
    public sealed record Error(GetBoundProfilePackageError Value) : GetBoundProfilePackageResponse;
}

/// <summary>A package. SGP.22 v2.5 §6.5.2.7, §6.6.2.3.</summary>
[Asn1Sequence]
[JsonMessage]
public sealed partial record GetBoundProfilePackageOk
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The package, for the eUICC as it is ('BF36').</summary>
    [Tag("[54]")]
    public required Signed<BoundProfilePackage> BoundProfilePackage { get; init; }
}

/// <summary>Why an SM-DP+ refuses ES9+.GetBoundProfilePackage.</summary>
public enum GetBoundProfilePackageError
{
    /// <summary>The eUICC's signature does not verify.</summary>
    EuiccSignatureInvalid = 1,

    /// <summary>A Confirmation Code is needed.</summary>
    ConfirmationCodeMissing = 2,

    /// <summary>The Confirmation Code is wrong.</summary>
    ConfirmationCodeRefused = 3,

    /// <summary>The Confirmation Code was wrong too often.</summary>
    ConfirmationCodeRetriesExceeded = 4,

    /// <summary>The package is bound to another key, and cannot be bound again.</summary>
    BppRebindingRefused = 5,

    /// <summary>The order has expired.</summary>
    DownloadOrderExpired = 6,

    /// <summary>The session is not known.</summary>
    InvalidTransactionId = 95,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

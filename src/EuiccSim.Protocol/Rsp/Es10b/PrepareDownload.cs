using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.PrepareDownload, command data. SGP.22 v2.5 §5.7.5.</summary>
[Asn1Sequence("[33]")] // 'BF21'
public sealed partial record PrepareDownloadRequest : IEs10Request<PrepareDownloadResponse>
{
    /// <summary>What the SM-DP+ signs.</summary>
    public required Signed<SmdpSigned2> SmdpSigned2 { get; init; }

    /// <summary>The SM-DP+'s signature over smdpSigned2 and the TLV '5F37' of euiccSignature1, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets SmdpSignature2 { get; init; }

    /// <summary>Hash of the Confirmation Code: SHA-256(SHA-256(code) ‖ transactionId), 32 octets.</summary>
    [Size(32)]
    public Octets? HashCc { get; init; }

    /// <summary>The SM-DP+'s certificate for profile binding.</summary>
    public required Certificate SmdpCertificate { get; init; }
}

/// <summary>What the SM-DP+ signs before a download. SGP.22 v2.5 §5.6.3, §5.7.5.</summary>
[Asn1Sequence]
public sealed partial record SmdpSigned2
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>True if the user must enter a Confirmation Code.</summary>
    public required bool CcRequiredFlag { get; init; }

    /// <summary>The eUICC's one-time public key to which the package is bound already, 65 octets ('5F49').</summary>
    [Tag("[APPLICATION 73]")]
    public Octets? BppEuiccOtpk { get; init; }
}

/// <summary>ES10b.PrepareDownload, response data.</summary>
[Asn1Choice("[33]")]
public abstract partial record PrepareDownloadResponse
{
    private PrepareDownloadResponse()
    {
    }

    /// <summary>The eUICC is ready for the download.</summary>
    [Name("downloadResponseOk")]
    public sealed record Ok(PrepareDownloadResponseOk Value) : PrepareDownloadResponse;

    /// <summary>It is not.</summary>
    [Name("downloadResponseError")]
    public sealed record Error(PrepareDownloadResponseError Value) : PrepareDownloadResponse;
}

/// <summary>The eUICC is ready for the download.</summary>
[Asn1Sequence]
public sealed partial record PrepareDownloadResponseOk
{
    /// <summary>What the eUICC signs.</summary>
    public required Signed<EuiccSigned2> EuiccSigned2 { get; init; }

    /// <summary>The eUICC's signature over euiccSigned2 and the TLV '5F37' of smdpSignature2, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets EuiccSignature2 { get; init; }
}

/// <summary>What the eUICC signs before a download (EUICCSigned2). SGP.22 v2.5 §5.7.5.</summary>
[Asn1Sequence]
public sealed partial record EuiccSigned2
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The eUICC's one-time public key, 65 octets, uncompressed ('5F49').</summary>
    [Tag("[APPLICATION 73]")]
    public required Octets EuiccOtpk { get; init; }

    /// <summary>Hash of the Confirmation Code, 32 octets.</summary>
    [Size(32)]
    public Octets? HashCc { get; init; }
}

/// <summary>The eUICC is not ready for the download.</summary>
[Asn1Sequence]
public sealed partial record PrepareDownloadResponseError
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>Why.</summary>
    public required DownloadErrorCode DownloadErrorCode { get; init; }
}

/// <summary>Why ES10b.PrepareDownload failed.</summary>
public enum DownloadErrorCode
{
    /// <summary>The SM-DP+'s certificate is not good.</summary>
    InvalidCertificate = 1,

    /// <summary>The SM-DP+'s signature does not verify.</summary>
    InvalidSignature = 2,

    /// <summary>The curve of the SM-DP+'s key is not supported.</summary>
    UnsupportedCurve = 3,

    /// <summary>No server was authenticated before.</summary>
    NoSessionContext = 4,

    /// <summary>Not the session's transaction identifier.</summary>
    InvalidTransactionId = 5,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

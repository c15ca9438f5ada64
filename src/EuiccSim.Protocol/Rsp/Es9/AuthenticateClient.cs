using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.AuthenticateClient (ES11 as well), request. SGP.22 v2.5 §5.6.3, §6.5.2.8, §6.6.2.2.</summary>
[Asn1Sequence("[59]")] // 'BF3B'
[JsonMessage("authenticateClient")]
public sealed partial record AuthenticateClientRequest
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.AuthenticateServer.</summary>
    [Tag("[56]")]
    public required Signed<AuthenticateServerResponse> AuthenticateServerResponse { get; init; }
}

/// <summary>ES9+.AuthenticateClient, response.</summary>
[Asn1Choice("[59]")]
public abstract partial record AuthenticateClientResponseEs9
{
    private AuthenticateClientResponseEs9()
    {
    }

    /// <summary>A profile waits.</summary>
    [Name("authenticateClientOk")]
    public sealed record Ok(AuthenticateClientOk Value) : AuthenticateClientResponseEs9;

    /// <summary>The server refuses.</summary>
    [Name("authenticateClientError")]
    public sealed record Error(AuthenticateClientErrorEs9 Value) : AuthenticateClientResponseEs9;
}

/// <summary>A profile waits. SGP.22 v2.5 §6.5.2.8, §6.6.2.2.</summary>
[Asn1Sequence]
[JsonMessage]
public sealed partial record AuthenticateClientOk
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the profile says about itself ('BF25').</summary>
    /// <remarks>In JSON they are read as far as they can be: the LPA shows them, and the eUICC judges.</remarks>
    [Tag("[37]")]
    [Name("profileMetaData")]
    [JsonReadBy(nameof(StoreMetadataRequest.ForDisplay))]
    public required Signed<StoreMetadataRequest> ProfileMetadata { get; init; }

    /// <summary>What the SM-DP+ signs.</summary>
    public required Signed<SmdpSigned2> SmdpSigned2 { get; init; }

    /// <summary>The SM-DP+'s signature over smdpSigned2 and the TLV '5F37' of euiccSignature1, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    [JsonTlv]
    public required Octets SmdpSignature2 { get; init; }

    /// <summary>The SM-DP+'s certificate for profile binding.</summary>
    public required Certificate SmdpCertificate { get; init; }
}

/// <summary>Why an SM-DP+ refuses ES9+.AuthenticateClient.</summary>
public enum AuthenticateClientErrorEs9
{
    /// <summary>The certificate of the eUICC's maker is not good.</summary>
    EumCertificateInvalid = 1,

    /// <summary>The certificate of the eUICC's maker has expired.</summary>
    EumCertificateExpired = 2,

    /// <summary>The eUICC's certificate is not good.</summary>
    EuiccCertificateInvalid = 3,

    /// <summary>The eUICC's certificate has expired.</summary>
    EuiccCertificateExpired = 4,

    /// <summary>The eUICC's signature does not verify, or the challenge is not the server's.</summary>
    EuiccSignatureInvalid = 5,

    /// <summary>No profile waits under this MatchingID.</summary>
    MatchingIdRefused = 6,

    /// <summary>The profile is for another eUICC.</summary>
    EidMismatch = 7,

    /// <summary>No profile fits this eUICC and device.</summary>
    NoEligibleProfile = 8,

    /// <summary>The root CI is not known.</summary>
    CiPKUnknown = 9,

    /// <summary>The session is not known.</summary>
    InvalidTransactionId = 10,

    /// <summary>The eUICC has not enough memory.</summary>
    InsufficientMemory = 11,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

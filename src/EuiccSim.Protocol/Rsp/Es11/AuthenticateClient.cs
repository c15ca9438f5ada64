using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es11;

/// <summary>ES11.AuthenticateClient, response; the request is that of ES9+. SGP.22 v2.5 §5.8.2, §6.6.3.2.</summary>
[Asn1Choice("[64]")] // 'BF40'
public abstract partial record AuthenticateClientResponseEs11
{
    private AuthenticateClientResponseEs11()
    {
    }

    /// <summary>The events that wait.</summary>
    [Name("authenticateClientOk")]
    public sealed record Ok(AuthenticateClientOkEs11 Value) : AuthenticateClientResponseEs11;

    /// <summary>The SM-DS refuses.</summary>
    [Name("authenticateClientError")]
    public sealed record Error(AuthenticateClientErrorEs11 Value) : AuthenticateClientResponseEs11;
}

/// <summary>The events that wait. SGP.22 v2.5 §6.5.2.12, §6.6.3.2.</summary>
[Asn1Sequence]
[JsonMessage]
public sealed partial record AuthenticateClientOkEs11
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>The events.</summary>
    public required SequenceOf<EventEntries> EventEntries { get; init; }
}

/// <summary>One event that waits. SGP.22 v2.5 §5.8.2.</summary>
[Asn1Sequence]
[JsonMessage]
public sealed partial record EventEntries
{
    /// <summary>The event, to be given to the server as MatchingID.</summary>
    public required string EventId { get; init; }

    /// <summary>The host name of the server where it waits.</summary>
    public required string RspServerAddress { get; init; }
}

/// <summary>Why an SM-DS refuses ES11.AuthenticateClient.</summary>
public enum AuthenticateClientErrorEs11
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

    /// <summary>There is no such event.</summary>
    EventIdUnknown = 6,

    /// <summary>The session is not known.</summary>
    InvalidTransactionId = 7,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

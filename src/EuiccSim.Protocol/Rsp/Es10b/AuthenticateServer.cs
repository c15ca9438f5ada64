using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.AuthenticateServer, command data. SGP.22 v2.5 §5.7.13.</summary>
[Asn1Sequence("[56]")] // 'BF38'
public sealed partial record AuthenticateServerRequest : IEs10Request<AuthenticateServerResponse>
{
    /// <summary>What the server signs.</summary>
    public required Signed<ServerSigned1> ServerSigned1 { get; init; }

    /// <summary>The server's signature over serverSigned1, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets ServerSignature1 { get; init; }

    /// <summary>The key identifier of the root CI under which the eUICC shall sign.</summary>
    public required Octets EuiccCiPKIdToBeUsed { get; init; }

    /// <summary>The server's certificate for authentication.</summary>
    public required Certificate ServerCertificate { get; init; }

    /// <summary>What the LPA adds; the eUICC signs it as it came.</summary>
    public required Signed<CtxParams1> CtxParams1 { get; init; }
}

/// <summary>What a server signs to authenticate itself. SGP.22 v2.5 §5.6.1, §5.7.13.</summary>
[Asn1Sequence]
public sealed partial record ServerSigned1
{
    /// <summary>The session, named by the server.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The eUICC's challenge, 16 octets.</summary>
    [Tag("[1]")]
    [Size(16)]
    public required Octets EuiccChallenge { get; init; }

    /// <summary>The server's host name.</summary>
    [Tag("[3]")]
    public required string ServerAddress { get; init; }

    /// <summary>The server's challenge, 16 octets.</summary>
    [Tag("[4]")]
    [Size(16)]
    public required Octets ServerChallenge { get; init; }
}

/// <summary>What the LPA adds to a session. SGP.22 v2.5 §5.7.13.</summary>
[Asn1Choice]
public abstract partial record CtxParams1
{
    private CtxParams1()
    {
    }

    /// <summary>For the common mutual authentication.</summary>
    [Name("ctxParamsForCommonAuthentication")]
    public sealed record CommonAuthentication(CtxParamsForCommonAuthentication Value) : CtxParams1;
}

/// <summary>What the LPA adds to the common mutual authentication. SGP.22 v2.5 §5.7.13.</summary>
[Asn1Sequence]
public sealed partial record CtxParamsForCommonAuthentication
{
    /// <summary>The Activation Code's token or an event's identifier; empty or absent for whatever waits.</summary>
    public string? MatchingId { get; init; }

    /// <summary>The device.</summary>
    public required DeviceInfo DeviceInfo { get; init; }
}

/// <summary>ES10b.AuthenticateServer, response data.</summary>
[Asn1Choice("[56]")]
public abstract partial record AuthenticateServerResponse
{
    private AuthenticateServerResponse()
    {
    }

    /// <summary>The server is authentic, and the eUICC shows that it is.</summary>
    [Name("authenticateResponseOk")]
    public sealed record Ok(AuthenticateResponseOk Value) : AuthenticateServerResponse;

    /// <summary>The server is refused.</summary>
    [Name("authenticateResponseError")]
    public sealed record Error(AuthenticateResponseError Value) : AuthenticateServerResponse;
}

/// <summary>How the eUICC authenticates itself. SGP.22 v2.5 §5.7.13.</summary>
[Asn1Sequence]
public sealed partial record AuthenticateResponseOk
{
    /// <summary>What the eUICC signs.</summary>
    public required Signed<EuiccSigned1> EuiccSigned1 { get; init; }

    /// <summary>The eUICC's signature over euiccSigned1, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    public required Octets EuiccSignature1 { get; init; }

    /// <summary>The eUICC's certificate.</summary>
    public required Certificate EuiccCertificate { get; init; }

    /// <summary>The certificate of the eUICC's maker, under the root CI that the server chose.</summary>
    public required Certificate EumCertificate { get; init; }
}

/// <summary>What the eUICC signs to authenticate itself. SGP.22 v2.5 §5.7.13.</summary>
[Asn1Sequence]
public sealed partial record EuiccSigned1
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The server's host name.</summary>
    [Tag("[3]")]
    public required string ServerAddress { get; init; }

    /// <summary>The server's challenge, 16 octets.</summary>
    [Tag("[4]")]
    [Size(16)]
    public required Octets ServerChallenge { get; init; }

    /// <summary>The eUICC.</summary>
    [Tag("[34]")]
    public required EuiccInfo2 EuiccInfo2 { get; init; }

    /// <summary>What the LPA added, as it came.</summary>
    public required Signed<CtxParams1> CtxParams1 { get; init; }
}

/// <summary>A server is refused.</summary>
[Asn1Sequence]
public sealed partial record AuthenticateResponseError
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>Why.</summary>
    public required AuthenticateErrorCode AuthenticateErrorCode { get; init; }
}

/// <summary>Why ES10b.AuthenticateServer failed.</summary>
public enum AuthenticateErrorCode
{
    /// <summary>The server's certificate is not good.</summary>
    InvalidCertificate = 1,

    /// <summary>The server's signature does not verify.</summary>
    InvalidSignature = 2,

    /// <summary>The curve of the server's key is not supported.</summary>
    UnsupportedCurve = 3,

    /// <summary>No challenge was asked for before.</summary>
    NoSessionContext = 4,

    /// <summary>The certificate's object identifier is not the expected one.</summary>
    InvalidOid = 5,

    /// <summary>Not the eUICC's challenge.</summary>
    EuiccChallengeMismatch = 6,

    /// <summary>The root CI is not known.</summary>
    CiPKUnknown = 7,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.InitiateAuthentication (ES11 as well), request. SGP.22 v2.5 §5.6.1, §6.5.2.6, §6.6.2.1.</summary>
[Asn1Sequence("[57]")] // 'BF39'
[JsonMessage("initiateAuthentication", Order = [nameof(EuiccChallenge), nameof(EuiccInfo1), nameof(SmdpAddress)])]
public sealed partial record InitiateAuthenticationRequest
{
    /// <summary>The eUICC's challenge, 16 octets.</summary>
    [Tag("[1]")]
    [Size(16)]
    public required Octets EuiccChallenge { get; init; }

    /// <summary>The host name by which the LPA found the server.</summary>
    [Tag("[3]")]
    public required string SmdpAddress { get; init; }

    /// <summary>The eUICC.</summary>
    public required Signed<EuiccInfo1> EuiccInfo1 { get; init; }
}

/// <summary>ES9+.InitiateAuthentication, response.</summary>
[Asn1Choice("[57]")]
public abstract partial record InitiateAuthenticationResponse
{
    private InitiateAuthenticationResponse()
    {
    }

    /// <summary>The server's proof.</summary>
    [Name("initiateAuthenticationOk")]
    public sealed record Ok(InitiateAuthenticationOkEs9 Value) : InitiateAuthenticationResponse;

    /// <summary>The server refuses.</summary>
    [Name("initiateAuthenticationError")]
    public sealed record Error(InitiateAuthenticationError Value) : InitiateAuthenticationResponse;
}

/// <summary>How a server authenticates itself. SGP.22 v2.5 §6.5.2.6, §6.6.2.1.</summary>
[Asn1Sequence]
[JsonMessage]
public sealed partial record InitiateAuthenticationOkEs9
{
    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the server signs.</summary>
    public required Signed<ServerSigned1> ServerSigned1 { get; init; }

    /// <summary>The server's signature over serverSigned1, 64 octets ('5F37').</summary>
    [Tag("[APPLICATION 55]")]
    [JsonTlv]
    public required Octets ServerSignature1 { get; init; }

    /// <summary>The key identifier of the root CI under which the eUICC shall sign.</summary>
    [JsonTlv]
    public required Octets EuiccCiPKIdToBeUsed { get; init; }

    /// <summary>The server's certificate for authentication.</summary>
    public required Certificate ServerCertificate { get; init; }
}

/// <summary>Why a server refuses ES9+.InitiateAuthentication.</summary>
public enum InitiateAuthenticationError
{
    /// <summary>The address is not the server's.</summary>
    InvalidDpAddress = 1,

    /// <summary>The eUICC's version of SGP.22 is not supported.</summary>
    EuiccVersionNotSupportedByDp = 2,

    /// <summary>None of the eUICC's root CIs is supported.</summary>
    CiPKNotSupported = 3,
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.InitiateAuthentication (ES11 as well), JSON request. SGP.22 v2.5 §5.6.1, §6.5.2.6.</summary>
public sealed record InitiateAuthenticationJsonRequest : IEs9Json<InitiateAuthenticationJsonRequest>, IEs9Request
{
    /// <summary>The eUICC's challenge, 16 octets.</summary>
    public required Octets EuiccChallenge { get; init; }

    /// <summary>The eUICC ('BF20').</summary>
    public required Signed<EuiccInfo1> EuiccInfo1 { get; init; }

    /// <summary>The host name by which the LPA found the server.</summary>
    public required string SmdpAddress { get; init; }

    /// <inheritdoc/>
    public static string Function => "initiateAuthentication";

    /// <inheritdoc/>
    public static InitiateAuthenticationJsonRequest Read(Es9JsonReader json) => new()
    {
        EuiccChallenge = json.Base64("euiccChallenge"),
        EuiccInfo1 = json.Der<EuiccInfo1>("euiccInfo1"),
        SmdpAddress = json.Text("smdpAddress"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.Base64("euiccChallenge", EuiccChallenge);
        json.Der("euiccInfo1", EuiccInfo1);
        json.Text("smdpAddress", SmdpAddress);
    }
}

/// <summary>ES9+.InitiateAuthentication, JSON response after success.</summary>
public sealed record InitiateAuthenticationJsonResponse : IEs9Json<InitiateAuthenticationJsonResponse>
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the server signs.</summary>
    public required Signed<ServerSigned1> ServerSigned1 { get; init; }

    /// <summary>The server's signature, 64 octets.</summary>
    public required Octets ServerSignature1 { get; init; }

    /// <summary>The key identifier of the root CI under which the eUICC shall sign.</summary>
    public required Octets EuiccCiPKIdToBeUsed { get; init; }

    /// <summary>The server's certificate for authentication.</summary>
    public required Certificate ServerCertificate { get; init; }

    /// <inheritdoc/>
    public static InitiateAuthenticationJsonResponse Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        ServerSigned1 = json.Der<ServerSigned1>("serverSigned1"),
        ServerSignature1 = json.Signature("serverSignature1"),
        EuiccCiPKIdToBeUsed = json.KeyIdentifier("euiccCiPKIdToBeUsed"),
        ServerCertificate = json.Certificate("serverCertificate"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.Der("serverSigned1", ServerSigned1);
        json.Signature("serverSignature1", ServerSignature1);
        json.KeyIdentifier("euiccCiPKIdToBeUsed", EuiccCiPKIdToBeUsed);
        json.Certificate("serverCertificate", ServerCertificate);
    }
}

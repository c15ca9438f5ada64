using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.AuthenticateClient (ES11 as well), JSON request. SGP.22 v2.5 §5.6.3, §6.5.2.8.</summary>
public sealed record AuthenticateClientJsonRequest : IEs9Json<AuthenticateClientJsonRequest>, IEs9Request
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.AuthenticateServer ('BF38').</summary>
    public required Signed<AuthenticateServerResponse> AuthenticateServerResponse { get; init; }

    /// <inheritdoc/>
    public static string Function => "authenticateClient";

    /// <inheritdoc/>
    public static AuthenticateClientJsonRequest Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        AuthenticateServerResponse = json.Der<AuthenticateServerResponse>("authenticateServerResponse"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.Der("authenticateServerResponse", AuthenticateServerResponse);
    }
}

/// <summary>ES9+.AuthenticateClient, JSON response after success.</summary>
public sealed record AuthenticateClientJsonResponse : IEs9Json<AuthenticateClientJsonResponse>
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the profile says about itself ('BF25').</summary>
    public required Signed<StoreMetadataRequest> ProfileMetadata { get; init; }

    /// <summary>What the SM-DP+ signs.</summary>
    public required Signed<SmdpSigned2> SmdpSigned2 { get; init; }

    /// <summary>The SM-DP+'s signature, 64 octets.</summary>
    public required Octets SmdpSignature2 { get; init; }

    /// <summary>The SM-DP+'s certificate for profile binding.</summary>
    public required Certificate SmdpCertificate { get; init; }

    /// <inheritdoc/>
    public static AuthenticateClientJsonResponse Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        ProfileMetadata = json.Metadata("profileMetadata"),
        SmdpSigned2 = json.Der<SmdpSigned2>("smdpSigned2"),
        SmdpSignature2 = json.Signature("smdpSignature2"),
        SmdpCertificate = json.Certificate("smdpCertificate"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.Der("profileMetadata", ProfileMetadata);
        json.Der("smdpSigned2", SmdpSigned2);
        json.Signature("smdpSignature2", SmdpSignature2);
        json.Certificate("smdpCertificate", SmdpCertificate);
    }
}

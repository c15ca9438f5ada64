using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.CancelSession (ES11 as well), JSON request. SGP.22 v2.5 §5.6.5, §6.5.2.10.</summary>
public sealed record CancelSessionJsonRequest : IEs9Json<CancelSessionJsonRequest>, IEs9Request
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.CancelSession ('BF41').</summary>
    public required Signed<CancelSessionResponse> CancelSessionResponse { get; init; }

    /// <inheritdoc/>
    public static string Function => "cancelSession";

    /// <inheritdoc/>
    public static CancelSessionJsonRequest Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        CancelSessionResponse = json.Der<CancelSessionResponse>("cancelSessionResponse"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.Der("cancelSessionResponse", CancelSessionResponse);
    }
}

/// <summary>ES9+.CancelSession, JSON response after success: no data beside the header.</summary>
public sealed record CancelSessionJsonResponse : IEs9Json<CancelSessionJsonResponse>
{
    /// <inheritdoc/>
    public static CancelSessionJsonResponse Read(Es9JsonReader json) => new();

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
    }
}

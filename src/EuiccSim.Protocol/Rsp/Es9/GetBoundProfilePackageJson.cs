using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.GetBoundProfilePackage, JSON request. SGP.22 v2.5 §5.6.2, §6.5.2.7.</summary>
public sealed record GetBoundProfilePackageJsonRequest : IEs9Json<GetBoundProfilePackageJsonRequest>, IEs9Request
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.PrepareDownload ('BF21').</summary>
    public required Signed<PrepareDownloadResponse> PrepareDownloadResponse { get; init; }

    /// <inheritdoc/>
    public static string Function => "getBoundProfilePackage";

    /// <inheritdoc/>
    public static GetBoundProfilePackageJsonRequest Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        PrepareDownloadResponse = json.Der<PrepareDownloadResponse>("prepareDownloadResponse"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.Der("prepareDownloadResponse", PrepareDownloadResponse);
    }
}

/// <summary>ES9+.GetBoundProfilePackage, JSON response after success.</summary>
public sealed record GetBoundProfilePackageJsonResponse : IEs9Json<GetBoundProfilePackageJsonResponse>
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>The package, for the eUICC as it is ('BF36').</summary>
    public required Signed<BoundProfilePackage> BoundProfilePackage { get; init; }

    /// <inheritdoc/>
    public static GetBoundProfilePackageJsonResponse Read(Es9JsonReader json) => new()
    {
        TransactionId = json.TransactionId("transactionId"),
        BoundProfilePackage = json.Der<BoundProfilePackage>("boundProfilePackage"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.TransactionId("transactionId", TransactionId);
        json.Der("boundProfilePackage", BoundProfilePackage);
    }
}

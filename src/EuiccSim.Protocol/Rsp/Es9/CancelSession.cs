using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.CancelSession (ES11 as well), request. SGP.22 v2.5 §5.6.5, §6.5.2.10, §6.6.2.4.</summary>
[Asn1Sequence("[65]")] // 'BF41'
[JsonMessage("cancelSession")]
public sealed partial record CancelSessionRequestEs9
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.CancelSession ('BF41'). The ASN.1 module gives it another tag here.</summary>
    [Retagged]
    public required Signed<CancelSessionResponse> CancelSessionResponse { get; init; }
}

/// <summary>ES9+.CancelSession, response.</summary>
[Asn1Choice("[65]")]
public abstract partial record CancelSessionResponseEs9
{
    private CancelSessionResponseEs9()
    {
    }

    /// <summary>The session is over.</summary>
    [Name("cancelSessionOk")]
    public sealed record Ok(CancelSessionOk Value) : CancelSessionResponseEs9;

    /// <summary>The server refuses.</summary>
    [Name("cancelSessionError")]
    public sealed record Error(CancelSessionErrorEs9 Value) : CancelSessionResponseEs9;
}

/// <summary>A session is over: no data.</summary>
[Asn1Sequence]
[JsonMessage]
public sealed partial record CancelSessionOk;

/// <summary>Why a server refuses ES9+.CancelSession.</summary>
public enum CancelSessionErrorEs9
{
    /// <summary>The session is not known.</summary>
    InvalidTransactionId = 1,

    /// <summary>The eUICC's signature does not verify.</summary>
    EuiccSignatureInvalid = 2,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

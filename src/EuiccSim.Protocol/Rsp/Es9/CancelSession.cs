using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>ES9+.CancelSession (ES11 as well), request. SGP.22 v2.5 §5.6.5, §6.6.2.4.</summary>
/// <remarks>Not Signed: the module gives the response another tag here than the eUICC did. What it signed is kept inside.</remarks>
[Asn1Sequence("[65]")] // 'BF41'
public sealed partial record CancelSessionRequestEs9
{
    /// <summary>The session.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>What the eUICC answered to ES10b.CancelSession.</summary>
    public required CancelSessionResponse CancelSessionResponse { get; init; }
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

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.LoadCRL, command data. SGP.22 v2.5 §5.7.12.</summary>
[Asn1Sequence("[53]")] // 'BF35'
public sealed partial record LoadCrlRequest : IEs10Request<LoadCrlResponse>
{
    /// <summary>The certificate revocation list, or a segment of one.</summary>
    public required CertificateList Crl { get; init; }
}

/// <summary>ES10b.LoadCRL, response data.</summary>
[Asn1Choice("[53]")]
public abstract partial record LoadCrlResponse
{
    private LoadCrlResponse()
    {
    }

    /// <summary>It is loaded.</summary>
    [Name("loadCRLResponseOk")]
    public sealed record Ok(LoadCrlResponseOk Value) : LoadCrlResponse;

    /// <summary>It is not.</summary>
    [Name("loadCRLResponseError")]
    public sealed record Error(LoadCrlResponseError Value) : LoadCrlResponse;
}

/// <summary>A revocation list is loaded.</summary>
[Asn1Sequence]
public sealed partial record LoadCrlResponseOk
{
    /// <summary>The numbers of the segments that are still missing.</summary>
    public SequenceOf<long>? MissingParts { get; init; }
}

/// <summary>Why ES10b.LoadCRL failed.</summary>
public enum LoadCrlResponseError
{
    /// <summary>The signature does not verify.</summary>
    InvalidSignature = 1,

    /// <summary>Not a revocation list as specified.</summary>
    InvalidCRLFormat = 2,

    /// <summary>Not enough memory.</summary>
    NotEnoughMemorySpace = 3,

    /// <summary>The key of its issuer is not known.</summary>
    VerificationKeyNotFound = 4,

    /// <summary>A fresher one is loaded already.</summary>
    FresherCrlAlreadyLoaded = 5,

    /// <summary>The base list of a delta is missing.</summary>
    BaseCrlMissing = 6,

    /// <summary>Any other reason.</summary>
    UndefinedError = 127,
}

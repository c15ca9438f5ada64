using EuiccSim.Card.Chip;
using EuiccSim.Card.IsdR;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.Tests.Variants;

/// <summary>ES10b.GetCerts, command data. SGP.32 v1.2 §5.9.10.</summary>
[Asn1Sequence("[86]")] // 'BF56'
internal sealed partial record GetCertsRequest : IEs10Request<GetCertsResponse>
{
    /// <summary>The CI whose certificates are asked for; the eUICC's preferred one if absent.</summary>
    [Tag("[0]")]
    public Octets? EuiccCiPKId { get; init; }
}

/// <summary>ES10b.GetCerts, response data.</summary>
[Asn1Choice("[86]")]
internal abstract partial record GetCertsResponse
{
    private GetCertsResponse()
    {
    }

    [Tag("[0]")]
    public sealed record Certs(EuiccCertificates Value) : GetCertsResponse;

    [Tag("[1]")]
    public sealed record GetCertsError(long Value) : GetCertsResponse;
}

/// <summary>The certificates under one CI.</summary>
[Asn1Sequence]
internal sealed partial record EuiccCertificates
{
    [Tag("[5]")]
    public required Certificate EumCertificate { get; init; }

    [Tag("[6]")]
    public required Certificate EuiccCertificate { get; init; }
}

/// <summary>What an eUICC of SGP.32 does with it.</summary>
internal static class GetCerts
{
    internal static GetCertsResponse Handle(GetCertsRequest request, IsdRTransaction tx)
    {
        EuiccConfiguration euicc = tx.State.Euicc;
        EuiccCredential? credential = request.EuiccCiPKId is { } ci ? euicc.FindCredential(ci) : euicc.Credentials[0];
        if (credential is null) return new GetCertsResponse.GetCertsError(InvalidCiPKId);
        return new GetCertsResponse.Certs(new() { EumCertificate = new(credential.Eum.Encoded), EuiccCertificate = new(credential.Euicc.Encoded) });
    }

    private const int InvalidCiPKId = 1;
}

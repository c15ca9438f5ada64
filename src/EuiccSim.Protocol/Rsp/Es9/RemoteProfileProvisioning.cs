using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>A request in the ASN.1 binding of ES9+ and ES11. SGP.22 v2.5 §6.6.</summary>
[Asn1Choice("[2]")] // 'A2'
public abstract partial record RemoteProfileProvisioningRequest
{
    private RemoteProfileProvisioningRequest()
    {
    }

    /// <summary>InitiateAuthentication ('BF39').</summary>
    [Tag("[57]")]
    [Name("initiateAuthenticationRequest")]
    public sealed record InitiateAuthentication(InitiateAuthenticationRequest Value) : RemoteProfileProvisioningRequest;

    /// <summary>AuthenticateClient ('BF3B').</summary>
    [Tag("[59]")]
    [Name("authenticateClientRequest")]
    public sealed record AuthenticateClient(AuthenticateClientRequest Value) : RemoteProfileProvisioningRequest;

    /// <summary>GetBoundProfilePackage ('BF3A').</summary>
    [Tag("[58]")]
    [Name("getBoundProfilePackageRequest")]
    public sealed record GetBoundProfilePackage(GetBoundProfilePackageRequest Value) : RemoteProfileProvisioningRequest;

    /// <summary>CancelSession ('BF41').</summary>
    [Tag("[65]")]
    [Name("cancelSessionRequestEs9")]
    public sealed record CancelSession(CancelSessionRequestEs9 Value) : RemoteProfileProvisioningRequest;

    /// <summary>HandleNotification ('BF3D').</summary>
    [Tag("[61]")]
    [Name("handleNotification")]
    public sealed record Notification(HandleNotification Value) : RemoteProfileProvisioningRequest;
}

/// <summary>A response in the ASN.1 binding of ES9+ and ES11. SGP.22 v2.5 §6.6.</summary>
[Asn1Choice("[2]")]
public abstract partial record RemoteProfileProvisioningResponse
{
    private RemoteProfileProvisioningResponse()
    {
    }

    /// <summary>InitiateAuthentication ('BF39').</summary>
    [Tag("[57]")]
    [Name("initiateAuthenticationResponse")]
    public sealed record InitiateAuthentication(InitiateAuthenticationResponse Value) : RemoteProfileProvisioningResponse;

    /// <summary>AuthenticateClient of ES9+ ('BF3B').</summary>
    [Tag("[59]")]
    [Name("authenticateClientResponseEs9")]
    public sealed record AuthenticateClient(AuthenticateClientResponseEs9 Value) : RemoteProfileProvisioningResponse;

    /// <summary>GetBoundProfilePackage ('BF3A').</summary>
    [Tag("[58]")]
    [Name("getBoundProfilePackageResponse")]
    public sealed record GetBoundProfilePackage(GetBoundProfilePackageResponse Value) : RemoteProfileProvisioningResponse;

    /// <summary>CancelSession ('BF41').</summary>
    [Tag("[65]")]
    [Name("cancelSessionResponseEs9")]
    public sealed record CancelSession(CancelSessionResponseEs9 Value) : RemoteProfileProvisioningResponse;

    /// <summary>AuthenticateClient of ES11 ('BF40').</summary>
    [Tag("[64]")]
    [Name("authenticateClientResponseEs11")]
    public sealed record AuthenticateClientEs11(AuthenticateClientResponseEs11 Value) : RemoteProfileProvisioningResponse;
}

using EuiccSim.Protocol.Rsp.Es10a;

namespace EuiccSim.Lpa.Es10;

/// <summary>The functions of ES10a: addresses. SGP.22 v2.5 §5.7.</summary>
/// <inheritdoc cref="LpaClient" path="/remarks"/>
/// <param name="es10">The ISD-R.</param>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class Es10aClient(Es10Client es10)
{
    /// <summary>ES10a.GetEuiccConfiguredAddresses: the default SM-DP+ and the root SM-DS. SGP.22 v2.5 §5.7.3.</summary>
    public ValueTask<EuiccConfiguredAddressesResponse> GetEuiccConfiguredAddressesAsync(CancellationToken cancellationToken = default) =>
        es10.SendAsync(new EuiccConfiguredAddressesRequest(), cancellationToken);

    /// <summary>ES10a.SetDefaultDpAddress. SGP.22 v2.5 §5.7.4.</summary>
    /// <param name="address">The host name of the default SM-DP+; empty to have none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask SetDefaultDpAddressAsync(string address, CancellationToken cancellationToken = default)
    {
        SetDefaultDpAddressRequest request = new() { DefaultDpAddress = address };
        SetDefaultDpAddressResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("SetDefaultDpAddress", response.SetDefaultDpAddressResult);
    }
}

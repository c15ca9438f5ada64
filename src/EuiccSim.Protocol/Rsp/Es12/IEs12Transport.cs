using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es12;

/// <summary>Carries one call to an SM-DS, from an SM-DP+ (ES12) or another SM-DS (ES15): in process, or over HTTPS with a client
/// certificate.</summary>
public interface IEs12Transport
{
    /// <summary>Posts a JSON object to https://ADDRESS/gsma/rsp2/INTERFACE/FUNCTION. SGP.22 v2.5 §6.1.</summary>
    /// <param name="smdsAddress">The FQDN of the SM-DS, with a port where one is given.</param>
    /// <param name="interfaceName">"es12" or "es15".</param>
    /// <param name="function">"registerEvent" or "deleteEvent".</param>
    /// <param name="request">The JSON object, UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The HTTP status and the body.</returns>
    /// <exception cref="Es9TransportException">The SM-DS could not be reached or gave no answer: whether it did what was asked is not
    /// known.</exception>
    Task<Es9HttpResponse> PostAsync(string smdsAddress, string interfaceName, string function, Octets request,
        CancellationToken cancellationToken);
}

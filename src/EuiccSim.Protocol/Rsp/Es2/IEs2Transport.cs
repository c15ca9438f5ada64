using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>
/// Carries one ES2+ call, from an operator to an SM-DP+ or, with HandleDownloadProgressInfo, the other way: in process, or over HTTPS with a
/// client certificate.
/// </summary>
public interface IEs2Transport
{
    /// <summary>Posts a JSON object to https://ADDRESS/gsma/rsp2/es2plus/FUNCTION. SGP.22 v2.5 §6.1.</summary>
    /// <param name="address">The host name of whom to call, with a port where one is given.</param>
    /// <param name="function">"downloadOrder", "confirmOrder", "cancelOrder", "releaseProfile" or "handleDownloadProgressInfo".</param>
    /// <param name="request">The JSON object, UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The HTTP status and the body (empty for 204).</returns>
    /// <exception cref="Es9TransportException">The other side could not be reached, is not to be trusted, or gave no answer.</exception>
    Task<Es9HttpResponse> PostAsync(string address, string function, Octets request, CancellationToken cancellationToken);
}

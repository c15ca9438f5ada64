using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Http;

/// <summary>Is it a server of ES9+ that answers, and not a portal, a proxy or a web site?</summary>
internal static class AnswerCheck
{
    /// <summary>SGP.22 has no redirections: who follows one, tells another server about the eUICC.</summary>
    internal static void NoRedirection(string serverAddress, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is < 300 or >= 400) return;
        string place = response.Headers.Location is { } location ? $" to {location}" : "";
        throw NotEs9($"{serverAddress} redirects{place} (HTTP status {(int)response.StatusCode}), which is not followed.", (int)response.StatusCode);
    }

    /// <summary>Servers in the field name many content types, or none. Only what is neither named nor looks like JSON is refused.</summary>
    internal static void IsJson(string serverAddress, HttpResponseMessage response, Octets body)
    {
        if ((int)response.StatusCode != 200 || body.IsEmpty) return;
        string type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (type.Contains("json", StringComparison.OrdinalIgnoreCase) || body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8)) return;
        throw NotEs9($"{serverAddress} answered with {(type.Length == 0 ? "something" : type)} that is not JSON: it seems to be no SM-DP+ or SM-DS.{ServerWords.Quote(body)}");
    }

    private static Es9TransportException NotEs9(string message, int? status = null) => new(message) { Fault = Es9TransportFault.NotEs9, HttpStatus = status };
}

using System.Globalization;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>HTTP statuses other than 200 and 204, in words. SGP.22 v2.5 §6.5.1: a refusal has status 200, so these are faults.</summary>
internal static class HttpStatusFaults
{
    /// <param name="server">The server.</param>
    /// <param name="function">What it was asked.</param>
    /// <param name="response">What it answered; its own words are passed on.</param>
    internal static Es9TransportException Describe(string server, string function, Es9HttpResponse response)
    {
        int status = response.Status;
        string meaning = Meanings.TryGetValue(status, out string? known)
            ? known
            : status >= 500 ? "it is out of order; try again later" : "it does not understand the call";
        return new(string.Create(CultureInfo.InvariantCulture, $"{server} answered {function} with HTTP status {status}: {meaning}.{ServerWords.Quote(response.Body)}"))
        {
            Fault = Es9TransportFault.NotEs9,
            HttpStatus = status,
            Function = function,
        };
    }

    private static readonly Dictionary<int, string> Meanings = new()
    {
        [400] = "it does not understand the call",
        [401] = "it wants a client that it knows",
        [403] = "it wants a client that it knows",
        [404] = "it does not have this function; perhaps it is no SM-DP+ or SM-DS",
        [405] = "it does not have this function; perhaps it is no SM-DP+ or SM-DS",
        [407] = "a proxy on the way wants to know the user",
        [413] = "the call is longer than it allows",
        [415] = "it does not take JSON",
        [429] = "it is asked too often; try again later",
        [500] = "something went wrong inside it; try again later",
        [502] = "what stands before it does not reach it; try again later",
        [503] = "it is overloaded or closed; try again later",
        [504] = "what stands before it does not reach it; try again later",
    };
}

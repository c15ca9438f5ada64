using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Reads what a server answered.</summary>
internal static class Es9Answers
{
    /// <summary>The answer, or null for a refusal.</summary>
    internal static T? Read<T>(Octets body)
        where T : class, IRspJson<T> =>
        (RspJson.ReadResponse<T>(body) as RspResult<T>.Ok)?.Value;

    /// <summary>The session that a call began, or null for another call.</summary>
    internal static TransactionId? SessionBegunBy(string function, Octets body) =>
        function == InitiateAuthenticationRequest.Function ? Read<InitiateAuthenticationOkEs9>(body)?.TransactionId : null;
}

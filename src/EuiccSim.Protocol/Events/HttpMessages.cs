using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Events;

/// <summary>The bodies of HTTP calls as messages.</summary>
internal static class HttpMessages
{
    internal static object? Request(HttpCall call) => Read(call.Function, call.Request, reading => reading.Request);

    internal static object? Response(HttpCall call) => Read(call.Function, call.Response, reading => reading.Response);

    private static object? Read(string function, Octets body, Func<Reading, Func<Octets, object?>> half)
    {
        if (body.IsEmpty) return null;
        // ES9+ and ES11 have one name for two functions, and what is of one is none of the other.
        foreach (Reading reading in s_readings[function])
        {
            try
            {
                return half(reading)(body);
            }
            catch (Exception fault) when (fault is RspMessageException or Asn1ContentException)
            {
                // Perhaps the other one.
            }
        }
        return null;
    }

    private static Reading Of<TRequest, TResponse>()
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : IRspJson<TResponse> => new(TRequest.Function, body => RspJson.ReadRequest<TRequest>(body), ResponseOf<TResponse>);

    private static object? ResponseOf<T>(Octets body)
        where T : IRspJson<T> => RspJson.ReadResponse<T>(body) switch
        {
            RspResult<T>.Ok ok => ok.Value,
            RspResult<T>.Failed failed => failed.Header,
            _ => null,
        };

    private sealed record Reading(string Function, Func<Octets, object?> Request, Func<Octets, object?> Response);

    private static readonly ILookup<string, Reading> s_readings = new[]
    {
        Of<InitiateAuthenticationRequest, InitiateAuthenticationOkEs9>(),
        Of<AuthenticateClientRequest, AuthenticateClientOk>(),
        Of<AuthenticateClientRequest, AuthenticateClientOkEs11>(),
        Of<GetBoundProfilePackageRequest, GetBoundProfilePackageOk>(),
        Of<CancelSessionRequestEs9, CancelSessionOk>(),
        // Its answer has no body.
        Of<HandleNotification, CancelSessionOk>(),
        Of<RegisterEventRequest, RegisterEventResponse>(),
        Of<DeleteEventRequest, DeleteEventResponse>(),
    }.ToLookup(reading => reading.Function, StringComparer.Ordinal);
}

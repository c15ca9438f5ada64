using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Testing.Events;

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
            catch (Exception fault) when (fault is Es9MessageException or Asn1ContentException)
            {
                // Perhaps the other one.
            }
        }
        return null;
    }

    private static Reading Of<TRequest, TResponse>()
        where TRequest : IEs9Json<TRequest>, IEs9Request
        where TResponse : IEs9Json<TResponse> => new(TRequest.Function, body => Es9Json.ReadRequest<TRequest>(body), ResponseOf<TResponse>);

    private static object? ResponseOf<T>(Octets body)
        where T : IEs9Json<T> => Es9Json.ReadResponse<T>(body) switch
    {
        Es9Result<T>.Ok ok => ok.Value,
        Es9Result<T>.Failed failed => failed.Header,
        _ => null,
    };

    private sealed record Reading(string Function, Func<Octets, object?> Request, Func<Octets, object?> Response);

    private static readonly ILookup<string, Reading> s_readings = new[]
    {
        Of<InitiateAuthenticationJsonRequest, InitiateAuthenticationJsonResponse>(),
        Of<AuthenticateClientJsonRequest, AuthenticateClientJsonResponse>(),
        Of<AuthenticateClientJsonRequest, AuthenticateClientEs11JsonResponse>(),
        Of<GetBoundProfilePackageJsonRequest, GetBoundProfilePackageJsonResponse>(),
        Of<CancelSessionJsonRequest, CancelSessionJsonResponse>(),
        // Its answer has no body.
        Of<HandleNotificationJsonRequest, CancelSessionJsonResponse>(),
        Of<RegisterEventJsonRequest, RegisterEventJsonResponse>(),
        Of<DeleteEventJsonRequest, DeleteEventJsonResponse>(),
    }.ToLookup(reading => reading.Function, StringComparer.Ordinal);
}

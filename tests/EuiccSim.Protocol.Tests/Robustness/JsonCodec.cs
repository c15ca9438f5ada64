using System.Reflection;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>
/// A message of the JSON binding, as a request and, with a header, as a response. What has a header of its own is a request in both places.
/// </summary>
internal sealed record JsonCodec(
    Type Type, Func<Octets, object> ReadRequest, Func<Octets, object?> ReadResponse, Func<object, bool, Octets> Write)
{
    /// <summary>Every type of the library that implements <see cref="IRspJson{TSelf}"/>.</summary>
    internal static IReadOnlyList<JsonCodec> All { get; } =
    [
        .. typeof(RspJson).Assembly.GetTypes()
            .Where(type => Array.Exists(type.GetInterfaces(), IsMessage))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(Of),
    ];

    private static bool IsMessage(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRspJson<>);

    private static JsonCodec Of(Type type)
    {
        MethodInfo make = typeof(JsonCodec).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (JsonCodec)make.MakeGenericMethod(type).Invoke(null, null)!;
    }

    private static JsonCodec Make<T>()
        where T : IRspJson<T>
    {
        bool isRequest = typeof(T).GetProperty("Header") is not null;
        return new(
            typeof(T),
            body => RspJson.ReadRequest<T>(body),
            body => isRequest ? RspJson.ReadRequest<T>(body) : RspJson.ReadResponse<T>(body) is RspResult<T>.Ok ok ? ok.Value : null,
            (value, isResponse) => isResponse && !isRequest ? RspJson.WriteResponse((T)value) : RspJson.WriteRequest((T)value));
    }
}

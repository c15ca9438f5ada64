using System.Text.Json.Nodes;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Conformance.Servers.Orders;

/// <summary>Requests of an operator, and of an SM-DP+ at an SM-DS, member by member. SGP.22 v2.5 §6.5.1.3, §6.5.2.</summary>
internal static class Es2Request
{
    internal static JsonObject DownloadOrder(RandomSource random, Iccid? iccid, string? eid = null, string? profileType = null) =>
        With(random, ("eid", eid), ("iccid", iccid?.Digits), ("profileType", profileType));

    internal static JsonObject ConfirmOrder(
        RandomSource random, Iccid iccid, bool release = true, string? eid = null, string? matchingId = null, string? code = null, string? smds = null)
    {
        JsonObject request = With(random, ("iccid", iccid.Digits), ("eid", eid), ("matchingId", matchingId), ("confirmationCode", code), ("smdsAddress", smds));
        request["releaseFlag"] = release;
        return request;
    }

    internal static JsonObject CancelOrder(RandomSource random, Iccid iccid, string? eid, string? matchingId, string finalStatus = "Unavailable") =>
        With(random, ("iccid", iccid.Digits), ("eid", eid), ("matchingId", matchingId), ("finalProfileStatusIndicator", finalStatus));

    internal static JsonObject ReleaseProfile(RandomSource random, Iccid iccid) => With(random, ("iccid", iccid.Digits));

    internal static JsonObject RegisterEvent(RandomSource random, string eid, string address, string eventId, bool forward = false)
    {
        JsonObject request = With(random, ("eid", eid), ("rspServerAddress", address), ("eventId", eventId));
        request["forwardingIndicator"] = forward;
        return request;
    }

    internal static JsonObject DeleteEvent(RandomSource random, string eid, string eventId) => With(random, ("eid", eid), ("eventId", eventId));

    private static JsonObject With(RandomSource random, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        JsonObject request = new()
        {
            ["header"] = new JsonObject
            {
                ["functionRequesterIdentifier"] = Requester,
                ["functionCallIdentifier"] = $"CONFORMANCE-{Digits.DrawOctets(random, 8)}",
            },
        };
        foreach ((string name, string? value) in members)
            if (value is not null) request[name] = value;
        return request;
    }

    private const string Requester = "2.999.10";
}

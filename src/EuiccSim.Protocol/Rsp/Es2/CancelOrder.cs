using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.CancelOrder, request. The response has a header and no more. SGP.22 v2.5 §5.3.3, §6.5.2.3.</summary>
public sealed record CancelOrderRequest : IEs9Json<CancelOrderRequest>, IEs9Request
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The eUICC that it was ordered for; needed if there is one.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The order's MatchingID; null not to have it compared.</summary>
    public string? MatchingId { get; init; }

    /// <summary>finalProfileStatusIndicator: true for "Available", the profile goes back into stock; false for "Unavailable".</summary>
    public required bool KeepInStock { get; init; }

    /// <inheritdoc/>
    public static string Function => "cancelOrder";

    /// <inheritdoc/>
    public static CancelOrderRequest Read(Es9JsonReader json) => new()
    {
        Header = RequestHeader.Read(json),
        Iccid = json.Iccid("iccid"),
        Eid = json.OptionalEid("eid"),
        MatchingId = json.OptionalText("matchingId"),
        KeepInStock = json.Text(Indicator) switch
        {
            Available => true,
            Unavailable => false,
            string other => throw new Es9MessageException($"{Indicator}: '{other}' is neither {Available} nor {Unavailable}"),
        },
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.Text("iccid", Iccid.Digits);
        json.OptionalText("eid", Eid?.Digits);
        json.OptionalText("matchingId", MatchingId);
        json.Text(Indicator, KeepInStock ? Available : Unavailable);
    }

    private const string Indicator = "finalProfileStatusIndicator";
    private const string Available = "Available";
    private const string Unavailable = "Unavailable";
}

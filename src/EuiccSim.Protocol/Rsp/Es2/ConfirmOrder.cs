using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.ConfirmOrder, request. SGP.22 v2.5 §5.3.2, §6.5.2.2.</summary>
public sealed record ConfirmOrderRequest : IEs9Json<ConfirmOrderRequest>, IEs9Request
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The eUICC that the profile is for; null for any, or for the one named before.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The token for the Activation Code; null to have one made; empty if the eUICC alone decides.</summary>
    public string? MatchingId { get; init; }

    /// <summary>The code that the user must enter, as typed; null for none.</summary>
    public string? ConfirmationCode { get; init; }

    /// <summary>The SM-DS at which the download is announced; null for none.</summary>
    public string? SmdsAddress { get; init; }

    /// <summary>True to release the profile for download at once.</summary>
    public required bool ReleaseFlag { get; init; }

    /// <inheritdoc/>
    public static string Function => "confirmOrder";

    /// <inheritdoc/>
    public static ConfirmOrderRequest Read(Es9JsonReader json) => new()
    {
        Header = RequestHeader.Read(json),
        Iccid = json.Iccid("iccid"),
        Eid = json.OptionalEid("eid"),
        MatchingId = json.OptionalText("matchingId"),
        ConfirmationCode = json.OptionalText("confirmationCode"),
        SmdsAddress = json.OptionalText("smdsAddress"),
        ReleaseFlag = json.Boolean("releaseFlag"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.Text("iccid", Iccid.Digits);
        json.OptionalText("eid", Eid?.Digits);
        json.OptionalText("matchingId", MatchingId);
        json.OptionalText("confirmationCode", ConfirmationCode);
        json.OptionalText("smdsAddress", SmdsAddress);
        json.Boolean("releaseFlag", ReleaseFlag);
    }

    /// <summary>All but the Confirmation Code.</summary>
    public override string ToString() => $"{nameof(ConfirmOrderRequest)} {Iccid}";
}

/// <summary>ES2+.ConfirmOrder, response after success.</summary>
public sealed record ConfirmOrderResponse : IEs9Json<ConfirmOrderResponse>
{
    /// <summary>The eUICC that the profile is for, if it is for one.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The token for the Activation Code.</summary>
    public required string MatchingId { get; init; }

    /// <summary>Where the profile waits.</summary>
    public string? SmdpAddress { get; init; }

    /// <inheritdoc/>
    public static ConfirmOrderResponse Read(Es9JsonReader json) => new()
    {
        Eid = json.OptionalEid("eid"),
        MatchingId = json.Text("matchingId"),
        SmdpAddress = json.OptionalText("smdpAddress"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        json.OptionalText("eid", Eid?.Digits);
        json.Text("matchingId", MatchingId);
        json.OptionalText("smdpAddress", SmdpAddress);
    }
}

using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.DownloadOrder, request. SGP.22 v2.5 §5.3.1, §6.5.2.1.</summary>
public sealed record DownloadOrderRequest : IEs9Json<DownloadOrderRequest>, IEs9Request
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The eUICC that the profile is for; null to leave that open.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The profile; null for any of the type.</summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The type of profile; null if the profile is named.</summary>
    public string? ProfileType { get; init; }

    /// <inheritdoc/>
    public static string Function => "downloadOrder";

    /// <inheritdoc/>
    public static DownloadOrderRequest Read(Es9JsonReader json) => new()
    {
        Header = RequestHeader.Read(json),
        Eid = json.OptionalEid("eid"),
        Iccid = json.Has("iccid") ? json.Iccid("iccid") : null,
        ProfileType = json.OptionalText("profileType"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.OptionalText("eid", Eid?.Digits);
        json.OptionalText("iccid", Iccid?.Digits);
        json.OptionalText("profileType", ProfileType);
    }
}

/// <summary>ES2+.DownloadOrder, response after success.</summary>
public sealed record DownloadOrderResponse : IEs9Json<DownloadOrderResponse>
{
    /// <summary>The profile that is now reserved.</summary>
    public required Iccid Iccid { get; init; }

    /// <inheritdoc/>
    public static DownloadOrderResponse Read(Es9JsonReader json) => new() { Iccid = json.Iccid("iccid") };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json) => json.Text("iccid", Iccid.Digits);
}

using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.ReleaseProfile, request. The response has a header and no more. SGP.22 v2.5 §5.3.4, §6.5.2.4.</summary>
public sealed record ReleaseProfileRequest : IEs9Json<ReleaseProfileRequest>, IEs9Request
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <inheritdoc/>
    public static string Function => "releaseProfile";

    /// <inheritdoc/>
    public static ReleaseProfileRequest Read(Es9JsonReader json) => new() { Header = RequestHeader.Read(json), Iccid = json.Iccid("iccid") };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.Text("iccid", Iccid.Digits);
    }
}

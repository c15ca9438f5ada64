using System.Text.Json;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Lpa.Discovery;

/// <summary>What a discovery needs to know.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>The SM-DS to ask, with a port where it is not 443; null for the eUICC's root SM-DS.</summary>
    public string? SmdsAddress { get; init; }

    /// <summary>What servers are told about the device.</summary>
    public DeviceInfo DeviceInfo { get; init; } = new DownloadOptions().DeviceInfo;

    /// <summary>The same, with a device of this IMEI.</summary>
    public DiscoveryOptions WithImei(Protocol.Identifiers.Imei imei) => this with { DeviceInfo = DeviceInfo with { Tac = imei.TacOctets, Imei = imei.Octets } };

    /// <summary>
    /// How many SM-DSs may stand one behind the other. 1: only the first is asked, and events at another SM-DS are given as they are,
    /// without asking their servers anything.
    /// </summary>
    public int MaximumDepth { get; init; } = 4;

    /// <summary>How many servers may be asked in all. Events beyond are given without asking their servers.</summary>
    public int MaximumServers { get; init; } = 32;
}

/// <summary>An event at an SM-DS: something waits for this eUICC. SGP.22 v2.5 §3.6.</summary>
/// <param name="EventId">What to ask for, as MatchingID.</param>
/// <param name="RspServerAddress">Where it waits.</param>
/// <param name="SmdsAddress">The SM-DS that told.</param>
public sealed record DiscoveredEvent(string EventId, string RspServerAddress, string SmdsAddress)
{
    /// <summary>
    /// Why the server that it names could not be asked whether it is an SM-DP+, in words; null if it is one, or if it was not to be asked.
    /// The event may be good all the same.
    /// </summary>
    public string? Trouble { get; init; }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("eventId", EventId);
        json.WriteString("rspServerAddress", RspServerAddress);
        json.WriteString("smds", SmdsAddress);
        json.WriteString("activationCode", ToActivationCode().ToQrText());
        json.WriteString("trouble", Trouble);
    }

    /// <summary>What <see cref="LpaClient.DownloadAsync"/> takes.</summary>
    public Protocol.Identifiers.ActivationCode ToActivationCode() => new() { SmdpAddress = RspServerAddress, MatchingId = EventId };
}

/// <summary>How far a discovery is.</summary>
/// <param name="ServerAddress">The server that is asked now.</param>
/// <param name="Step">One of the four steps of the common mutual authentication.</param>
public sealed record DiscoveryProgress(string ServerAddress, DownloadStep Step);

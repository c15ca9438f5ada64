using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using EuiccSim.Files;

namespace EuiccSim.Cli.Smdp;

/// <summary>Where a running server takes orders: a file of its own in the user's folder, for as long as the server runs.</summary>
internal sealed record RunningServer
{
    /// <summary>The SM-DP+ address in its Activation Codes.</summary>
    public required string Address { get; init; }

    /// <summary>Where ES2+ listens.</summary>
    public required string Es2 { get; init; }

    /// <summary>A name in its TLS certificate.</summary>
    public required string Name { get; init; }

    /// <summary>The CIs under which its TLS certificates are, in DER.</summary>
    public required byte[][] Cis { get; init; }

    /// <summary>The process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Where it is reached from here: what listens on all addresses, through loopback.</summary>
    [JsonIgnore]
    internal IPEndPoint EndPoint
    {
        get
        {
            IPEndPoint place = IPEndPoint.Parse(Es2);
            bool isAny = place.Address.Equals(IPAddress.Any) || place.Address.Equals(IPAddress.IPv6Any);
            return isAny ? new(IPAddress.Loopback, place.Port) : place;
        }
    }

    /// <summary>All of this user.</summary>
    internal static IReadOnlyList<RunningServer> All(Surroundings at) => !Directory.Exists(FolderIn(at)) ? [] : Failures.OfFiles("noServer", () =>
        (IReadOnlyList<RunningServer>)[.. Directory.GetFiles(FolderIn(at), "smdp-*.json").Order(StringComparer.Ordinal).Select(Read).OfType<RunningServer>()]);

    /// <summary>
    /// Where an SM-DP+ of this user listens that is asked for without a port. In what a card signs, and so in the address of the notification of an
    /// installation, stands the server's name alone: SGP.22 has no port there.
    /// </summary>
    internal static Dictionary<string, EndPoint> PlacesOfBareNames(IReadOnlyList<RunningServer> all) => all
        .Select(one => one.Address.Split(':')).GroupBy(address => address[0], StringComparer.OrdinalIgnoreCase).Where(same => same.Count() == 1)
        .Select(same => same.Single()).Where(address => address.Length == 2)
        .ToDictionary(address => $"{address[0]}:443", EndPoint (address) => new DnsEndPoint(address[0], int.Parse(address[1], CultureInfo.InvariantCulture)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The one that runs.</summary>
    internal static RunningServer TheOnly(IReadOnlyList<RunningServer> all)
    {
        // What a process that was killed left behind answers nobody.
        RunningServer[] running = all.Count < 2 ? [.. all] : [.. all.Where(one => one.IsListening())];
        if (running is [var only]) return only;
        if (running.Length == 0) throw CommandFailure.Missing("noServer", "No server of yours is running here: 'euiccsim smdp serve' starts one, --server names another's.");
        string several = string.Join(", ", running.Select(one => $"--server {Listening.Url(one.EndPoint)} (whose LPAs go to {one.Address})"));
        throw CommandFailure.Missing("severalServers", $"Several servers of yours are running. Name one: {several}.");
    }

    /// <summary>Whether a person means this one: by where it takes orders, or by the address in its Activation Codes.</summary>
    /// <param name="place">HOST:PORT.</param>
    internal bool IsAt(string place) => string.Equals(place, Address, StringComparison.OrdinalIgnoreCase) || place == EndPoint.ToString() || place == Es2
        || (EndPoint.Address.Equals(IPAddress.Loopback) && string.Equals(place, string.Create(CultureInfo.InvariantCulture, $"localhost:{EndPoint.Port}"), StringComparison.OrdinalIgnoreCase));

    /// <summary>Lets orders find the server.</summary>
    internal void Announce(Surroundings at)
    {
        try
        {
            UserKeys.CreateFolder(FolderIn(at));
            NewFile.Write(PathIn(at), JsonSerializer.SerializeToUtf8Bytes(this, RunningServerJson.Default.RunningServer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("dataFolder", $"{FaultWords.Sentence(e)} EUICCSIM_DATA can name another folder.", e);
        }
    }

    /// <summary>Forgets it.</summary>
    internal void Withdraw(Surroundings at) => File.Delete(PathIn(at));

    private bool IsListening()
    {
        try
        {
            using Socket socket = new(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(EndPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Null where it has just ended.</summary>
    private static RunningServer? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunningServerJson.Default.RunningServer);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw CommandFailure.Missing("noServer", $"{path} is not what a server wrote: delete it, and start the server again.", e);
        }
    }

    private static string FolderIn(Surroundings at) => Path.Combine(at.DataFolder, "servers");

    // A port has one server at a time.
    private string PathIn(Surroundings at) => Path.Combine(FolderIn(at), string.Create(CultureInfo.InvariantCulture, $"smdp-{ProcessId}-{EndPoint.Port}.json"));
}

[JsonSerializable(typeof(RunningServer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class RunningServerJson : JsonSerializerContext;

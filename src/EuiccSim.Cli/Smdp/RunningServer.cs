using System.Net;
using System.Text.Json.Serialization;
using EuiccSim.Files;

namespace EuiccSim.Cli.Smdp;

/// <summary>Where a running server takes orders: a file in the user's folder, for as long as the server runs.</summary>
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

    [JsonIgnore]
    internal IPEndPoint EndPoint => IPEndPoint.Parse(Es2);

    internal static RunningServer Find(Surroundings at)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathIn(at)), RunningServerJson.Default.RunningServer)
                ?? throw new JsonException("nothing in it");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailure.Missing("noServer", "No server of yours is running here: 'euiccsim smdp serve' starts one.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw CommandFailure.Missing("noServer", $"{PathIn(at)}: {FaultWords.Of(e, PathIn(at))}", e);
        }
    }

    /// <summary>Lets orders find the server.</summary>
    internal void Announce(Surroundings at)
    {
        try
        {
            NewFile.Write(PathIn(at), JsonSerializer.SerializeToUtf8Bytes(this, RunningServerJson.Default.RunningServer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("dataFolder", $"{FaultWords.Sentence(FaultWords.Of(e))} EUICCSIM_DATA can name another folder.", e);
        }
    }

    /// <summary>Forgets it, unless another has been started since.</summary>
    internal void Withdraw(Surroundings at)
    {
        if (File.Exists(PathIn(at)) && Find(at) is { } last && last.ProcessId == ProcessId && last.Es2 == Es2) File.Delete(PathIn(at));
    }

    private static string PathIn(Surroundings at) => Path.Combine(at.DataFolder, "smdp.json");
}

[JsonSerializable(typeof(RunningServer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class RunningServerJson : JsonSerializerContext;

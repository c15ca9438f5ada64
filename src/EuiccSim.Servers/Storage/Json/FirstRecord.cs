using System.Text.Json.Serialization;

namespace EuiccSim.Servers.Storage.Json;

/// <summary>The first record of any log.</summary>
internal sealed record FirstRecord
{
    /// <summary>What the file is.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the format.</summary>
    public required int Version { get; init; }
}

/// <summary>How it looks as JSON.</summary>
[JsonSerializable(typeof(FirstRecord))]
internal sealed partial class LogJsonContext : JsonSerializerContext
{
    internal static LogJsonContext Instance { get; } = new(RecordJson.NewOptions());
}

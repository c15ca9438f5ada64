using System.Text.Json.Serialization;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>How the records look as JSON.</summary>
[JsonSerializable(typeof(SmdsLogRecord))]
[JsonSerializable(typeof(SmdsEventRecord))]
[JsonSerializable(typeof(RootDeletionRecord))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class SmdsJsonContext : JsonSerializerContext
{
    internal static SmdsJsonContext Instance { get; } = new(RecordJson.NewOptions());
}

using System.Text.Json.Serialization;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>How the records look as JSON.</summary>
[JsonSerializable(typeof(OrderRecord))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(PartRecord))]
[JsonSerializable(typeof(LogRecord))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class StateJsonContext : JsonSerializerContext
{
    internal static StateJsonContext Instance { get; } = new(RecordJson.NewOptions());
}

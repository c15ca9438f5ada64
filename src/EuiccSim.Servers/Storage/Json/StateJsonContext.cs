using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EuiccSim.Servers.Storage.Json;

/// <summary>How the records look as JSON.</summary>
[JsonSerializable(typeof(OrderRecord))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(PartRecord))]
[JsonSerializable(typeof(FirstRecord))]
[JsonSerializable(typeof(LogRecord))]
[JsonSerializable(typeof(SmdsLogRecord))]
[JsonSerializable(typeof(SmdsEventRecord))]
[JsonSerializable(typeof(RootDeletionRecord))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class StateJsonContext : JsonSerializerContext
{
    internal static StateJsonContext Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // Nothing of it is ever put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UnicodeText() },
    });
}

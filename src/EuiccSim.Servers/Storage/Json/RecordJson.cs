using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Servers.Storage.Json;

/// <summary>Writes and reads what the stores of all servers keep.</summary>
internal static class RecordJson
{
    /// <summary>How records look as JSON. Each context has options of its own.</summary>
    internal static JsonSerializerOptions NewOptions() => new()
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
    };

    internal static Octets Write<T>(T record, JsonTypeInfo<T> type) => Octets.Wrap(JsonSerializer.SerializeToUtf8Bytes(record, type));

    internal static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("there is nothing");

    /// <summary>What a record is read as once it was written.</summary>
    internal static TResult Reread<T, TResult>(T record, JsonTypeInfo<T> type, Func<T, TResult> from) =>
        Checked(Read(Write(record, type).Span, type), from);

    /// <summary>Throws if a record cannot be read again as it is written.</summary>
    /// <param name="what">The order, the session or the event.</param>
    /// <param name="reread">Writes and reads it.</param>
    /// <exception cref="StateValueException">It cannot.</exception>
    internal static void Check<T>(string what, Func<T> reread)
    {
        try
        {
            _ = reread();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new StateValueException(what, FaultWords.Of(e), e);
        }
    }

    /// <summary>Reads, and tells of whatever is no such value as a <see cref="JsonException"/>.</summary>
    internal static TResult Checked<T, TResult>(T record, Func<T, TResult> read)
    {
        try
        {
            return read(record);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or Asn1ContentException or EcKeyException)
        {
            throw new JsonException(FaultWords.Of(e), e);
        }
    }
}

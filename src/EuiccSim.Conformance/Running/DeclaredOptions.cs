using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Running;

/// <summary>What somebody declares of a target in a file, where the target does not say it, or says it wrongly: <c>{ "crlSupport": false }</c>.</summary>
public static class DeclaredOptions
{
    /// <summary>Reads a declaration.</summary>
    /// <param name="json">A JSON object; each member is the name of an option (<see cref="TargetOption.Name"/>), with true or false.</param>
    /// <exception cref="FormatException">It is no such object; the message says what is the matter.</exception>
    public static IReadOnlyDictionary<string, bool> Read(Octets json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.Memory, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object of options");
            return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new FormatException($"'{member.Name}' is neither true nor false"),
            });
        }
        catch (JsonException fault)
        {
            throw new FormatException("it is no JSON", fault);
        }
    }
}

using System.Text.Json;

namespace EuiccSim.Protocol.Words;

/// <summary>Kinds of values of JSON.</summary>
internal static class JsonKinds
{
    /// <summary>"a text".</summary>
    internal static string Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "nothing",
        _ => "true or false",
    };
}

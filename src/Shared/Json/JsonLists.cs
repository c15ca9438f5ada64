using System.Text.Json;

namespace EuiccSim.Json;

/// <summary>Arrays as members of the object that is open.</summary>
internal static class JsonLists
{
    /// <summary>An array of objects.</summary>
    internal static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> all, Action<T> members)
    {
        json.WriteStartArray(name);
        foreach (T one in all)
        {
            json.WriteStartObject();
            members(one);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>An array of texts; null where there is none.</summary>
    internal static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string>? all)
    {
        if (all is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        foreach (string one in all) json.WriteStringValue(one);
        json.WriteEndArray();
    }
}

using System.Text.Json;

namespace EuiccSim.Tests;

/// <summary>A case of SGP.23: the tests that show it, or why there is none.</summary>
internal sealed record ConformanceCase
{
    /// <summary>The clause (or a group, where no clause is known) and a number of our own: "4.2.21#3".</summary>
    public required string Id { get; init; }

    /// <summary>"eUICC" or "LPA".</summary>
    public required string Side { get; init; }

    /// <summary>What the case is about.</summary>
    public required string Title { get; init; }

    /// <summary>Full names of test methods.</summary>
    public string[] Tests { get; init; } = [];

    /// <summary>Why there is no test; null if there is one.</summary>
    public string? Disabled { get; init; }
}

/// <summary>conformance/sgp23.json, which is embedded in every test project.</summary>
internal sealed record ConformanceManifest
{
    /// <summary>The standard.</summary>
    public required string Standard { get; init; }

    /// <summary>All cases, in the order of their clauses.</summary>
    public required ConformanceCase[] Cases { get; init; }

    internal static ConformanceManifest Load()
    {
        using Stream stream = typeof(ConformanceManifest).Assembly.GetManifestResourceStream("sgp23.json")!;
        return JsonSerializer.Deserialize<ConformanceManifest>(stream, s_options)!;
    }

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };
}

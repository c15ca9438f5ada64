using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests;

namespace EuiccSim.Lpa.Tests.Fakes;

/// <summary>Messages recorded between other implementations; see the README beside the vectors.</summary>
internal static class Observed
{
    internal static Octets Der(string file, string @case) => Octets.FromHex(Find(file, @case).GetProperty("der").GetString()!);

    internal static JsonElement Find(string file, string @case)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"vectors/asn1/{file}.json")));
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
            if (vector.GetProperty("case").GetString() == @case) return vector.Clone();
        Assert.Ignore($"needs the recorded message '{@case}', which is not in {file}.json");
        return default;
    }

    /// <summary>The file of recorded ES10 commands and answers.</summary>
    internal const string Es10 = "observed-es10";

    /// <summary>The file of recorded ES9+ messages.</summary>
    internal const string Es9 = "observed-es9plus";
}

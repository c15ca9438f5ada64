using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Output;

/// <summary>The names that the standards give to values.</summary>
internal static class StandardName
{
    /// <summary>The name with a small first letter; the number where the value has no name.</summary>
    internal static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return s_others.GetValueOrDefault(name) ?? char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>A status of a profile element as SAIP writes it: invalid-parameter.</summary>
    internal static string OfStatus(PeStatusCode status) =>
        string.Concat(Of(status).Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));

    /// <summary>The names of the bits that are set, in their order.</summary>
    internal static IEnumerable<string> OfBits<T>(T value)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(bit => value.HasFlag(bit)).Select(Of);

    // UICCCapability has dashes and capitals where C# has none.
    private static readonly Dictionary<string, string> s_others = new()
    {
        ["GbaAuthenIsim"] = "gbaAuthenISim",
        ["ProfileAX25519"] = "profile-a-x25519",
        ["ProfileBP256"] = "profile-b-p256",
        ["DnsResolution"] = "dns-resolution",
        ["Scp11cAuthorizationMechanism"] = "scp11c-authorization-mechanism",
        ["S16Mode"] = "s16mode",
        ["IotMinimal"] = "iotminimal",
    };
}

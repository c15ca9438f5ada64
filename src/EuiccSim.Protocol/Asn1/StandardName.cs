using System.Collections.Frozen;

namespace EuiccSim.Protocol.Asn1;

/// <summary>The names that the standards give to values.</summary>
public static class StandardName
{
    /// <summary>The name with a small first letter; the number where the value has no name.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return s_others.GetValueOrDefault(name) ?? char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The name with dashes, as SAIP writes the status of a profile element: "invalid-parameter".</summary>
    public static string OfHyphenated<T>(T value)
        where T : struct, Enum =>
        string.Concat(Of(value).Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));

    /// <summary>The names of the bits that are set, in their order.</summary>
    public static IEnumerable<string> OfBits<T>(T value)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(bit => value.HasFlag(bit)).Select(Of);

    // UICCCapability has dashes and capitals where C# has none.
    private static readonly FrozenDictionary<string, string> s_others = new Dictionary<string, string>
    {
        ["GbaAuthenIsim"] = "gbaAuthenISim",
        ["ProfileAX25519"] = "profile-a-x25519",
        ["ProfileBP256"] = "profile-b-p256",
        ["DnsResolution"] = "dns-resolution",
        ["Scp11cAuthorizationMechanism"] = "scp11c-authorization-mechanism",
        ["S16Mode"] = "s16mode",
        ["IotMinimal"] = "iotminimal",
    }.ToFrozenDictionary();
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Inspection;

/// <summary>Values of GlobalPlatform and of TS 102 225 in words.</summary>
internal static class GlobalPlatformWords
{
    /// <summary>GlobalPlatform Card Specification §11.1.2, tables 11-7 to 11-9; three octets, or the first alone.</summary>
    internal static IEnumerable<string> Privileges(Octets privileges)
    {
        for (int octet = 0; octet < Math.Min(privileges.Length, s_privileges.Length); octet++)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                if ((privileges[octet] >> bit & 1) == 0) continue;
                // Mandated DAP verification is coded as DAP verification with one bit more.
                yield return s_privileges[octet][7 - bit] is { Length: > 0 } name ? name : string.Create(CultureInfo.InvariantCulture, $"bit {bit + 1} of octet {octet + 1}");
            }
        }
    }

    /// <summary>§11.1.1, tables 11-4 and 11-5.</summary>
    internal static string LifeCycle(byte state, bool isSecurityDomain) => state switch
    {
        0x03 => "installed",
        0x07 => "selectable",
        0x0F when isSecurityDomain => "personalized",
        _ when (state & 0x80) != 0 && (state & 0x03) == 0x03 => "locked",
        _ when !isSecurityDomain && (state & 0x07) == 0x07 => string.Create(CultureInfo.InvariantCulture, $"application specific {state:X2}"),
        _ => state.ToString("X2", CultureInfo.InvariantCulture),
    };

    /// <summary>The first octet of the security parameters, as a minimum: TS 102 225 §5.1.1.</summary>
    internal static string SecurityLevel(byte level)
    {
        List<string> words = [];
        if ((level & 0x03) is > 0 and var check) words.Add(check switch { 1 => "redundancy check", 2 => "cryptographic checksum", _ => "digital signature" });
        if ((level & 0x04) != 0) words.Add("ciphering");
        if ((level >> 3 & 0x03) is > 0 and var counter) words.Add(counter switch { 1 => "counter, not checked", 2 => "counter is higher", _ => "counter is one higher" });
        return words.Count == 0 ? "no security" : string.Join(", ", words);
    }

    /// <summary>An access domain: TS 102 226 §8.2.1.3.2.5.</summary>
    internal static string AccessDomain(Octets domain) => domain.Length == 0 ? "none given" : domain[0] switch
    {
        0x00 when domain.Length == 1 => "full access",
        0xFF when domain.Length == 1 => "no access",
        0x02 => $"by access rules, {domain.Slice(1)}",
        _ => domain.ToString(),
    };

    private static readonly string[][] s_privileges =
    [
        ["security domain", "DAP verification", "delegated management", "card lock", "card terminate", "card reset", "CVM management", "mandated DAP verification"],
        ["trusted path", "authorized management", "token verification", "global delete", "global lock", "global registry", "final application", "global service"],
        ["receipt generation", "ciphered load file data block", "contactless activation", "contactless self-activation", "", "", "", ""],
    ];
}

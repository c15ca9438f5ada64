using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Three keys of the issuer's security domain for management over the air. GlobalPlatform UICC Configuration, TS 102 225.</summary>
/// <remarks><see cref="ToString"/> tells no secret.</remarks>
public sealed record OtaKeySet
{
    /// <summary>The key version number: '01' to '0F' for SCP80, '30' to '3F' for SCP03.</summary>
    public required int Version { get; init; }

    /// <summary>False for keys of triple DES.</summary>
    public bool IsAes { get; init; } = true;

    /// <summary>Key 1, encryption: KIc, or ENC of SCP03. AES: 16, 24 or 32 octets, DES: 16 or 24; drawn if null.</summary>
    public Octets? Kic { get; init; }

    /// <summary>Key 2, authentication: KID, or MAC of SCP03; as above.</summary>
    public Octets? Kid { get; init; }

    /// <summary>Key 3, encryption of keys: KIK, or DEK of SCP03; as above.</summary>
    public Octets? Kik { get; init; }

    /// <summary>"SCP80", "SCP03".</summary>
    public string Protocol => Version < 0x30 ? "SCP80" : "SCP03";

    /// <summary>The version, and nothing secret.</summary>
    public override string ToString() => $"{Protocol} {Version:X2}";

    /// <summary>Puts the keys into the element of a security domain: in the place of those with their numbers, or behind the others.</summary>
    internal void Apply(EditableTlv element)
    {
        if (element.Find(KeyListTag) is not { } list)
        {
            element.Set(KeyListTag, Octets.Empty);
            list = element.Find(KeyListTag)!;
        }
        foreach ((int identifier, Octets key) in (ReadOnlySpan<(int, Octets)>)[(1, Kic!.Value), (2, Kid!.Value), (3, Kik!.Value)])
        {
            EditableTlv fresh = EditableTlv.ReadAll(Asn1Codec.Encode(KeyOf(identifier, key)))[0];
            int at = list.Children.FindIndex(one => IsNumber(one, VersionTag, Version) && IsNumber(one, IdentifierTag, identifier));
            if (at < 0) list.Children.Add(fresh);
            else if (list.Children[at].Find(ComponentsTag) is { } components) components.Value = fresh.Find(ComponentsTag)!.Value;
        }
    }

    /// <summary>The sets of whole keys that a security domain has.</summary>
    internal static IEnumerable<OtaKeySet> Of(PeSecurityDomain domain)
    {
        foreach (IGrouping<int, KeyObject> version in (domain.KeyList ?? []).Where(key => key.KeyComponents.Count == 1).GroupBy(key => (int)key.KeyVersionNumber[0]))
        {
            KeyObject? Key(int identifier) => version.FirstOrDefault(key => key.KeyIdentifier[0] == identifier);
            if (!IsVersion(version.Key) || Key(1) is not { } first) continue;
            Octets? Value(int identifier) => Key(identifier)?.KeyComponents[0].KeyData;
            yield return new() { Version = version.Key, IsAes = first.KeyComponents[0].KeyType == s_aes, Kic = Value(1), Kid = Value(2), Kik = Value(3) };
        }
    }

    internal static bool IsVersion(int version) => version is (>= 0x01 and <= 0x0F) or (>= 0x30 and <= 0x3F);

    private KeyObject KeyOf(int identifier, Octets key) => new()
    {
        KeyUsageQualifier = Octets.Of([identifier switch { 1 => 0x18, 2 => 0x14, _ => 0x48 }]),
        KeyIdentifier = Octets.Of([(byte)identifier]),
        KeyVersionNumber = Octets.Of([(byte)Version]),
        KeyComponents = [new() { KeyType = IsAes ? s_aes : s_des, KeyData = key }],
    };

    private static bool IsNumber(EditableTlv key, int tag, int number) => key.Find(tag)?.Value is [var octet] && octet == number;

    // PE-SecurityDomain and KeyObject, SAIP §8.6
    private const int KeyListTag = 0xA2;
    private const int IdentifierTag = 0x82;
    private const int VersionTag = 0x83;
    private const int ComponentsTag = 0x30;

    // GlobalPlatform Card Specification table 11-16
    private static readonly Octets s_aes = Octets.FromHex("88");
    private static readonly Octets s_des = Octets.FromHex("80");
}

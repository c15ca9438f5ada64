using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Editing;

/// <summary>
/// Keys of remote management: of the first security domain that has a key set, the one with the lowest version. TS 102 225, GlobalPlatform
/// Card Specification §11.8. Their lengths and kinds stay.
/// </summary>
internal static class OtaFields
{
    internal static ProfileField[] All { get; } =
    [
        Key("kic", "The key of encryption", 1), Key("kid", "The key of integrity", 2), Key("kik", "The key that encrypts keys", 3),
        new("kvn", "The version of that key set, 1 to 127.", "1") { Apply = Version, Turn = 4 },
    ];

    private static ProfileField Key(string name, string what, int number) =>
        new(name, $"{what} of the key set with the lowest version: as many octets as are there.", "00112233445566778899AABBCCDDEEFF")
        {
            Apply = (draft, setting) =>
            {
                EditableTlv key = KeySet(draft, setting).Find(one => one.Find(IdentifierTag)?.Value is [.., var id] && id == number)
                    ?? throw FieldValues.NotThere(setting, string.Create(CultureInfo.InvariantCulture, $"no key {number} in its key set"));
                EditableTlv data = key.Find(ComponentsTag)?.Children.FirstOrDefault()?.Find(DataTag) ?? throw FieldValues.NotThere(setting, "a key without octets there");
                data.Value = FieldValues.Hex(setting, data.Value.Length);
            },
        };

    private static void Version(PackageDraft draft, FieldSetting setting)
    {
        int version = FieldValues.Number(setting, 1, 127);
        foreach (EditableTlv key in KeySet(draft, setting)) key.Set(VersionTag, Octets.Of([(byte)version]));
    }

    private static List<EditableTlv> KeySet(PackageDraft draft, FieldSetting setting)
    {
        List<EditableTlv> keys = draft.OfKind(PeKind.SecurityDomain).Select(domain => domain.Find(KeyListTag)?.Children).FirstOrDefault(list => list is { Count: > 0 })
            ?? throw FieldValues.NotThere(setting, "no security domain with keys");
        int lowest = keys.Min(VersionOf);
        return keys.FindAll(key => VersionOf(key) == lowest);
    }

    private static int VersionOf(EditableTlv key) => key.Find(VersionTag)?.Value is [.., var version] ? version : int.MaxValue;

    // PE-SecurityDomain and KeyObject, SAIP §8.6
    private const int KeyListTag = 0xA2;
    private const int IdentifierTag = 0x82;
    private const int VersionTag = 0x83;
    private const int ComponentsTag = 0x30;
    private const int DataTag = 0x86;
}

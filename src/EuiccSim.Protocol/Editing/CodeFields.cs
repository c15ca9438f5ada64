using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Editing;

/// <summary>PINs, administrative keys and PUKs, wherever the package defines them. SAIP §8.4; key references TS 102 221 §9.5.1.</summary>
internal static class CodeFields
{
    internal static ProfileField[] All { get; } =
    [
        .. Pin("pin1", "PIN", 0x01, "1234"), .. Pin("pin2", "PIN2", 0x81, "5678"),
        .. Enumerable.Range(1, 10).SelectMany(number => Pin(FormattableString.Invariant($"adm{number}"), "Administrative key", number <= 5 ? 0x09 + number : 0x84 + number, "12345678")),
        .. Puk("puk1", "PUK", 0x01), .. Puk("puk2", "PUK2", 0x81),
    ];

    private static ProfileField[] Pin(string name, string what, int reference, string example) =>
    [
        Field(name, $"{what}: 4 to 8 digits, or 0x and 8 octets.", example, (draft, setting) =>
            Change(draft, setting, PeKind.PinCodes, reference, pin => pin.Set(ValueTag, FieldValues.Code(setting, 4)))),
        Field($"{name}.enabled", "Whether it is asked for at the start.", "false", (draft, setting) =>
            Change(draft, setting, PeKind.PinCodes, reference, pin => Enable(pin, FieldValues.Truth(setting)))),
        Field($"{name}.tries", "How many wrong attempts it takes, 1 to 15; all of them are left.", "3", (draft, setting) =>
            Change(draft, setting, PeKind.PinCodes, reference, pin => SetTries(pin, PinTriesTag, FieldValues.Number(setting, 1, 15), 3))),
    ];

    private static ProfileField[] Puk(string name, string what, int reference) =>
    [
        Field(name, $"{what}: 8 digits, or 0x and 8 octets.", "12345678", (draft, setting) =>
            Change(draft, setting, PeKind.PukCodes, reference, puk => puk.Set(ValueTag, FieldValues.Code(setting, 8)))),
        Field($"{name}.tries", "How many wrong attempts it takes, 1 to 15; all of them are left.", "10", (draft, setting) =>
            Change(draft, setting, PeKind.PukCodes, reference, puk => SetTries(puk, PukTriesTag, FieldValues.Number(setting, 1, 15), 10))),
    ];

    private static ProfileField Field(string name, string meaning, string example, Action<PackageDraft, FieldSetting> apply) => new(name, meaning, example) { Apply = apply };

    private static void Change(PackageDraft draft, FieldSetting setting, PeKind kind, int reference, Action<EditableTlv> change)
    {
        EditableTlv[] all = [.. draft.OfKind(kind).SelectMany(ListOf).Where(code => code.Find(ReferenceTag)?.Value is [.., var own] && own == reference)];
        if (all.Length == 0) throw FieldValues.NotThere(setting, $"no {setting.Name.Split('.')[0].ToUpperInvariant()}");
        foreach (EditableTlv code in all) change(code);
    }

    private static List<EditableTlv> ListOf(EditableTlv element)
    {
        EditableTlv? codes = element.Find(CodesTag);
        if (element.TagNumber == (int)PeKind.PinCodes) codes = codes?.Find(PinConfigTag);
        return codes?.Children ?? [];
    }

    private static void Enable(EditableTlv pin, bool isEnabled)
    {
        int attributes = pin.Find(AttributesTag)?.Value is [.., var octet] ? octet : DefaultAttributes;
        int next = isEnabled ? attributes | 1 : attributes & ~1;
        if (next != attributes) SetOrDefault(pin, AttributesTag, next, DefaultAttributes);
    }

    /// <summary>Upper half octet: most attempts; lower half octet: attempts left.</summary>
    private static void SetTries(EditableTlv code, int tag, int tries, int usual)
    {
        int next = (tries << 4) | tries, standard = (usual << 4) | usual;
        int there = code.Find(tag)?.Value is [.., var octet] ? octet : standard;
        if (next != there) SetOrDefault(code, tag, next, standard);
    }

    /// <summary>DER leaves out what is DEFAULT.</summary>
    private static void SetOrDefault(EditableTlv code, int tag, int value, int usual)
    {
        if (value == usual) code.Children.RemoveAll(child => child.Tag == tag);
        else code.Set(tag, EditableTlv.Integer(value));
    }

    // PE-PINCodes and PE-PUKCodes, SAIP §8.4
    private const int CodesTag = 0xA1;
    private const int PinConfigTag = 0xA0;
    private const int ReferenceTag = 0x80;
    private const int ValueTag = 0x81;
    private const int AttributesTag = 0x83;
    private const int PinTriesTag = 0x84;
    private const int PukTriesTag = 0x82;
    private const int DefaultAttributes = 7;
}

using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Editing;

/// <summary>Fields of the profile header. SAIP §8.2.</summary>
internal static class HeaderFields
{
    internal static ProfileField[] All { get; } =
    [
        new("profileType", "The profile's name in its header, 1 to 100 characters.", "My test profile") { Apply = ProfileType },
        new("version", "The version of SAIP in the header.", "2.3") { Apply = Version },
        new("services", "The services that the eUICC must have (eUICC-Mandatory-services), by their names in SAIP.", "get-identity") { Apply = Services, IsList = true },
        new("templates", "The templates that the eUICC must have (eUICC-Mandatory-GFSTEList), by their object identifiers.", "2.23.143.1.2.1") { Apply = Templates, IsList = true },
    ];

    private static void ProfileType(PackageDraft draft, FieldSetting setting)
    {
        if (setting.Value.EnumerateRunes().Count() is not (>= 1 and <= 100)) throw FieldValues.Bad(setting, "1 to 100 characters");
        draft.Header.Set(ProfileTypeTag, FileOctets.Text(setting.Value));
    }

    private static void Version(PackageDraft draft, FieldSetting setting)
    {
        string[] parts = setting.Value.Split('.');
        bool isVersion = parts.Length == 2 && parts.All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (!isVersion) throw FieldValues.Bad(setting, "two numbers, as 2.3");
        foreach ((int tag, string part) in new[] { (MajorTag, parts[0]), (MinorTag, parts[1]) })
            draft.Header.Set(tag, EditableTlv.Integer(int.Parse(part, CultureInfo.InvariantCulture)));
    }

    private static void Services(PackageDraft draft, FieldSetting setting)
    {
        EditableTlv services = HeaderNeeds.ServicesIn(draft);
        int[] given = [.. setting.Entries.Select(entry => ServiceOf(setting, entry))];
        if (setting.Operation != FieldOperation.Add) services.Children.RemoveAll(service => setting.Operation == FieldOperation.Set || given.Any(one => service.Tag == HeaderNeeds.Tag(one)));
        if (setting.Operation != FieldOperation.Remove) foreach (int one in given) services.Set(HeaderNeeds.Tag(one), Octets.Empty);
    }

    private static int ServiceOf(FieldSetting setting, string name)
    {
        int index = HeaderNeeds.ServiceNames.ToList().FindIndex(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw FieldValues.Bad(setting, $"services of SAIP, and '{name}' is none.{NearWords.Question(NearWords.Of(name, HeaderNeeds.ServiceNames))}");
    }

    private static void Templates(PackageDraft draft, FieldSetting setting)
    {
        EditableTlv templates = HeaderNeeds.TemplatesIn(draft);
        Octets[] given = [.. setting.Entries.Select(entry => ObjectIdentifierOf(setting, entry))];
        if (setting.Operation != FieldOperation.Add) templates.Children.RemoveAll(template => setting.Operation == FieldOperation.Set || given.Contains(template.Value));
        if (setting.Operation == FieldOperation.Remove) return;
        foreach (Octets one in given.Where(one => !templates.Children.Exists(template => template.Value == one))) templates.Children.Add(EditableTlv.Create(ObjectIdentifierTag, one));
    }

    private static Octets ObjectIdentifierOf(FieldSetting setting, string text)
    {
        string[] arcs = text.Split('.');
        bool isOne = arcs.Length >= 3 && arcs.All(arc => uint.TryParse(arc, NumberStyles.None, CultureInfo.InvariantCulture, out _)) && arcs[0] is "0" or "1" or "2";
        return isOne ? HeaderNeeds.ContentOf(new(text)) : throw FieldValues.Bad(setting, $"object identifiers as 2.23.143.1.2.1, and '{text}' is none");
    }

    // ProfileHeader, SAIP §8.2
    private const int MajorTag = 0x80;
    private const int MinorTag = 0x81;
    private const int ProfileTypeTag = 0x82;
    private const int ObjectIdentifierTag = 0x06;
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Editing;

/// <summary>Who the subscriber is. TS 102 221 §13.2, TS 31.102 §4.2.2, TS 31.103 §4.2.</summary>
internal static class SubscriberFields
{
    internal static ProfileField[] All { get; } =
    [
        new("iccid", "The ICCID, in the header and in EF.ICCID.", "8949000000000000019") { Apply = SetIccid },
        new("imsi", "The IMSI, in EF.IMSI of the first USIM and wherever the same one stands; in EF.IMPI and EF.IMPU where they hold it.", "262010123456789")
        {
            Apply = SetImsi,
            Turn = 3,
        },
        new("mncLength", "How many digits the mobile network code has, 2 or 3, in EF.AD of the first USIM.", "2") { Apply = SetMncLength },
    ];

    private static void SetIccid(PackageDraft draft, FieldSetting setting)
    {
        Iccid iccid;
        try
        {
            iccid = Iccid.FromDigits(setting.Value);
        }
        catch (FormatException fault)
        {
            throw new ProfileEditException("badValue", $"'iccid' takes another value: {fault.Message}.", fault);
        }
        if (iccid.HasWrongCheckDigit) draft.Notes.Add($"The last digit of the ICCID {iccid} does not check the others: {Iccid.WithCheckDigit(iccid.Digits[..^1])} would.");
        PackageEdit.SetIccid(draft.Header, iccid);
        FileValues values = new(new() { Iccid = iccid, Imsi = "" });
        foreach (PackageFile file in Files(draft, FileRole.Iccid)) values.Put(FileRole.Iccid, draft.StepsOf(file));
    }

    private static void SetImsi(PackageDraft draft, FieldSetting setting)
    {
        if (setting.Value.Length is < 6 or > 15 || setting.Value.AsSpan().ContainsAnyExceptInRange('0', '9')) throw FieldValues.Bad(setting, "6 to 15 digits");
        PackageFile usim = SubscriberFiles.UsimOf(draft.Files) ?? throw FieldValues.NotThere(setting, "no USIM");
        PackageFile first = usim.Find(EfImsi) ?? throw FieldValues.NotThere(setting, "no EF.IMSI");
        FileValues values = new(new() { Iccid = default, Imsi = setting.Value }) { OldImsi = SubscriberFiles.ImsiOf(draft.Files) };
        foreach (PackageFile file in Files(draft, FileRole.Imsi).Where(file => file == (first.Target ?? first) || file.Content == first.Content))
        {
            values.Put(FileRole.Imsi, draft.StepsOf(file));
            if (file != (first.Target ?? first)) draft.Notes.Add($"{draft.Paths.TextOf(file)} held the same IMSI, and has the new one.");
        }
        foreach (FileRole role in new[] { FileRole.Impi, FileRole.Impu }) Follow(draft, values, role);
        Octets classes = FileOctets.Pad(AccessClassOf(setting.Value), 2);
        if (usim.Find(EfAcc) is { } acc && acc.Content != classes)
            draft.Notes.Add($"{draft.Paths.TextOf(acc)} stays '{acc.Content}': acc={setting.Value[^1]} would be the access class of this IMSI.");
    }

    private static void Follow(PackageDraft draft, FileValues values, FileRole role)
    {
        foreach (PackageFile file in Files(draft, role))
        {
            if (values.OldImsi is not { } old || !System.Text.Encoding.UTF8.GetString(file.Content.Span).Contains(old, StringComparison.Ordinal)) continue;
            values.Put(role, draft.StepsOf(file));
            draft.Notes.Add($"{draft.Paths.TextOf(file)} held the old IMSI, and has the new one.");
        }
    }

    private static void SetMncLength(PackageDraft draft, FieldSetting setting)
    {
        int length = FieldValues.Number(setting, 2, 3);
        PackageFile[] all = [.. draft.Files.All.Where(file => file.Definition is { FileId: EfAd, Size: > MncLengthAt } && file.Parent == SubscriberFiles.UsimOf(draft.Files))];
        if (all.Length == 0) throw FieldValues.NotThere(setting, "no EF.AD with room for it; ADF.USIM/EF.AD would need 4 octets");
        foreach (PackageFile file in all)
        {
            PackageFile owner = file.Target ?? file;
            draft.StepsOf(owner).Overwrite(MncLengthAt, Octets.Of([(byte)((owner.Content[MncLengthAt] & 0xF0) | length)]));
        }
    }

    /// <summary>EF.ACC, TS 31.102 §4.2.15: the access class is the last digit of the IMSI.</summary>
    private static Octets AccessClassOf(string imsi) => SimContents.AccessClass(imsi);

    /// <summary>Files with a role, each that is shared once.</summary>
    private static IEnumerable<PackageFile> Files(PackageDraft draft, FileRole role) => draft.Files.All
        .Where(file => SubscriberFiles.RoleOf(file) == role).Select(file => file.Target ?? file).Where(file => file.Definition is { IsDirectory: false, Size: > 0 }).Distinct();

    private const int EfImsi = 0x6F07;
    private const int EfAcc = 0x6F78;
    private const int EfAd = 0x6FAD;
    private const int MncLengthAt = 3;
}

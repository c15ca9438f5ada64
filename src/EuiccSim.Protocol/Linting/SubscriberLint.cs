using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>The subscriber's files of a USIM: EF.IMSI, EF.AD, EF.ACC, EF.SPN, EF.ECC. TS 31.102 §4.2.</summary>
internal static class SubscriberLint
{
    private static readonly ProfileRule s_imsi = Error("imsi-coding", "TS 31.102 §4.2.2", "EF.IMSI holds an IMSI",
        "No network knows the subscriber. A length, the parity and the digits: 001010123456789 is 080910101032547698.");

    private static readonly ProfileRule s_parity = Warning("imsi-parity", "TS 31.102 §4.2.2, TS 24.008 §10.5.1.4", "the parity of EF.IMSI is that of its digits",
        "The first half octet is 9 for an odd number of digits and 1 for an even one. Phones may drop a digit, or take one too many.");

    private static readonly ProfileRule s_length = Note("imsi-length", "TS 23.003 §2.2", "an IMSI has 15 digits",
        "Nearly all networks have that many. Look whether digits are missing.");

    private static readonly ProfileRule s_ad = Warning("ad-mnc-length", "TS 31.102 §4.2.18", "EF.AD says whether the MNC has 2 or 3 digits",
        "Otherwise a phone guesses the network's code, and roaming at home may follow. The fourth octet is 02 or 03.");

    private static readonly ProfileRule s_mode = Note("ad-operation-mode", "TS 31.102 §4.2.18", "EF.AD is for normal operation",
        "Other modes are for type approval and maintenance. The first octet is 00, unless that is meant.");

    private static readonly ProfileRule s_class = Warning("acc-class", "TS 31.102 §4.2.15, TS 22.011 §4.2", "EF.ACC has one of the classes 0 to 9, that of the IMSI's last digit",
        "All others of the network are barred by the last digit of the IMSI. Set that bit alone.");

    private static readonly ProfileRule s_special = Note("acc-special", "TS 31.102 §4.2.15, TS 22.011 §4.2", "EF.ACC has no class above 9",
        "Classes 11 to 15 are for staff, emergency services and utilities, and 10 is no class. Clear them, unless that is meant.");

    private static readonly ProfileRule s_name = Warning("spn-coding", "TS 31.102 §4.2.12, TS 102 221 annex A", "EF.SPN is a display condition, a name and 'FF'",
        "A phone shows other letters, or none. The first octet is 00 to 03, then the GSM alphabet, or 80 and UCS2.");

    private static readonly ProfileRule s_emergency = Warning("ecc-coding", "TS 31.102 §4.2.21", "a record of EF.ECC is empty or has a number of digits",
        "A phone cannot dial it. Two digits an octet, the first in the low half: 112 is 11F2FF.");

    private static readonly ProfileRule s_noEmergency = Note("ecc-none", "TS 31.102 §4.2.21, TS 22.101 §10.1.1", "EF.ECC has a number",
        "A phone without knowledge of the country then has 112 and 911 only. Add the numbers of the country.");

    private static readonly ProfileRule s_files = Error("usim-files", "TS 31.102 §4.2", "a USIM has EF.IMSI, EF.UST, EF.ACC and EF.AD",
        "A phone does not use a USIM without them. Add the file; a template has each of them.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_files, s_imsi, s_parity, s_length, s_ad, s_mode, s_class, s_special, s_name, s_emergency, s_noEmergency];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims)
        {
            context.TellMissing(s_files, usim, (0x6F07, "EF.IMSI"), (0x6F38, "EF.UST"), (0x6F78, "EF.ACC"), (0x6FAD, "EF.AD"));
            Imsi? imsi = Identity(context, usim);
            Administrative(context, LintContext.Find(usim, 0x6FAD));
            AccessClass(context, LintContext.Find(usim, 0x6F78), imsi);
            if (LintContext.Find(usim, 0x6F46) is { } name && !IsName(name.Content)) context.Tell(s_name, name, name.Content.ToString());
            Emergency(context, LintContext.Find(usim, 0x6FB7));
        }
    }

    private static Imsi? Identity(LintContext context, PackageFile usim)
    {
        if (LintContext.Find(usim, 0x6F07) is not { } file) return null;
        Octets content = file.Content;
        if (!Imsi.TryFromEf(content, out Imsi? imsi) || imsi.Value.Digits.Length < 6)
        {
            context.Tell(s_imsi, file, content.ToString());
            return null;
        }
        int digits = imsi.Value.Digits.Length;
        if ((content[1] & 0xF) != (digits % 2 == 1 ? 9 : 1)) context.Tell(s_parity, file, content.ToString());
        if (digits != 15) context.Tell(s_length, file, $"{imsi} has {digits}");
        return imsi;
    }

    private static void Administrative(LintContext context, PackageFile? file)
    {
        if (file is null || file.Content is not { Length: >= 1 } content) return;
        if (content.Length < 4 || (content[3] & 0xF) is not (2 or 3)) context.Tell(s_ad, file, content.ToString());
        if (content[0] is not 0) context.Tell(s_mode, file, content.ToString());
    }

    private static void AccessClass(LintContext context, PackageFile? file, Imsi? imsi)
    {
        if (file is null || file.Content is not { Length: >= 2 } content) return;
        int bits = (content[0] << 8) | content[1], usual = bits & 0x3FF;
        if (!int.IsPow2(usual) || (imsi is { } known && usual != 1 << (known.Digits[^1] - '0'))) context.Tell(s_class, file, content.ToString());
        if ((bits & 0xFC00) != 0) context.Tell(s_special, file, content.ToString());
    }

    private static bool IsName(Octets content)
    {
        if (content.Length < 2 || content[0] > 3) return false;
        Octets text = content.Slice(1);
        if (text[0] is 0x80 or 0x81 or 0x82) return true;
        int end = text.Span.IndexOf((byte)0xFF);
        return !text.Slice(0, end < 0 ? text.Length : end).Span.ContainsAnyExceptInRange((byte)0, (byte)0x7F) && (end < 0 || LintContext.IsErased(text.Slice(end)));
    }

    private static void Emergency(LintContext context, PackageFile? file)
    {
        if (file is null) return;
        bool hasAny = false;
        foreach ((int number, Octets record) in LintContext.Records(file))
        {
            if (record.Length < 4 || LintContext.IsErased(record.Slice(0, 3))) continue;
            hasAny = true;
            if (!NumberLint.IsDigits(record.Slice(0, 3), onlyDecimal: true)) context.Tell(s_emergency, file, $"record {number} is {record}");
        }
        if (!hasAny) context.Tell(s_noEmergency, file);
    }
}

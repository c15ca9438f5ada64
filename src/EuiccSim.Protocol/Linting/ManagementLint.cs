using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Security domains and remote file management. SAIP §8.6, §8.8, TS 102 226, GlobalPlatform Card Specification.</summary>
internal static class ManagementLint
{
    private static readonly ProfileRule s_keys = Warning("sd-keys", "SAIP §8.6.3", "a security domain has keys",
        "Nobody can open a channel to it, and it cannot be managed over the air. Add a keyList.");

    private static readonly ProfileRule s_keyLength = Warning("sd-key-length", "GlobalPlatform Card Specification §11.8.2.3", "a key has a length of its type",
        "Type 80 (DES) has 16 or 24 octets, type 88 (AES) 16, 24 or 32. Correct type or key.");

    private static readonly ProfileRule s_keyOnce = Warning("sd-key-once", "GlobalPlatform Card Specification §11.8", "a key of a security domain has its version and identifier alone",
        "The second would replace the first. Give it another version or identifier.");

    private static readonly ProfileRule s_keyVersion = Warning("sd-key-version", "GlobalPlatform Card Specification §11.8.2.2", "the version of a key is 01 to 7F",
        "Others have another meaning in commands, or none. Use one of these; 01 to 0F are those of SCP80.");

    private static readonly ProfileRule s_keyDrawn = Warning("sd-key-drawn", "", "a key of a security domain is not one octet repeated",
        "The key was forgotten, or is known to all, and anybody can manage the SIM. Put the operator's key in.");

    private static readonly ProfileRule s_keyPublished = Note("sd-key-published", "TS.48", "a key of a security domain is none that is printed",
        "Everybody knows it, and can manage the SIM over the air. For a test profile that is meant; else draw another one, as profile build does.");

    private static readonly ProfileRule s_privilege = Warning("sd-privilege", "GlobalPlatform Card Specification §6.6.1, §11.1.2", "a security domain has the privilege of one",
        "Without bit 8 of the first octet it is an application, and has no keys. Set it.");

    private static readonly ProfileRule s_rfmDomain = Warning("rfm-domain", "SAIP §8.8", "remote file management has a security domain of the package",
        "Without its keys no message gets through. Put the PE-SecurityDomain before, or correct securityDomainAID.");

    private static readonly ProfileRule s_rfmAdf = Error("rfm-adf", "SAIP §8.8", "the ADF that remote file management works on is there",
        "The eUICC cannot install it, or its scripts fail. Correct adfAID.");

    private static readonly ProfileRule s_level = Warning("rfm-security-level", "TS 102 225 §5.1.1, TS 102 226 §8.2.1.3.2.2", "remote file management asks for a checksum or signature",
        "With less anybody who can send a message changes files. '12' asks for a cryptographic checksum and a counter.");

    private static readonly ProfileRule s_access = Warning("rfm-access-domain", "TS 102 226 §8.2.1.3.2.3.2", "an access domain begins with 00, 02 or FF",
        "Full access is 00, none FF, and 02 with a list of rules allows what the rules say.");

    private static readonly ProfileRule s_tarLength = Warning("tar-length", "TS 101 220 §6, TS 102 226", "a TAR has 3 octets",
        "Messages name an application by 3 octets. Write one TAR an entry.");

    private static readonly ProfileRule s_tarOnce = Warning("tar-once", "TS 101 220 §6", "a TAR comes once in the package",
        "A message would reach one of the two. Give one another TAR.");

    private static readonly ProfileRule s_noTar = Note("rfm-tar", "SAIP §8.8", "remote file management has a TAR",
        "Without it the AID's last octets would be it, or nothing. Add tarList.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } =
        [s_keys, s_keyLength, s_keyOnce, s_keyVersion, s_keyDrawn, s_keyPublished, s_privilege, s_rfmDomain, s_rfmAdf, s_level, s_access, s_tarLength, s_tarOnce, s_noTar];

    internal static void Check(LintContext context)
    {
        HashSet<Octets> domains = [], tars = [];
        HashSet<Octets> adfs = [.. context.Files.Adfs.Select(adf => adf.Definition.DfName).OfType<Octets>()];
        for (int i = 0; i < context.Elements.Count; i++)
        {
            switch (context.Elements[i])
            {
                case ProfileElement.SecurityDomain { Value: var domain }:
                    domains.Add(domain.Instance.InstanceAID);
                    Domain(context, i, domain);
                    Tars(context, i, ToolkitTars(domain.Instance), tars);
                    break;
                case ProfileElement.Application { Value.InstanceList: { } instances }:
                    foreach (ApplicationInstance instance in instances)
                    {
                        if (instance.IsSecurityDomain) domains.Add(instance.InstanceAID);
                        Tars(context, i, ToolkitTars(instance), tars);
                    }
                    break;
                case ProfileElement.Rfm { Value: var rfm }:
                    Files(context, i, rfm, domains, adfs);
                    Tars(context, i, rfm.TarList ?? [], tars);
                    break;
            }
        }
    }

    private static void Domain(LintContext context, int position, PeSecurityDomain domain)
    {
        if (!domain.Instance.IsSecurityDomain) context.Tell(s_privilege, position, domain.Instance.ApplicationPrivileges.ToString());
        if (domain.KeyList is not { Count: > 0 } keys)
        {
            context.Tell(s_keys, position);
            return;
        }
        HashSet<(byte, byte)> seen = [];
        foreach (KeyObject key in keys)
        {
            (byte version, byte identifier) = (key.KeyVersionNumber[0], key.KeyIdentifier[0]);
            string name = $"version {version:X2}, identifier {identifier:X2}";
            if (!seen.Add((version, identifier))) context.Tell(s_keyOnce, position, name);
            if (version is 0 or > 0x7F) context.Tell(s_keyVersion, position, name);
            foreach (KeyComponent part in key.KeyComponents)
            {
                bool fits = part.KeyType is not [var type] || type switch { 0x80 => part.KeyData.Length is 16 or 24, 0x88 => part.KeyData.Length is 16 or 24 or 32, _ => true };
                if (!fits) context.Tell(s_keyLength, position, $"{name} has {part.KeyData.Length} octets");
                else if (part.KeyData is { Length: >= 8 } data && data.Span.IndexOfAnyExcept(data[0]) < 0) context.Tell(s_keyDrawn, position, name);
                if (s_known.Contains(part.KeyData)) context.Tell(s_keyPublished, position, name);
            }
        }
    }

    private static void Files(LintContext context, int position, PeRfm rfm, HashSet<Octets> domains, HashSet<Octets> adfs)
    {
        if (domains.Count == 0 || (rfm.SecurityDomainAID is { } named && !domains.Contains(named))) context.Tell(s_rfmDomain, position, rfm.SecurityDomainAID?.ToString(), cause: rfm.SecurityDomainAID ?? context.AbsenceOf(PeKind.SecurityDomain));
        if (rfm.AdfRfmAccess is { AdfAID: var aid } && !adfs.Contains(aid) && !context.Files.Unknown.MayHaveApplication(aid)) context.Tell(s_rfmAdf, position, aid.ToString(), context.AbsenceOf(aid));
        if ((rfm.MinimumSecurityLevel[0] & 0x03) is not (2 or 3)) context.Tell(s_level, position, rfm.MinimumSecurityLevel.ToString());
        if (rfm.TarList is not { Count: > 0 }) context.Tell(s_noTar, position);
        Octets[] all = rfm.AdfRfmAccess is { } adf ? [rfm.UiccAccessDomain, rfm.UiccAdminAccessDomain, adf.AdfAccessDomain, adf.AdfAdminAccessDomain] : [rfm.UiccAccessDomain, rfm.UiccAdminAccessDomain];
        if (all.FirstOrDefault(domain => domain is not [0x00 or 0x02 or 0xFF, ..], s_none) is var wrong && wrong != s_none) context.Tell(s_access, position, wrong.ToString());
    }

    private static void Tars(LintContext context, int position, IEnumerable<Octets> list, HashSet<Octets> seen)
    {
        foreach (Octets tar in list)
        {
            if (tar.Length != 3) context.Tell(s_tarLength, position, tar.ToString());
            else if (!seen.Add(tar)) context.Tell(s_tarOnce, position, tar.ToString());
        }
    }

    /// <summary>
    /// The TARs of toolkit parameters, TS 102 226 §8.2.1.3.2.2: priority, timers, length of a text, entries of the menu with two octets each, channels, the
    /// security level with its length, TARs with theirs.
    /// </summary>
    private static IEnumerable<Octets> ToolkitTars(ApplicationInstance instance)
    {
        if (instance.ApplicationParameters?.UiccToolkitApplicationSpecificParametersField is not { Length: > 4 } field) yield break;
        int at = 5 + (2 * field[3]);
        if (at >= field.Length) yield break;
        at += 1 + field[at];
        if (at >= field.Length) yield break;
        int end = Math.Min(at + 1 + field[at], field.Length);
        for (at++; at + 3 <= end; at += 3)
            if (field.Slice(at, 3) is var tar && tar != s_noTarValue) yield return tar;
    }

    // Those of a package that ProfileBuilder makes of no others, of GSMA's generic test profiles, and the one with which cards come for development.
    private static readonly HashSet<Octets> s_known =
    [
        .. SubscriberData.UsualOtaKeys,
        Octets.FromHex("66778899AABBCCDD1122334455EEFF10"), Octets.FromHex("112233445566778899AABBCCDDEEFF10"), Octets.FromHex("99AABBCCDDEEFF101122334455667788"),
        Octets.FromHex("000102030405060708090A0B0C0D0E0F"), Octets.FromHex("404142434445464748494A4B4C4D4E4F"),
    ];

    private static readonly Octets s_noTarValue = Octets.FromHex("000000");
    private static readonly Octets s_none = Octets.FromHex("00");
}

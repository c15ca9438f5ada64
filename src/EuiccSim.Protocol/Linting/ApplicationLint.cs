using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Applications: load packages and instances. SAIP §8.7, GlobalPlatform Card Specification §11, Java Card Virtual Machine Specification §6.</summary>
internal static class ApplicationLint
{
    private static readonly ProfileRule s_length = Warning("privileges-length", "SAIP §8.7.3, GlobalPlatform Card Specification §11.1.2", "privileges have 1 or 3 octets",
        "An eUICC may refuse INSTALL. Write one octet, or three.");

    private static readonly ProfileRule s_domain = Warning("privileges-domain", "GlobalPlatform Card Specification §6.6.1, §11.1.2", "privileges of a security domain come with that of being one",
        "DAP verification and delegated management need bit 8 of the first octet. Set it, or clear them.");

    private static readonly ProfileRule s_lifeCycle = Warning("application-life-cycle", "GlobalPlatform Card Specification §11.1.1", "an instance is installed, selectable, personalized or locked",
        "'07' is selectable, '0F' a personalized security domain. Correct lifeCycleState.");

    private static readonly ProfileRule s_extradited = Warning("application-domain", "SAIP §8.7", "the security domain of an application is in the package before it",
        "The eUICC cannot find it. Correct the AID, or put the PE-SecurityDomain before.");

    private static readonly ProfileRule s_package = Warning("application-load-package", "SAIP §8.7.3", "the load package of an instance is in the package, or asked for in eUICC-Mandatory-AIDs",
        "The eUICC may not have it. Load it, or ask for it in the header.");

    private static readonly ProfileRule s_empty = Warning("application-empty", "SAIP §8.7", "a PE-Application loads or installs something",
        "It does nothing. Take it out, or add loadBlock or instanceList.");

    private static readonly ProfileRule s_cap = Warning("load-block-cap", "Java Card Virtual Machine Specification §6.4", "a load block begins with the header component of a CAP file",
        "Of a CAP file in ZIP form, the components go one after the other, the header first: 01, its size, DECAFFED.");

    private static readonly ProfileRule s_capAid = Warning("load-block-aid", "Java Card Virtual Machine Specification §6.4", "a CAP file has the AID of its load package",
        "LOAD fails where they differ. Correct loadPackageAID.");

    private static readonly ProfileRule s_hash = Warning("load-block-hash", "GlobalPlatform Card Specification §11.5.2.3, appendix B.3", "a hash has 20, 32, 48 or 64 octets",
        "SHA-1 has 20, SHA-256 32, SHA-384 48, SHA-512 64. Compute it anew, or take it out.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_length, s_domain, s_lifeCycle, s_extradited, s_package, s_empty, s_cap, s_capAid, s_hash];

    internal static void Check(LintContext context)
    {
        HashSet<Octets> domains = [], packages = [.. (context.Header?.EuiccMandatoryAids ?? []).Select(library => library.Aid)];
        for (int i = 0; i < context.Elements.Count; i++)
        {
            switch (context.Elements[i])
            {
                case ProfileElement.SecurityDomain { Value.Instance: var instance }:
                    Instance(context, i, instance, domains);
                    domains.Add(instance.InstanceAID);
                    break;
                case ProfileElement.Application { Value: var application }:
                    Application(context, i, application, domains, packages);
                    break;
            }
        }
    }

    private static void Application(LintContext context, int position, PeApplication application, HashSet<Octets> domains, HashSet<Octets> packages)
    {
        if (application.LoadBlock is null && application.InstanceList is null) context.Tell(s_empty, position);
        if (application.LoadBlock is { } load)
        {
            packages.Add(load.LoadPackageAID);
            Block(context, position, load);
            Domain(context, position, load.SecurityDomainAID, domains);
        }
        foreach (ApplicationInstance instance in application.InstanceList ?? [])
        {
            Instance(context, position, instance, domains);
            if (!packages.Contains(instance.ApplicationLoadPackageAID) && instance.ApplicationLoadPackageAID != s_domainPackage)
                context.Tell(s_package, position, instance.ApplicationLoadPackageAID.ToString(), cause: instance.ApplicationLoadPackageAID);
            if (instance.IsSecurityDomain) domains.Add(instance.InstanceAID);
        }
    }

    private static void Instance(LintContext context, int position, ApplicationInstance instance, HashSet<Octets> domains)
    {
        Octets privileges = instance.ApplicationPrivileges;
        if (privileges.Length is not (1 or 3)) context.Tell(s_length, position, privileges.ToString());
        else if ((privileges[0] & 0x80) == 0 && (privileges[0] & 0x61) != 0) context.Tell(s_domain, position, privileges.ToString());
        byte state = instance.LifeCycleState[0];
        if ((state & 0x07) is not (3 or 7)) context.Tell(s_lifeCycle, position, instance.LifeCycleState.ToString());
        Domain(context, position, instance.ExtraditeSecurityDomainAID, domains);
    }

    private static void Domain(LintContext context, int position, Octets? aid, HashSet<Octets> domains)
    {
        if (aid is { } named && !domains.Contains(named)) context.Tell(s_extradited, position, named.ToString(), cause: named);
    }

    /// <summary>Tag, size, magic, version, flags, version of the package, and its AID with a length before it.</summary>
    private static void Block(LintContext context, int position, ApplicationLoadPackage load)
    {
        Octets block = load.LoadBlockObject;
        if (block is not [0x01, _, _, 0xDE, 0xCA, 0xFF, 0xED, _, _, _, _, _, var length, ..] || block.Length < 13 + length) context.Tell(s_cap, position);
        else if (block.Slice(13, length) != load.LoadPackageAID) context.Tell(s_capAid, position, $"{block.Slice(13, length)} is not {load.LoadPackageAID}");
        if (load.HashValue is { } hash && hash.Length is not (20 or 32 or 48 or 64)) context.Tell(s_hash, position, $"{hash.Length}");
    }

    // The eUICC's own, of security domains: GlobalPlatform UICC Configuration.
    private static readonly Octets s_domainPackage = Octets.FromHex("A0000001515350");
}

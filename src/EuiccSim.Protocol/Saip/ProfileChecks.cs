using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip;

/// <summary>What can be said of a package without installing it. SAIP §8.1, §8.2.</summary>
public static class ProfileChecks
{
    /// <summary>All rules that hold for any eUICC.</summary>
    /// <returns>The rules broken, in the order of the elements; none: the package is in order.</returns>
    public static SequenceOf<ProfileFault> Check(ProfilePackage package)
    {
        List<ProfileFault> faults = [];
        ElementOrder order = new();
        PackageFiles made = new();
        int position = 0;
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            // As on a card, the first fault of an element is the one that counts; but here the next one is looked at.
            ProfileFault? files = made.Add(element.Value);
            if ((order.Next(element.Value) ?? files ?? Refuse(element.Value, position)) is { } fault) faults.Add(fault);
            position++;
        }
        if (!order.IsComplete) faults.Add(ProfileFault.Of(OrderRules.EndLast));
        faults.AddRange(made.FindMissingPins());
        faults.AddRange(ProfileConsistency.Check(package, made));
        return SequenceOf.From(faults);
    }

    /// <summary>Whether an eUICC can take a profile, as far as its header tells. SAIP §8.2.</summary>
    /// <param name="header">The profile header.</param>
    /// <param name="capability">What the eUICC supports.</param>
    /// <param name="libraries">AIDs of the libraries on the eUICC.</param>
    /// <returns>The first thing that the eUICC lacks, or null.</returns>
    public static ProfileFault? CheckSupport(ProfileHeader header, UiccCapability capability, IReadOnlyCollection<Octets> libraries)
    {
        if (header.MajorVersion is < 2 or > 3)
            return ProfileFault.Of(HeaderRules.MajorVersion);
        if (MandatoryServices.FindMissing(header.EuiccMandatoryServices, capability) is { } missing)
        {
            bool isRuntime = missing is UiccCapability.Javacard or UiccCapability.Multos;
            return ProfileFault.Of(isRuntime ? HeaderRules.RuntimeSupported : HeaderRules.ServiceSupported, sentence: $"the eUICC supports {missing}");
        }
        if (UnknownTemplate(header) is { } unknown) return unknown;
        foreach (MandatoryAid library in header.EuiccMandatoryAids ?? [])
        {
            if (!libraries.Contains(library.Aid))
                return ProfileFault.Of(HeaderRules.LibraryThere, sentence: $"the eUICC has the library {library.Aid}");
        }
        return null;
    }

    /// <summary>What any eUICC refuses of an element by itself: of the header, of PINs and keys.</summary>
    private static ProfileFault? Refuse(ProfileElement element, int position)
    {
        switch (element)
        {
            case ProfileElement.Header { Value: var header }:
                ProfileFault? fault = header.MajorVersion is < 2 or > 3 ? ProfileFault.Of(HeaderRules.MajorVersion) : UnknownTemplate(header) ?? RefuseIccid(header);
                return fault is null ? null : fault with { Number = position + 1, Kind = PeKind.Header };
            case ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo { Value: var algorithm } }:
                return CodeRules.Refuse(algorithm) is { } broken ? ProfileFault.Of(broken.Rule, element, position, broken.Sentence) : null;
            default:
                return CodeRules.Refuse(element) is { } rule ? ProfileFault.Of(rule, element, position) : null;
        }
    }

    private static ProfileFault? UnknownTemplate(ProfileHeader header)
    {
        foreach (ObjectIdentifier template in header.EuiccMandatoryGfsteList)
        {
            if (TemplateTable.Find(template) is null) return ProfileFault.Of(HeaderRules.TemplateSupported, sentence: $"the eUICC supports the template {template}");
        }
        return null;
    }

    /// <summary>Why the header's ICCID is none, or null.</summary>
    internal static ProfileFault? RefuseIccid(ProfileHeader header) =>
        header.TryReadIccid(out _) ? null : ProfileFault.Of(HeaderRules.IccidDigits, sentence: $"an ICCID has decimal digits, {header.Iccid} has others");
}

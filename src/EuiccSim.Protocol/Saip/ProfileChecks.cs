using EuiccSim.Protocol.Asn1;
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
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            if (order.Next(element.Value) is { } fault) faults.Add(fault);
        }
        if (!order.IsComplete) faults.Add(ProfileFault.Of(PeStatusCode.BadValues, null, "PE-End is the last element"));
        faults.AddRange(CheckFiles(package));
        faults.AddRange(ProfileConsistency.Check(package));
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
            return ProfileFault.Of(PeStatusCode.UnsupportedProfileVersion, null, "the major version is 2 or 3");
        if (MandatoryServices.FindMissing(header.EuiccMandatoryServices, capability) is { } missing)
        {
            bool isRuntime = missing is UiccCapability.Javacard or UiccCapability.Multos;
            return ProfileFault.Of(
                isRuntime ? PeStatusCode.RuntimeNotSupported : PeStatusCode.FeatureNotSupported, null, $"the eUICC supports {missing}");
        }
        foreach (ObjectIdentifier template in header.EuiccMandatoryGfsteList)
        {
            if (TemplateTable.Find(template) is null)
                return ProfileFault.Of(PeStatusCode.TemplateNotSupported, null, $"the eUICC supports the template {template}");
        }
        foreach (MandatoryAid library in header.EuiccMandatoryAids ?? [])
        {
            if (!libraries.Contains(library.Aid))
                return ProfileFault.Of(PeStatusCode.LibNotSupported, null, $"the eUICC has the library {library.Aid}");
        }
        return null;
    }

    /// <summary>Templates are known, and each file has the attributes it needs and content that fits.</summary>
    private static IEnumerable<ProfileFault> CheckFiles(ProfilePackage package)
    {
        foreach (Signed<ProfileElement> signed in package.Elements)
        {
            if (signed.Value is not ProfileElement.FileSystem { Value: var element }) continue;
            if (TemplateTable.Find(element.TemplateId) is not { } template || template.Kind != element.Kind)
            {
                string rule = $"the template {element.TemplateId} is known";
                yield return ProfileFault.Of(PeStatusCode.TemplateNotSupported, signed.Value, rule);
                continue;
            }
            foreach (TemplatedFile file in element.Files)
            {
                PeStatusCode outcome = CheckFile(template, file);
                if (outcome == PeStatusCode.Ok) continue;
                string name = template.Find(file.Tag)?.Field ?? $"[{file.Tag}]";
                yield return ProfileFault.Of(outcome, signed.Value, $"{name} is a file that can be made");
            }
        }
    }

    private static PeStatusCode CheckFile(ProfileTemplate template, TemplatedFile file)
    {
        if (file.IsNotCreated) return PeStatusCode.Ok;
        if (template.Find(file.Tag) is not { } row) return PeStatusCode.InvalidParameter;
        PeStatusCode outcome = FileResolver.Resolve(row, file.Fcp, out FileDefinition? definition);
        return outcome == PeStatusCode.Ok ? FileContent.Collect(definition!, file.Parts, out _) : outcome;
    }
}

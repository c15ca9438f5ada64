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
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            if (order.Next(element.Value) is { } fault) faults.Add(fault);
        }
        if (!order.IsComplete) faults.Add(ProfileFault.Of(PeStatusCode.BadValues, null, "PE-End is the last element"));
        PackageFiles files = PackageFiles.Read(package, out SequenceOf<ProfileFault> notMade);
        faults.AddRange(notMade);
        faults.AddRange(files.FindMissingPins());
        faults.AddRange(ProfileConsistency.Check(package, files));
        return SequenceOf.From(faults);
    }

    /// <summary>The same of octets. Of what cannot be read there is nothing more to say than a card says.</summary>
    public static SequenceOf<ProfileFault> Warn(Octets package)
    {
        try
        {
            return Warn(ProfilePackage.Read(package));
        }
        catch (Asn1ContentException)
        {
            return [];
        }
    }

    /// <summary>
    /// What is odd in a package, although our card takes it: rules that it does not enforce, what other readers may understand otherwise, a
    /// wrong check digit.
    /// </summary>
    public static SequenceOf<ProfileFault> Warn(ProfilePackage package)
    {
        PackageFiles files = PackageFiles.Read(package, out _);
        return SequenceOf.From([.. ProfileConsistency.Check(package, files), .. OtherReadings.Check(package, files), .. CheckDigit(package)]);
    }

    private static IEnumerable<ProfileFault> CheckDigit(ProfilePackage package)
    {
        if (package.Header is { } header && header.TryReadIccid(out Iccid iccid) && iccid.HasWrongCheckDigit)
            yield return ProfileFault.Of(PeStatusCode.Ok, package.Elements[0].Value, $"the last digit of the ICCID {iccid} checks the others (ITU-T E.118)", 0);
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
}

using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Finds the element of a package that a PEStatus is about, and the rule that it breaks, where that can be seen from the package.</summary>
internal sealed class ElementFinder
{
    private readonly SequenceOf<Signed<ProfileElement>> _elements = [];
    private readonly SequenceOf<ProfileFault> _faults = [];

    /// <param name="package">The unprotected profile package; of one that cannot be read nothing is found.</param>
    internal ElementFinder(Octets package)
    {
        try
        {
            ProfilePackage read = ProfilePackage.Read(package);
            _elements = read.Elements;
            _faults = ProfileChecks.Check(read);
        }
        catch (Asn1ContentException)
        {
            // The eUICC could not read it either.
        }
    }

    /// <summary>The same fault with position, kind and rule, as far as they are known.</summary>
    internal ProfileFault Find(ProfileFault said)
    {
        foreach (ProfileFault fault in _faults)
            if (fault.Status.Status == said.Status.Status && fault.Identification == said.Identification) return fault with { Status = said.Status };
        if (said.Identification is not { } identification) return said;
        for (int i = 0; i < _elements.Count; i++)
            if (_elements[i].Value.PeHeader?.Identification == identification) return said with { Number = i + 1, Kind = _elements[i].Value.Kind };
        return said;
    }
}

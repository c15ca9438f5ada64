using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Finds the files of a package that hold a subscriber's data, and puts the data in. Where a file is a link, its target is changed.</summary>
internal sealed class FileEdit
{
    private readonly FileValues _values;
    private readonly List<(FileRole Role, FileSteps Steps)> _places = [];
    private readonly SequenceOf<ProfileFault> _notMade;

    /// <summary>Finds the files, before anything is changed.</summary>
    /// <param name="package">The package.</param>
    /// <param name="elements">The same, to be changed.</param>
    /// <param name="data">The data.</param>
    internal FileEdit(ProfilePackage package, List<EditableTlv> elements, Personalisation data)
    {
        PackageFiles files = PackageFiles.Read(package, out _notMade);
        _values = new(data) { OldImsi = SubscriberFiles.ImsiOf(files) };
        HashSet<PackageFile> seen = [];
        foreach (PackageFile file in files.All)
        {
            PackageFile owner = file.Target ?? file;
            if (SubscriberFiles.RoleOf(file) is not { } role || owner.Definition is not { IsDirectory: false, Size: > 0 } || !seen.Add(owner)) continue;
            if (FileSteps.Of(owner, elements[owner.Source.Element]) is { } steps) _places.Add((role, steps));
        }
    }

    /// <summary>Puts the data in.</summary>
    /// <exception cref="SubscriberDataException">A value has no place, or does not fit there.</exception>
    /// <exception cref="Asn1ContentException">A value has no place, because the template breaks a rule.</exception>
    internal void Apply()
    {
        foreach (FileRole role in _values.Given)
        {
            if (_places.Exists(place => place.Role == role)) continue;
            if (_notMade.Count > 0) throw new Asn1ContentException(_notMade[0].ToString());
            throw new SubscriberDataException(FileValues.FieldOf(role), $"the template has no {FileValues.NameOf(role)}");
        }
        foreach ((FileRole role, FileSteps steps) in _places) _values.Put(role, steps);
    }
}

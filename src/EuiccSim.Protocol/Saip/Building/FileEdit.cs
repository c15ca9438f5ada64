using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

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
            if (Steps(owner, elements[owner.Source.Element]) is { } steps) _places.Add((role, steps));
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

    /// <returns>Null for a file that no component stands for: its template makes it unasked.</returns>
    private static FileSteps? Steps(PackageFile file, EditableTlv element)
    {
        if (file.Kind == PeKind.GenericFileManagement)
        {
            List<EditableTlv> list = element.Find(CommandsTag)!.Children[file.Source.Item].Children;
            int count = list.Skip(file.Source.Step + 1).TakeWhile(step => step.Tag is not (FilePathTag or CreateTag)).Count();
            return new(file.Definition, list, list[file.Source.Step], count, FileSteps.StepTags.Generic);
        }
        if (element.Children.Find(child => child.TagNumber == file.Source.Item) is not { } component) return null;
        EditableTlv? descriptor = component.Find(DescriptorTag);
        return new(file.Definition, component.Children, descriptor, component.Children.Count - (descriptor is null ? 0 : 1), FileSteps.StepTags.Template);
    }

    // SAIP §8.3: a file of a template
    private const int DescriptorTag = 0xA1;

    // SAIP §8.3.5: generic file management
    private const int CommandsTag = 0xA1;
    private const int FilePathTag = 0x80;
    private const int CreateTag = 0x62;
}

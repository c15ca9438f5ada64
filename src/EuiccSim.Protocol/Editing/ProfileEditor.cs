using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Editing;

/// <summary>
/// Changes profile packages: elements, files and applications out and in, fields by name. Each operation gives another editor; what it does not
/// change keeps its octets. Lengths and counts follow, and so does what the header asks of the eUICC.
/// </summary>
/// <remarks>
/// Elements are named by their place, from 1 on ("5"), or as SAIP names them ("usim", "opt-usim", "usim 2"); files by paths,
/// <see cref="PackagePaths"/>. Operations throw <see cref="ProfileEditException"/> where what was asked for cannot be done,
/// <see cref="PackagePathException"/> where a path leads to no file, <see cref="Asn1ContentException"/> where what they come to in the package
/// is not as SAIP has it.
/// </remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class ProfileEditor
{
    /// <summary>Begins with a package as it is.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <exception cref="Asn1ContentException">It is none.</exception>
    public ProfileEditor(Octets package)
        : this(package, [])
    {
    }

    private ProfileEditor(Octets package, SequenceOf<string> notes)
    {
        Octets = package;
        Notes = notes;
        Package = ProfilePackage.Read(package);
    }

    /// <summary>The package's octets.</summary>
    public Octets Octets { get; }

    /// <summary>The package.</summary>
    public ProfilePackage Package { get; }

    /// <summary>What the changes brought with them, in sentences: what the header asks for now, what was removed as well.</summary>
    public SequenceOf<string> Notes { get; }

    /// <summary>The names of the elements in their order: "header", "mf", "usim", "usim 2".</summary>
    public SequenceOf<string> ElementNames => SequenceOf.From(new ElementNames(Package).All);

    /// <summary>The octets of elements, in the order of the package.</summary>
    /// <param name="elements">Their places or names.</param>
    /// <exception cref="ProfileEditException">There is no such element.</exception>
    public Octets ExtractElements(params IEnumerable<string> elements) => Extract(Find(elements).Order());

    /// <summary>Takes elements out.</summary>
    /// <param name="elements">Their places or names.</param>
    /// <param name="withDependents">Takes out as well what needs them; else that is a reason to refuse.</param>
    /// <exception cref="ProfileEditException">There is no such element, it must be there, or others need it.</exception>
    public ProfileEditor RemoveElements(IEnumerable<string> elements, bool withDependents = false) =>
        Edit(draft => ElementChanges.Remove(draft, Find(elements), withDependents));

    /// <summary>
    /// Puts elements in. One whose identification is taken gets another one, and so does an ADF whose temporary identifier is, with the paths through it. EF.DIR
    /// names applications that come.
    /// </summary>
    /// <param name="elements">The elements, one after the other.</param>
    /// <param name="place">The place that the first of them shall have, 2 or more; null: before the end.</param>
    /// <param name="aid">The AID that the application that comes shall have; null: its own.</param>
    /// <param name="grow">Gives EF.DIR another record where it has no empty one; else <see cref="Notes"/> say so.</param>
    /// <exception cref="ProfileEditException">They cannot stand there, or an AID of theirs is taken.</exception>
    /// <exception cref="Asn1ContentException">They are no elements.</exception>
    public ProfileEditor InsertElements(Octets elements, int? place = null, Octets? aid = null, bool grow = false) =>
        Edit(draft => ElementChanges.Insert(draft, elements, place - 1, aid)).NameApplications(this, grow);

    /// <summary>Puts another element of the same kind in the place of one. An ADF that comes has the temporary identifier of the former, and its place in EF.DIR.</summary>
    /// <param name="element">The place or the name of the old one.</param>
    /// <param name="replacement">The new one.</param>
    /// <exception cref="ProfileEditException">There is no such element, the new one is of another kind, or its AID is taken.</exception>
    /// <exception cref="Asn1ContentException">The new one is no element.</exception>
    public ProfileEditor ReplaceElement(string element, Octets replacement) =>
        Edit(draft => ElementChanges.Replace(draft, draft.Names.Find(element), replacement)).NameApplications(this, grow: false);

    /// <summary>The octets of the elements of an application: of a USIM and the like with all that belongs to it.</summary>
    /// <param name="aid">Its AID, that of a security domain, a load package, an instance or a remote file management application.</param>
    /// <exception cref="ProfileEditException">There is no such application.</exception>
    public Octets ExtractApplication(Octets aid) => Extract(ApplicationChanges.ElementsOf(new(Octets), aid));

    /// <summary>Takes an application out, with its entry in EF.DIR. It comes back with <see cref="InsertElements"/>.</summary>
    /// <param name="aid">Its AID, as above.</param>
    /// <param name="withDependents">Takes out as well what needs it; else that is a reason to refuse.</param>
    /// <exception cref="ProfileEditException">There is no such application, or others need it.</exception>
    public ProfileEditor RemoveApplication(Octets aid, bool withDependents = false) => Edit(draft => ApplicationChanges.Remove(draft, aid, withDependents));

    /// <summary>A file of the package.</summary>
    /// <param name="path">Its path.</param>
    public PackageFile FindFile(string path) => new PackageDraft(Octets).Paths.Find(path);

    /// <summary>The content of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="ProfileEditException">It is a directory.</exception>
    public Octets ExtractFile(string path)
    {
        PackageDraft draft = new(Octets);
        PackageFile file = draft.Paths.Find(path);
        return file.Definition.IsDirectory ? throw new ProfileEditException("badValue", $"{draft.Paths.TextOf(file)} is a directory, and has no content of its own.") : file.Content;
    }

    /// <summary>What a file says, of one with records a line for each that is not empty; null where that is not known.</summary>
    /// <param name="path">Its path.</param>
    public string? DescribeFile(string path)
    {
        PackageDraft draft = new(Octets);
        PackageFile file = draft.Paths.Find(path);
        return FileText.Of(draft.Paths.NameOf(file), file.Content, file.Definition.RecordLength);
    }

    /// <summary>True for a file that holds keys: who shows contents asks first whether keys are wanted.</summary>
    /// <param name="path">Its path.</param>
    public bool IsSecretFile(string path)
    {
        PackageDraft draft = new(Octets);
        return draft.Paths.IsSecret(draft.Paths.Find(path));
    }

    /// <summary>True if there are keys, PINs or PUKs in elements, also in files that they make.</summary>
    /// <param name="elements">Their places or names.</param>
    /// <exception cref="ProfileEditException">There is no such element.</exception>
    public bool HasSecrets(params IEnumerable<string> elements) => HasSecrets(Find(elements));

    /// <summary>True if there are in the elements of an application.</summary>
    /// <param name="aid">Its AID, as above.</param>
    /// <exception cref="ProfileEditException">There is no such application.</exception>
    public bool HasSecrets(Octets aid) => HasSecrets(ApplicationChanges.ElementsOf(new(Octets), aid));

    /// <summary>Takes a file out.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="withDependents">Takes out as well what is in a directory, and links to the file; else that is a reason to refuse.</param>
    /// <exception cref="ProfileEditException">Others need it, or no package may be without it.</exception>
    public ProfileEditor RemoveFile(string path, bool withDependents = false)
    {
        PackageDraft draft = new(Octets);
        PackageFile file = draft.Paths.Find(path);
        PackageFile[] dependents = [.. draft.Files.All.Where(one => one.Parent == file || one.Target == file)];
        if (dependents.Length == 0) return RemoveOne(draft, file);
        string[] names = [.. dependents.Select(draft.Paths.TextOf)];
        if (!withDependents)
        {
            throw new ProfileEditException("hasDependents", $"Others need {draft.Paths.TextOf(file)}: {string.Join(", ", names)}.")
            {
                Dependents = SequenceOf.From(names),
            };
        }
        return names.Reverse().Aggregate(this, (editor, one) => editor.RemoveFile(one, withDependents)).RemoveFile(draft.Paths.TextOf(file), withDependents);
    }

    /// <summary>Puts a file in.</summary>
    /// <param name="path">Its directory, and its name or identifier.</param>
    /// <param name="file">What it is.</param>
    /// <exception cref="ProfileEditException">It is there, or what it is does not make a file.</exception>
    public ProfileEditor AddFile(string path, AddedFile file)
    {
        ProfileEditor with = Edit(draft =>
        {
            (PackageFile directory, string name) = draft.Paths.FindPlace(path);
            FileAddition.Add(draft, directory, name, file);
        });
        PackageFiles.Read(Package, out SequenceOf<ProfileFault> before);
        PackageFiles.Read(with.Package, out SequenceOf<ProfileFault> after);
        return after.Count <= before.Count ? with : throw new ProfileEditException("badValue", $"{path} cannot be made so: {after.First(fault => !before.Contains(fault)).Rule}.");
    }

    /// <summary>Puts octets into a file, or into a record; what they do not fill becomes 'FF'.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">The octets.</param>
    /// <param name="record">The record, from 1 on; null: the whole file.</param>
    /// <param name="grow">Gives the file more room, or more records, where it has too little.</param>
    /// <exception cref="ProfileEditException">It is a directory, or has no such record or too little room.</exception>
    public ProfileEditor SetFile(string path, Octets content, int? record = null, bool grow = false)
    {
        ProfileEditor editor = this;
        if (grow && FindFile(path) is { } file && (file.Target ?? file).Definition is { IsDirectory: false } definition)
        {
            int size = record is { } number ? number * definition.RecordLength : content.Length;
            if (size > definition.Size) editor = ResizeFile(path, size);
        }
        return editor.Edit(draft => FileChanges.SetContent(draft, draft.Paths.Find(path), content, record));
    }

    /// <summary>Gives a file another size.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="size">Its octets, of a file with records those of all.</param>
    /// <exception cref="ProfileEditException">It has content beyond that, or records of that length do not make that size.</exception>
    public ProfileEditor ResizeFile(string path, int size) => Edit(draft => FileChanges.Resize(draft, draft.Paths.Find(path), size));

    /// <summary>Sets fields by their names (<see cref="ProfileField.All"/>), and files by their paths.</summary>
    /// <param name="settings">The fields and values. Their order matters only where one field comes twice.</param>
    /// <param name="grow">Gives a file more room, or more records, where it has too little for its value.</param>
    /// <exception cref="ProfileEditException">There is no such field, its place is not in the package, or the value does not fit.</exception>
    public ProfileEditor Set(IEnumerable<FieldSetting> settings, bool grow = false)
    {
        ProfileEditor editor = this;
        foreach ((ProfileField field, FieldSetting setting) in settings.Select(setting => (FieldOf(setting), setting)).OrderBy(one => one.Item1.Turn))
        {
            FieldValues.RequireList(setting, field.IsList);
            editor = grow && field.Path is { } path
                ? editor.SetGrowing(path, setting)
                : editor.Edit(draft => field.Apply(draft, field.Path == setting.Name ? setting : setting with { Name = field.Name }));
        }
        return editor;
    }

    /// <summary>The same of texts as "imsi=262010123456789".</summary>
    /// <param name="settings">Fields and values.</param>
    /// <exception cref="ProfileEditException">As above.</exception>
    public ProfileEditor Set(params IEnumerable<string> settings) => Set(settings.Select(FieldSetting.Parse).ToArray());

    private ProfileEditor SetGrowing(string path, FieldSetting setting)
    {
        (string Text, Octets Content, int? Record, int Size, bool IsSmall) plan = ("", Octets.Empty, null, 0, false);
        Edit(draft =>
        {
            (PackageFile file, Octets content, int? record, int size) = FileFields.Read(draft, path, setting, grow: true);
            plan = (draft.Paths.TextOf(file), content, record, size, size > (file.Target ?? file).Definition.Size);
        });
        ProfileEditor large = plan.IsSmall ? ResizeFile(plan.Text, plan.Size) : this;
        return large.SetFile(plan.Text, plan.Content, plan.Record);
    }

    private static ProfileField FieldOf(FieldSetting setting)
    {
        ProfileField? field = ProfileField.All.FirstOrDefault(one => Same(one.Name, setting.Name) || (one.Alias is { } alias && Same(alias, setting.Name)));
        if (field is not null) return field;
        if (IsPath(setting.Name)) return FileFields.At(setting.Name);
        IEnumerable<string> names = ProfileField.All.Select(one => one.Name);
        string near = NearWords.Question(NearWords.Of(setting.Name, names));
        throw new ProfileEditException("noSuchField", $"There is no field '{setting.Name}'.{(near.Length > 0 ? near : $" There are {string.Join(", ", names)}, and files by their paths.")}");
    }

    private static bool IsPath(string name)
    {
        string path = FileFields.Split(name).Path;
        if (path.Contains('/', StringComparison.Ordinal) || path.StartsWith("EF.", StringComparison.OrdinalIgnoreCase)) return true;
        return path.Length == 4 && path.All(char.IsAsciiHexDigit);
    }

    private ProfileEditor RemoveOne(PackageDraft draft, PackageFile file)
    {
        if (file.Definition.Type is Saip.Templates.FileType.Mf or Saip.Templates.FileType.Adf)
            throw new ProfileEditException("cannotBeRemoved", $"{draft.Paths.TextOf(file)} is no file among others: remove {draft.Names.Describe(file.Source.Element)}.");
        ProfileEditor without = Edit(own => FileChanges.Remove(own, own.Files.All[file.Index]));
        IEnumerable<string> expected = draft.Files.All.Where(one => one != file).Select(one => one.Path);
        if (PackageFiles.Read(without.Package, out _).All.Select(one => one.Path).Order().SequenceEqual(expected.Order())) return without;
        throw new ProfileEditException("cannotBeRemoved", $"{draft.Paths.TextOf(file)} cannot be removed alone from {draft.Names.Describe(file.Source.Element)}, which would make other files then.");
    }

    private ProfileEditor Edit(Action<PackageDraft> change)
    {
        PackageDraft draft = new(Octets);
        try
        {
            change(draft);
        }
        catch (SubscriberDataException fault)
        {
            throw new ProfileEditException("badValue", $"'{fault.Field}' takes another value: {fault.Problem}.", fault);
        }
        catch (FileValueException fault)
        {
            throw new ProfileEditException("badValue", $"{fault.File} takes another value: {fault.Problem}.", fault);
        }
        return new(draft.Encode(), SequenceOf.From(Notes.Concat(draft.Notes).Distinct()));
    }

    private HashSet<int> Find(IEnumerable<string> elements)
    {
        ElementNames names = new(Package);
        return [.. elements.Select(names.Find)];
    }

    private bool HasSecrets(IEnumerable<int> elements)
    {
        PackageDraft draft = new(Octets);
        ILookup<FileSource, PackageFile> made = draft.Files.All.ToLookup(file => file.Source);
        // Of a file that is not made nobody knows what it is.
        bool IsSecret(FileSource source) => !made.Contains(source) || made[source].Any(draft.Paths.IsSecret);
        return elements.Any(element => PackageFields.TryDescribeElement(Package.Elements[element].Encoded) is not { } fields
            || SecretContents.Mask(fields.Parts[0], (list, step) => IsSecret(new(element, list, step))) != fields.Parts[0]);
    }

    private Octets Extract(IEnumerable<int> elements) => Octets.Concat([.. elements.Select(element => Package.Elements[element].Encoded)]);

    private static IEnumerable<Octets> AidsOf(ProfilePackage package) => PackageFiles.Read(package, out _).Adfs.Select(adf => adf.Definition.DfName).OfType<Octets>();

    /// <summary>EF.DIR follows what has come and gone since.</summary>
    private ProfileEditor NameApplications(ProfileEditor before, bool grow)
    {
        Octets[] old = [.. AidsOf(before.Package)], now = [.. AidsOf(Package)];
        if (old.ToHashSet().SetEquals(now)) return this;
        (Octets, string)[] come = [.. now.Except(old).Select(aid => (aid, LabelOf(aid)))];
        ProfileEditor rest = Edit(draft => DirectoryEntries.Remove(draft, old.Except(now)));
        if (grow && DirectoryEntries.RoomFor(new(rest.Octets), come) is var (path, size)) rest = rest.ResizeFile(path, size);
        return rest.Edit(draft => DirectoryEntries.Add(draft, come));
    }

    private static string LabelOf(Octets aid) => UiccApplication.NameOf(aid)?.Replace("ADF.", "", StringComparison.Ordinal) ?? "";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

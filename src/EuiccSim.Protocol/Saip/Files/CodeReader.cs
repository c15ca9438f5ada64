using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>Gives PINs to the directory, and authentication keys to the application, that they follow. SAIP §8.4, §8.5.</summary>
/// <param name="files">The files so far.</param>
internal sealed class CodeReader(PackageFiles files)
{
    private readonly Dictionary<Octets, PackageFile> _authenticating = [];

    /// <summary>The ADF with this name that has an authentication key, or null.</summary>
    internal PackageFile? FindAuthenticating(Octets name) => _authenticating.GetValueOrDefault(name);

    internal void Read(PinCodes codes)
    {
        PackageFile? directory = files.Place;
        if (directory is null)
        {
            files.Tell(new(FileRules.MfFirst, "PIN codes follow the directory that they belong to") { Absent = PeKind.Mf });
            directory = files.RequireRoot();
        }
        switch (codes)
        {
            case PinCodes.Pinconfig pins:
                foreach (PinConfiguration pin in pins.Value) Add(directory, (int)pin.KeyReference);
                break;
            case PinCodes.FilePath path:
                Share(directory, path.Value);
                break;
        }
    }

    internal void Read(PeAkaParameter aka)
    {
        if (files.Application is not { } adf)
        {
            files.Tell(new(CodeRules.AkaAfterAdf));
            files.LoseApplication(PeKind.Usim);
            return;
        }
        if (aka.AlgoConfiguration is not AlgoConfiguration.Mapping { Value.MappingSource: var name }) adf.Aka = aka;
        else if (FindAuthenticating(name) is { } source) adf.Aka = source.Aka;
        else
        {
            LoseKey(adf, name);
            return;
        }
        if (adf.Definition.DfName is { } own) _authenticating.TryAdd(own, adf);
    }

    /// <summary>An application whose key is not known may have been given one: then the other shares it.</summary>
    private void LoseKey(PackageFile adf, Octets source)
    {
        PackageFile? owner = files.Adfs.FirstOrDefault(one => one.Definition.DfName == source);
        bool mayHaveKey = owner is null ? files.Unknown.MayHaveApplication(source) : files.Unknown.MayHaveKey(owner);
        if (!mayHaveKey) files.Tell(new(CodeRules.AkaMapping, $"the application {source}, whose key is shared, has one") { Absent = PeKind.AkaParameter });
        files.Unknown.LoseKey(adf);
        if (owner is not null) files.Unknown.LoseKey(owner);
    }

    private void Add(PackageFile directory, int reference)
    {
        if (reference is >= 0 and <= byte.MaxValue)
        {
            (IsGlobal(reference) ? files.RequireRoot() : directory).Pins.Add(reference);
            return;
        }
        files.Tell(new(CodeRules.ReferenceOctet));
        files.Unknown.LosePins(directory);
    }

    private void Share(PackageFile directory, Octets path)
    {
        PackageFile? source = files.Seek(path);
        if (source is null) files.Tell(new(CodeRules.SharedDirectory, $"the directory {path}, whose PINs are shared, is there"));
        if (source is null or { IsUnknown: true } || files.Unknown.MayHavePin(source, isGlobal: false)) files.Unknown.LosePins(directory);
        if (source is not null) directory.Pins.UnionWith(source.Pins.Where(pin => !IsGlobal(pin)));
    }

    // TS 102 221 §9.5.1: from '81' on, a PIN belongs to an application or a directory.
    internal static bool IsGlobal(int reference) => (reference & 0x80) == 0;
}

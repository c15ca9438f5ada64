using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Card.Install;

/// <summary>The SIM as far as it is built. What files the package means is <see cref="PackageFiles"/>' to say; here they become those of a card.</summary>
internal sealed class InstallContext
{
    private readonly int _freeMemory;
    private readonly PackageFiles _files;
    private readonly List<Action<DraftTree>> _codes = [];

    internal InstallContext(ProfileClass profileClass, int freeMemory, int levels)
    {
        (ProfileClass, _freeMemory) = (profileClass, freeMemory);
        _files = new(new PackageRoom(TryReserve, TryGrow, levels));
    }

    internal ProfileClass ProfileClass { get; }

    /// <summary>The memory that files, PINs and keys take so far, in octets.</summary>
    internal int Reserved { get; private set; }

    internal List<Octets> SecurityDomains { get; } = [];

    internal List<Octets> Applications { get; } = [];

    internal List<Octets> RemoteFileManagement { get; } = [];

    /// <summary>The directory of the last file system element: PIN codes belong to it. SAIP §8.4.</summary>
    internal PackageFile Directory =>
        _files.Directory ?? throw new ElementException(FileRules.MfFirst, "codes follow the directory that they belong to");

    /// <summary>The ADF that was created last: authentication keys belong to it. SAIP §8.5.</summary>
    internal PackageFile? Adf => _files.Adf;

    /// <summary>True as long as there is no file, not even the MF.</summary>
    internal bool IsEmpty => _files.Mf is null;

    /// <summary>Reads an element's files, PIN references and use of keys.</summary>
    /// <exception cref="ElementException">It breaks a rule.</exception>
    internal void AddFiles(ProfileElement element)
    {
        if (_files.Add(element) is { } fault) throw new ElementException(fault);
    }

    /// <summary>Takes memory for one more thing: a package of a few octets can ask for a large file.</summary>
    /// <param name="octets">Its content.</param>
    /// <exception cref="ElementException">There is not so much.</exception>
    internal void Reserve(int octets)
    {
        if (!TryReserve(octets)) throw new ElementException(HeaderRules.Memory, "there is memory for it");
    }

    /// <summary>Keeps an element that is not run.</summary>
    internal void Keep(List<Octets> elements, Octets encoded)
    {
        Reserve(encoded.Length);
        elements.Add(encoded);
    }

    /// <summary>What is done with codes and keys once there are files that they belong to.</summary>
    internal void WhenMade(Action<DraftTree> codes) => _codes.Add(codes);

    /// <summary>The directory at a path of file identifiers below the MF.</summary>
    internal PackageFile? Find(Octets path) => _files.Find(path);

    /// <summary>The ADF with a name that has an authentication key, or null.</summary>
    internal PackageFile? FindAuthenticating(Octets name) => _files.FindAuthenticating(name);

    /// <summary>A PIN that a directory names and no element defines, or null.</summary>
    internal ProfileFault? FindMissingPin() => _files.FindMissingPins().FirstOrDefault();

    internal UiccProfile Freeze()
    {
        DraftTree tree = new(_files.All);
        foreach (Action<DraftTree> codes in _codes) codes(tree);
        return tree.Builder.Freeze() with
        {
            SecurityDomains = [.. SecurityDomains],
            Applications = [.. Applications],
            RemoteFileManagement = [.. RemoteFileManagement],
        };
    }

    private bool TryReserve(int octets) => octets <= _freeMemory - Reserved - Overhead && TryGrow(octets + Overhead);

    private bool TryGrow(int octets)
    {
        if (octets > _freeMemory - Reserved) return false;
        Reserved += octets;
        return true;
    }

    // What a file, a PIN or a key takes beside its content.
    private const int Overhead = 32;
}

using System.Collections.Immutable;
using EuiccSim.Keeping;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>All that an installed Profile keeps: the shared tree, and what has changed since.</summary>
internal sealed record UiccProfile
{
    internal required FileTree Files { get; init; }

    /// <summary>The package that all this was made from, shared as the tree is; empty where a test made the files by hand.</summary>
    internal Octets Package => KeptPackage.Whole;

    /// <summary><see cref="Package"/> as it is kept.</summary>
    internal KeptOctets KeptPackage { get; init; }

    /// <summary>The contents that differ from the tree's, by content id.</summary>
    internal ChangedContents Contents { get; init; } = ChangedContents.None;

    /// <summary>The life cycle status of files that differ from their parameters', by file id.</summary>
    internal ImmutableDictionary<int, byte> LifeCycles { get; init; } = ImmutableDictionary<int, byte>.Empty;

    internal ImmutableArray<PinState> Pins { get; init; } = [];

    internal ImmutableArray<PukState> Puks { get; init; } = [];

    /// <summary>For each PIN the position of its PUK in <see cref="Puks"/>, or -1.</summary>
    internal ImmutableArray<int> PukOfPin { get; init; } = [];

    /// <summary>Authentication keys; <see cref="FileNode.AkaSlot"/> of an ADF is a position here.</summary>
    internal ImmutableArray<AkaRecord> Aka { get; init; } = [];

    /// <summary>Security domains of the package, encoded as it has them. They are kept, not run.</summary>
    internal ImmutableArray<Octets> SecurityDomains { get; init; } = [];

    /// <summary>Applications of the package, encoded as it has them. They are kept, not run.</summary>
    internal ImmutableArray<Octets> Applications { get; init; } = [];

    /// <summary>Remote file management parameters of the package, encoded as it has them.</summary>
    internal ImmutableArray<Octets> RemoteFileManagement { get; init; } = [];

    /// <summary>The content of an EF.</summary>
    internal Octets ContentOf(FileNode file) => !Contents.IsEmpty && Contents.TryGetValue(file.ContentId, out Octets changed)
        ? changed
        : Files.InitialContent(file.ContentId).Whole;

    /// <summary>Some octets of an EF.</summary>
    internal Octets Read(FileNode file, int offset, int length) => !Contents.IsEmpty && Contents.TryGetValue(file.ContentId, out Octets changed)
        ? changed.Slice(offset, length)
        : Files.InitialContent(file.ContentId).Read(offset, length);

    /// <summary>The length of an EF.</summary>
    internal int LengthOf(FileNode file) => !Contents.IsEmpty && Contents.TryGetValue(file.ContentId, out Octets changed)
        ? changed.Length
        : Files.InitialContent(file.ContentId).Length;

    /// <summary>The profile with another content of an EF (and of all links to it).</summary>
    internal UiccProfile WithContent(FileNode file, Octets content) =>
        this with { Contents = Contents.With(file.ContentId, content, LengthOf(file)) };

    /// <summary>The life cycle status of a file.</summary>
    internal byte LifeCycleOf(FileNode file) =>
        !LifeCycles.IsEmpty && LifeCycles.TryGetValue(file.Id, out byte changed) ? changed : file.Parameters.LifeCycle;

    /// <summary>The profile with one PIN replaced.</summary>
    internal UiccProfile WithPin(int slot, PinState pin) => this with { Pins = Pins.SetItem(slot, pin) };

    /// <summary>The profile with one PUK replaced.</summary>
    internal UiccProfile WithPuk(int slot, PukState puk) => this with { Puks = Puks.SetItem(slot, puk) };

    /// <summary>
    /// The same profile, of a package just installed, with what it has in common with another one taken from there; null if the files are not the
    /// same.
    /// </summary>
    internal UiccProfile? After(UiccProfile model) => Files.After(model.Files) is not { } files ? null : this with
    {
        Files = files,
        KeptPackage = KeptPackage.Beside(model.Package),
        Pins = After(Pins, model.Pins),
        Puks = After(Puks, model.Puks),
        PukOfPin = After(PukOfPin, model.PukOfPin),
        Aka = After(Aka, model.Aka),
        SecurityDomains = After(SecurityDomains, model.SecurityDomains),
        Applications = After(Applications, model.Applications),
        RemoteFileManagement = After(RemoteFileManagement, model.RemoteFileManagement),
    };

    /// <summary>The model where all is the same, and what is the same of it where some is.</summary>
    private static ImmutableArray<T> After<T>(ImmutableArray<T> own, ImmutableArray<T> model)
        where T : IEquatable<T>
    {
        if (own.AsSpan().SequenceEqual(model.AsSpan())) return model;
        if (own.Length != model.Length) return own;
        ImmutableArray<T>.Builder parts = ImmutableArray.CreateBuilder<T>(own.Length);
        for (int i = 0; i < own.Length; i++) parts.Add(own[i].Equals(model[i]) ? model[i] : own[i]);
        return parts.MoveToImmutable();
    }
}

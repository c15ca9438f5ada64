using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Card.Profiles;

/// <summary>
/// The content of a file as the package has it: its octets, or the pattern and the few octets that stand for them. A package of some
/// octets can ask for a file of a megabyte; the file takes the megabyte when it is written to.
/// </summary>
internal readonly struct InitialContent : IEquatable<InitialContent>
{
    private readonly Octets _octets;
    private readonly FileContent? _filled;

    private InitialContent(Octets octets, FileContent? filled) => (_octets, _filled) = (octets, filled);

    internal int Length => _filled?.Length ?? _octets.Length;

    /// <summary>All of it.</summary>
    internal Octets Whole => _filled?.Read(0, _filled.Length) ?? _octets;

    internal static InitialContent Of(Octets octets) => new(octets, null);

    /// <summary>Short files, and those that the package wrote the most of, are octets.</summary>
    internal static InitialContent Of(FileContent content) =>
        content.Length <= Math.Max(ShortFile, WrittenEnough * content.Written) ? new(content.Finish(), null) : new(default, content);

    /// <inheritdoc/>
    /// <remarks>Two that were made in different ways are not the same, whatever they give.</remarks>
    public bool Equals(InitialContent other) =>
        _octets == other._octets && (_filled is { } filled ? other._filled is { } like && filled.WasMadeAs(like) : other._filled is null);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InitialContent other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_octets, Length);

    /// <summary>Some of it.</summary>
    internal Octets Read(int offset, int length) => _filled?.Read(offset, length) ?? _octets.Slice(offset, length);

    // A file that an element of a few octets asks for is that of the templates: longer ones are rare.
    private const int ShortFile = 64;
    private const int WrittenEnough = 8;
}

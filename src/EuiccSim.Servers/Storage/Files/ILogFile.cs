namespace EuiccSim.Servers.Storage.Files;

/// <summary>The one file of a log. What is written may be lost until it is flushed.</summary>
/// <remarks>Every member throws <see cref="IOException"/> where the disk does.</remarks>
/// <threadsafety>One call at a time, but for <see cref="Flush"/>, which may run beside <see cref="Append"/> and <see cref="Read"/>.</threadsafety>
internal interface ILogFile : IDisposable
{
    /// <summary>Its name, for what is said when it fails.</summary>
    string Name { get; }

    /// <summary>Octets in it; 0 if there is none.</summary>
    long Length { get; }

    /// <summary>Reads at a place; less than asked for at the end of the file.</summary>
    int Read(long place, Span<byte> octets);

    /// <summary>Writes at the end.</summary>
    void Append(ReadOnlySpan<byte> octets);

    /// <summary>Cuts off the end.</summary>
    void Truncate(long length);

    /// <summary>Forces to the disk what was appended before the call.</summary>
    void Flush();

    /// <summary>Puts other content in the place of all. At every moment either is on the disk, whole.</summary>
    void Replace(Action<Stream> write);
}

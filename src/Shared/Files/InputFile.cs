using System.Globalization;

namespace EuiccSim.Files;

/// <summary>
/// Files that a person names. What is named may be a pipe, where nobody writes, or a device, which never ends: reading stops when the person
/// gives up, and at a size that no such file has.
/// </summary>
internal static class InputFile
{
    /// <summary>The whole content.</summary>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>.</exception>
    internal static Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken, int maximum = LargestFile) =>
        // To open a pipe blocks until somebody writes, and knows no token.
        Task.Run(() => Read(path, maximum), CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>The same for who waits: the verb itself ends all the same when it is interrupted.</summary>
    internal static byte[] Read(string path, int maximum = LargestFile)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder.");
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Read(file, path, maximum);
    }

    /// <summary>The same of a stream.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="maximum">The most octets.</param>
    internal static byte[] Read(Stream input, string name, int maximum = LargestFile)
    {
        // One octet more than the file says that it has, for its end to be seen. A pipe cannot say, and a device says 0.
        long said = input.CanSeek ? Math.Min(input.Length - input.Position, maximum) : 0;
        byte[] content = new byte[Math.Max(said + 1, LeastBuffer)];
        int length = 0;
        while (true)
        {
            if (length == content.Length) Array.Resize(ref content, (int)Math.Min(2L * length, maximum + 1L));
            int read = input.Read(content.AsSpan(length));
            if (read == 0) return content[..length];
            length += read;
            if (length > maximum)
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{name} has more than {maximum} octets: no file of this kind has."));
        }
    }

    internal const int LargestFile = 64 * 1024 * 1024;
    private const int LeastBuffer = 1024;
}

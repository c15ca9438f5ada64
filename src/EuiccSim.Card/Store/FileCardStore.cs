using System.Buffers;
using EuiccSim.Card.Store.Images;
using EuiccSim.Files;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Card.Store;

/// <summary>
/// Keeps a card in a file, a card image (docs/card-image.md), with all its secrets in clear text. Each state is written to "FILE.new",
/// forced to the disk and then put in the place of FILE, so that FILE is a whole card at every moment. "FILE.lock" is held meanwhile: one
/// image is open once. A symbolic link to an image stays, all this is done to the file that it leads to.
/// </summary>
/// <remarks>After a crash of the whole machine FILE can be one state older: the name's change itself cannot be forced to the disk.</remarks>
/// <threadsafety>One call at a time, as the card that uses it.</threadsafety>
public sealed class FileCardStore : ICardStore, IDisposable
{
    private readonly HeldFile _file;
    private readonly Func<EcCurve, Octets, EcSigningKey> _keys;
    private readonly CardCache _cache;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private CardState? _last;

    private FileCardStore(string path, HeldFile file, Func<EcCurve, Octets, EcSigningKey> keys, CardCache cache) =>
        (Path, _file, _keys, _cache) = (path, file, keys, cache);

    /// <summary>The image.</summary>
    public string Path { get; }

    /// <summary>True if there is a file to load.</summary>
    public bool Exists => File.Exists(_file.Path);

    /// <summary>Takes hold of an image, which need not exist yet, until it is disposed of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">Makes the keys that the card signs with, of curve and scalar; in the system's crypto if null.</param>
    /// <param name="cache">The one that the card's <see cref="CardEnvironment"/> has; the shared one if null.</param>
    /// <exception cref="CardImageException">
    /// Another program or store has it, it has several names (hard links), or the folder is not there or not writable.
    /// </exception>
    public static FileCardStore Open(string path, Func<EcCurve, Octets, EcSigningKey>? keys = null, CardCache? cache = null) =>
        new(path, Hold(path), keys ?? SystemKey, cache ?? CardCache.Shared);

    /// <summary>The state last saved in an image, whoever has it open.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">As for <see cref="Open"/>.</param>
    /// <param name="cache">As for <see cref="Open"/>.</param>
    /// <exception cref="CardImageException">There is no such file, it cannot be read, or it is no card image.</exception>
    public static CardState Read(string path, Func<EcCurve, Octets, EcSigningKey>? keys = null, CardCache? cache = null) =>
        CardImage.Read(path, ReadFile(path), keys ?? SystemKey, cache ?? CardCache.Shared);

    /// <inheritdoc/>
    public CardState? Load() => _last = Exists ? CardImage.Read(Path, ReadFile(_file.Path), _keys, _cache) : null;

    /// <inheritdoc/>
    public void Save(CardState state)
    {
        _buffer.ResetWrittenCount();
        CardImage.Write(Path, state, _buffer);
        // What could not be read again must not take the place of what can.
        if (_buffer.WrittenCount > MaximumSize) throw TooLarge(Path);
        CardImage.Read(Path, _buffer.WrittenMemory, _keys, _cache, ReferenceEquals(_last?.Euicc, state.Euicc) ? _last : null);
        try
        {
            _file.Replace(file => file.Write(_buffer.WrittenSpan));
            _last = state;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CardImageException(Path, "", FaultWords.Of(e, Path), e);
        }
    }

    /// <summary>Lets the image go. "FILE.lock" stays: to remove it could take it from under another program.</summary>
    public void Dispose() => _file.Dispose();

    private static HeldFile Hold(string path)
    {
        try
        {
            return HeldFile.Take(path);
        }
        catch (FileInUseException e)
        {
            throw new CardImageException(path, "", "the card is in use by another program", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CardImageException(path, "", FaultWords.Of(e, path), e);
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!file.CanSeek) throw new CardImageException(path, "", "it is no file but a pipe or a device");
            if (file.Length > MaximumSize) throw TooLarge(path);
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is not CardImageException and (IOException or UnauthorizedAccessException or ArgumentException))
        {
            throw new CardImageException(path, "", FaultWords.Of(e, path), e);
        }
    }

    private static CardImageException TooLarge(string path) => new(path, "", $"no card image has more than {MaximumSize} octets");

    private static EcdsaSigningKey SystemKey(EcCurve curve, Octets scalar) => EcdsaSigningKey.FromScalar(curve, scalar.Span);

    private const int MaximumSize = 64 * 1024 * 1024;
}

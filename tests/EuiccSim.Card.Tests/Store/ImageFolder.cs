using EuiccSim.Card.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.Store;

/// <summary>A folder for images, gone after the test. Keys read from images sign deterministically, as those of the test PKI.</summary>
internal sealed class ImageFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("euiccsim-store-");

    internal string Path => _folder.FullName;

    internal string Image => System.IO.Path.Combine(Path, "card.json");

    internal FileCardStore Open() => FileCardStore.Open(Image, Key);

    internal CardState Read() => FileCardStore.Read(Image, Key);

    /// <summary>The state as it comes back from its image.</summary>
    internal static CardState Copy(CardState state)
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        store.Save(state);
        return store.Load()!;
    }

    /// <summary>The octets of a state's image.</summary>
    internal static byte[] Write(CardState state)
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        store.Save(state);
        return File.ReadAllBytes(folder.Image);
    }

    internal static EcSigningKey Key(EcCurve curve, Octets scalar) => Rfc6979SigningKey.FromScalar(curve, scalar.Span);

    public void Dispose() => _folder.Delete(recursive: true);
}

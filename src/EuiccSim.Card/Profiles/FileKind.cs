namespace EuiccSim.Card.Profiles;

/// <summary>What a file is. TS 102 221 §8.2.</summary>
internal enum FileKind : byte
{
    Mf,
    Df,
    Adf,
    Transparent,
    LinearFixed,
    Cyclic,
    BerTlv,
}

internal static class FileKinds
{
    internal static bool IsDirectory(this FileKind kind) => kind <= FileKind.Adf;

    internal static bool HasRecords(this FileKind kind) => kind is FileKind.LinearFixed or FileKind.Cyclic;
}

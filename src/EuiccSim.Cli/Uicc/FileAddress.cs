using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Cli.Uicc;

/// <summary>A file as a person names it.</summary>
/// <param name="Root">"MF", or the application: "USIM", "ISIM", "CSIM".</param>
/// <param name="Path">The file identifiers below the root.</param>
internal sealed record FileAddress(string Root, Octets Path)
{
    /// <summary>The application to select; for a file under the MF any will do.</summary>
    internal Aid Application => KnownFiles.Applications.FirstOrDefault(one => one.Root == Root, KnownFiles.Applications[0]).Aid;

    /// <summary>The path from the MF, with '7FFF' for the application.</summary>
    internal Octets PathFromMf => Root == "MF" ? Path : Octets.Concat(Octets.FromHex("7FFF"), Path);

    /// <summary>
    /// "2FE2", "3F00/7F10/6F3A", "USIM/6F07", "7FFF/6F07", "EF.IMSI", "isim/impi", "MF/EF.DIR". A path of identifiers alone begins at the MF
    /// if its first is one of those that are there ('2FXX', '7FXX'), and else in the USIM.
    /// </summary>
    internal static FileAddress Parse(string text)
    {
        string[] steps = text.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? root = steps.Length == 0 ? null : RootOf(steps[0].ToUpperInvariant());
        if (root is not null) steps = steps[1..];
        if (Array.TrueForAll(steps, IsFid) && (root is not null || steps.Length > 0))
            return new(root ?? (steps[0][..2].ToUpperInvariant() is "2F" or "7F" ? "MF" : "USIM"), Octets.FromHex(string.Concat(steps)));
        if (steps.Length == 1 && KnownFiles.Find(root, steps[0]) is { } known) return new(known.Root, known.Path);
        throw CommandFailure.Missing("arguments", $"'{text}' names no file: write 3F00/2FE2, USIM/6F07 or EF.IMSI.");
    }

    public override string ToString() => KnownFiles.Write(Root, Path);

    private static string? RootOf(string step) => step switch
    {
        "MF" or "3F00" => "MF",
        "7FFF" or "USIM" or "ADF.USIM" => "USIM",
        "ISIM" or "ADF.ISIM" => "ISIM",
        "CSIM" or "ADF.CSIM" => "CSIM",
        _ => null,
    };

    private static bool IsFid(string step) => step.Length == 4 && step.All(char.IsAsciiHexDigit);
}

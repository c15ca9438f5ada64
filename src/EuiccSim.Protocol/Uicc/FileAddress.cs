using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A file as a person names it.</summary>
/// <param name="Root">"MF", or the application: "USIM", "ISIM", "CSIM".</param>
/// <param name="Path">The file identifiers below the root, two octets each; empty for the root itself.</param>
public sealed record FileAddress(string Root, Octets Path)
{
    /// <summary>EF.ICCID. TS 102 221 §13.2.</summary>
    public static FileAddress Iccid { get; } = new("MF", Octets.FromHex("2FE2"));

    /// <summary>EF.IMSI of the USIM. TS 31.102 §4.2.2.</summary>
    public static FileAddress Imsi { get; } = new("USIM", Octets.FromHex("6F07"));

    /// <summary>The application to select; for a file under the MF any will do.</summary>
    public Aid Application => UiccApplication.All.FirstOrDefault(one => one.Root == Root, UiccApplication.All[0]).Aid;

    /// <summary>The path from the MF, with '7FFF' for the application.</summary>
    public Octets PathFromMf => Root == "MF" ? Path : Octets.Concat(Octets.FromHex("7FFF"), Path);

    /// <summary>The file's name where the standards give it one; else empty.</summary>
    public string Name => KnownFiles.NameOf(Root, Path) is { Length: > 0 } known ? known : NameInDirectory();

    /// <summary>The name, or the path of a file that has none.</summary>
    public string NameOrPath => Name is { Length: > 0 } name ? name : ToString();

    /// <summary>
    /// "2FE2", "3F00/7F10/6F3A", "USIM/6F07", "7FFF/6F07", "EF.IMSI", "isim/impi", "MF/EF.DIR". A path of identifiers alone begins at the MF
    /// if its first is one of those that are there ('2FXX', '7FXX'), and else in the USIM.
    /// </summary>
    /// <exception cref="FormatException">The text names no file.</exception>
    public static FileAddress Parse(string text)
    {
        string[] steps = text.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? root = steps.Length == 0 ? null : RootOf(steps[0].ToUpperInvariant());
        if (root is not null) steps = steps[1..];
        if (Array.TrueForAll(steps, IsFid) && (root is not null || steps.Length > 0))
            return new(root ?? (steps[0][..2].ToUpperInvariant() is "2F" or "7F" ? "MF" : "USIM"), Octets.FromHex(string.Concat(steps)));
        if (steps.Length == 1 && KnownFiles.Find(root, steps[0]) is { } known) return known.Address;
        throw new FormatException($"'{text}' names no file: write 3F00/2FE2, USIM/6F07 or EF.IMSI.");
    }

    /// <summary>"MF/7F10/6F3A".</summary>
    public override string ToString()
    {
        string text = Root;
        for (int i = 0; i < Path.Length; i += 2) text += $"/{Path.Slice(i, 2)}";
        return text;
    }

    /// <summary>Files that no profile template has, those of DF.GSM for example.</summary>
    private string NameInDirectory()
    {
        string name = Root == "MF" ? FileNames.Mf : $"ADF.{Root}";
        for (int i = 0; i < Path.Length; i += 2)
        {
            if (FileNames.Find(name, (Path[i] << 8) | Path[i + 1]) is not { } next) return "";
            name = next.Name;
        }
        return Path.IsEmpty ? "" : name;
    }

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

using EuiccSim.Tests.House;

namespace EuiccSim.Card.Tests.House;

/// <summary>The folders of EuiccSim.Card: which types are declared in them, and which of them refer to which. Types by their own names, no two of
/// which are the same.</summary>
internal static class Folders
{
    private static readonly ProjectFolders s_card = new(typeof(VirtualEuicc).Assembly, folder => folder.Length == 0 ? Top : folder.Split('/')[0]);

    /// <summary>The name of what lies in no folder: the card as a whole.</summary>
    internal const string Top = ".";

    /// <summary>The folder of each type, by its source.</summary>
    internal static Dictionary<string, string> OfTypes { get; } = s_card.OfTypes.ToDictionary(one => Short(one.Key), one => one.Value);

    /// <summary>References from type to type, out of the compiled assembly.</summary>
    internal static HashSet<(string From, string To)> References { get; } = [.. s_card.References.Select(one => (Short(one.From), Short(one.To)))];

    /// <summary>References from folder to folder.</summary>
    internal static SortedSet<(string From, string To)> Arrows => s_card.Arrows;

    /// <inheritdoc cref="ProjectFolders.Unplaced"/>
    internal static IEnumerable<string> Unplaced => s_card.Unplaced;

    /// <inheritdoc cref="ProjectFolders.InCircles"/>
    internal static List<string> InCircles() => s_card.InCircles();

    private static string Short(string name) => name[(name.LastIndexOf('.') + 1)..];
}

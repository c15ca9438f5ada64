namespace EuiccSim.Protocol.Words;

/// <summary>What a person may have meant by a word that is not known.</summary>
public static class NearWords
{
    /// <summary>The words that are near, the nearest first: a letter more, less, another or two in the wrong order, twice at most; or the beginning of one.</summary>
    /// <param name="word">What was written; capitals do not matter.</param>
    /// <param name="known">What could have been.</param>
    /// <returns>Three at most.</returns>
    public static IEnumerable<string> Of(string word, IEnumerable<string> known) => known
        .Select(one => (Name: one, Distance: one.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(word.ToUpperInvariant(), one.ToUpperInvariant())))
        .Where(one => one.Distance <= Math.Min(2, one.Name.Length / 2))
        .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).Take(Most).Select(one => one.Name);

    /// <summary>" Did you mean EF.IMSI or EF.IMSI_?"; empty where nothing is near.</summary>
    /// <param name="near">The words that are near.</param>
    public static string Question(IEnumerable<string> near) => string.Join(" or ", near) is { Length: > 0 } words ? $" Did you mean {words}?" : "";

    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int other = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + other);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[a.Length, b.Length];
    }

    private const int Most = 3;
}

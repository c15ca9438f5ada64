namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>The tables of docs/errors.md.</summary>
internal static class ErrorPage
{
    internal static IReadOnlyList<(string Section, string Name, string Advice)> Rows { get; } = Read();

    internal static IEnumerable<string> Names => Rows.Select(row => row.Name);

    internal static IEnumerable<string> Section(string begins) => Rows.Where(row => row.Section.StartsWith(begins, StringComparison.Ordinal)).Select(row => row.Name);

    /// <summary>The exit codes that the headings of a name's tables have in brackets.</summary>
    internal static IEnumerable<int> ExitCodesOf(string name) => Rows.Where(row => row.Name == name).Select(row => int.Parse(row.Section[(row.Section.LastIndexOf('(') + 1)..^1], null));

    private static List<(string, string, string)> Read()
    {
        List<(string, string, string)> rows = [];
        string section = "";
        foreach (string line in Page.Read("errors.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..];
            string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
            if (cells is ["", var name, var advice, ""] && name is not ("name" or "---")) rows.Add((section, name, advice));
        }
        return rows;
    }
}

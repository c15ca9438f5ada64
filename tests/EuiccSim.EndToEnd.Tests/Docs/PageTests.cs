namespace EuiccSim.EndToEnd.Tests.Docs;

/// <summary>
/// What stands on the pages works. A block with a line that begins with <c>euiccsim</c>, or <c>dotnet run … --</c>, is run; what cannot be (hardware,
/// hours) has a comment before its fence, <c>&lt;!-- not run: reason --&gt;</c>. A line that ends otherwise than well says so: <c># exit 1</c>.
/// </summary>
[NonParallelizable]
internal sealed class PageTests
{
    private static IEnumerable<TestCaseData> Pages() => DocumentPage.All().Select(page => new TestCaseData(page).SetArgDisplayNames(page.Path));

    [TestCaseSource(nameof(Pages))]
    public Task Its_commands_run(DocumentPage page) => PageRun.RunAsync(page);

    [TestCaseSource(nameof(Pages))]
    public void Its_links_lead_somewhere(DocumentPage page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(DocumentPage.Root, page.Path))!;
        Assert.Multiple(() =>
        {
            foreach ((int line, string target) in page.Links())
                Assert.That(Trouble(page, folder, target), Is.Null, $"{page.Path}:{line}: {target}");
        });
    }

    private static string? Trouble(DocumentPage page, string folder, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(target, UriKind.Absolute, out Uri? url) && url.Scheme == "https" && url.Host.Contains('.', StringComparison.Ordinal) ? null : "no https URL";
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? Path.Combine(DocumentPage.Root, page.Path) : Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(parts[0])));
        if (!path.StartsWith(DocumentPage.Root, StringComparison.Ordinal)) return "it leads out of the repository";
        if (!File.Exists(path)) return parts.Length == 1 && Directory.Exists(path) ? null : "no such file";
        if (parts.Length == 1 || Path.GetExtension(path) != ".md") return null;
        return new DocumentPage(path, File.ReadAllText(path).ReplaceLineEndings("\n")).Anchors().Contains(Uri.UnescapeDataString(parts[1])) ? null : "no such heading";
    }
}

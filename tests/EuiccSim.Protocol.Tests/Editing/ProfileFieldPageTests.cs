using EuiccSim.Protocol.Editing;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>docs/profile-editing.md has the fields that there are. EUICCSIM_UPDATE_FIELDS names the page to write.</summary>
internal sealed class ProfileFieldPageTests
{
    private const string Begin = "<!-- from ProfileField.All -->", End = "<!-- end of ProfileField.All -->";

    [Test]
    public async Task The_page_lists_each_field_and_no_other()
    {
        string table = string.Join('\n', [Begin, "", "| field | is | example |", "|---|---|---|", .. ProfileField.All.Select(Row), "", End]);
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_FIELDS") is { Length: > 0 } page)
        {
            string old = await File.ReadAllTextAsync(page);
            int from = old.IndexOf(Begin, StringComparison.Ordinal), to = old.IndexOf(End, StringComparison.Ordinal) + End.Length;
            await File.WriteAllTextAsync(page, old[..from] + table + old[to..]);
        }
        string text = (await File.ReadAllTextAsync(Clone.PathOf("docs", "profile-editing.md"))).ReplaceLineEndings("\n");
        Assert.That(text.Contains(table, StringComparison.Ordinal), "docs/profile-editing.md: write it anew with EUICCSIM_UPDATE_FIELDS");
    }

    private static string Row(ProfileField field)
    {
        string name = field.Alias is null ? $"`{field.Name}`" : $"`{field.Name}`, `{field.Alias}`";
        return $"| {name} | {(field.IsList ? "List. " : "")}{field.Meaning} | `{(field.Example.Length > Longest ? field.Example[..Longest] + "…" : field.Example).Replace("|", "\\|", StringComparison.Ordinal)}` |";
    }

    private const int Longest = 60;
}

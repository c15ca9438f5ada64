namespace EuiccSim.EndToEnd.Tests.Docs;

/// <summary>What runs the pages finds what is wrong with one.</summary>
[NonParallelizable]
internal sealed class PageRunTests
{
    [Test]
    public async Task A_server_in_the_background_a_variable_and_a_file_are_there_for_the_lines_that_follow() => await RunAsync("""
        ```sh
        cat > spec.json <<EOF
        {"iccid":"89882119900000000012","imsi":"001010000000001"}
        EOF
        euiccsim profile build spec.json \
            --output profile.der
        euiccsim smdp serve &      # a server
        ```
        Then
        ```
        code=$(euiccsim smdp order profile.der)
        euiccsim lpa download "$code"
        euiccsim lpa download $code       # exit 1
        dotnet run -c Release --project src/EuiccSim.Cli -- lpa list
        ```
        """);

    [TestCase("```sh\neuiccsim dance\n```", "page.md:2: euiccsim dance\nended with 2, not with 0:")]
    [TestCase("\n```\neuiccsim lpa list # exit 1\n```", "page.md:3: euiccsim lpa list # exit 1\nended with 0, not with 1:")]
    [TestCase("```sh\neuiccsim lpa list\ncurl https://example.com\n```", "page.md:3: curl https://example.com\nthis command is not known")]
    [TestCase("<!-- not run: -->\n```sh\neuiccsim dance\n```", "page.md:2: the comment 'not run' gives no reason")]
    [TestCase("```sh\neuiccsim lpa list --card \"$card\"\n```", "$card was never given a value")]
    [TestCase("```sh\neuiccsim smdp serve --listen nowhere &\n```", "ended with 2 in the background:\nprepare: arguments: --listen takes a port")]
    public void What_does_not_work_is_told_with_its_line(string text, string words) =>
        Assert.That(() => RunAsync(text), Throws.TypeOf<PageFault>().With.Message.Contains(words));

    [TestCase("<!-- not run: needs a reader -->\n\n```sh\neuiccsim dance\n```")]
    [TestCase("```json\neuiccsim dance\n```")]
    [TestCase("```sh\ndotnet test\n```")]
    [TestCase("    euiccsim dance\n")]
    public Task What_is_marked_or_no_command_is_not_run(string text) => RunAsync(text);

    [Test]
    public void Links_and_headings_are_found_outside_of_code()
    {
        DocumentPage page = new("page.md", "# A `b` & [c](d.md)\n# A b & c\n[x](y.md#z \"title\") `[n](o.md)` ![i](p.png)\n```\n[n](o.md)\n# No\n```\nhttps://example.com/e, <https://example.com/f>\n## 简体 中文\n# Twice\n# Twice\n");
        Assert.That(page.Links(), Is.EqualTo(new[] { (1, "d.md"), (3, "y.md#z"), (3, "p.png"), (8, "https://example.com/e"), (8, "https://example.com/f") }));
        Assert.That(page.Anchors(), Is.EquivalentTo(new[] { "a-b--c", "a-b--c-1", "简体-中文", "twice", "twice-1" }));
    }

    private static Task RunAsync(string text) => PageRun.RunAsync(new("page.md", text));
}

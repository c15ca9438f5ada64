using System.Reflection;
using System.Text.RegularExpressions;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Tests;

namespace EuiccSim.Servers.Tests;

/// <summary>The page about status codes says what is so.</summary>
internal sealed partial class StatusCodeTableTests
{
    [Test]
    public void Each_row_names_a_test_that_is_there_and_speaks_of_the_code()
    {
        MatchCollection rows = Row().Matches(File.ReadAllText(Clone.PathOf("docs", "status-codes.md")));
        Assert.That(rows, Has.Count.GreaterThan(70));
        using IDisposable all = Assert.EnterMultipleScope();
        foreach (Match row in rows)
        {
            (string code, string type, string method) = (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value);
            Type? tests = typeof(StatusCodeTableTests).Assembly.GetTypes().SingleOrDefault(found => found.Name == type);
            Assert.That(tests?.GetMethod(method), Is.Not.Null, $"{type}.{method}");
            string? source = Directory.GetFiles(Clone.PathOf("tests", "EuiccSim.Servers.Tests"), $"{type}.cs", SearchOption.AllDirectories).SingleOrDefault();
            (string subject, string reason) = (code.Split('/')[0], code.Split('/')[1]);
            Assert.That(source is null ? "" : File.ReadAllText(source), Does.Contain(code).Or.Contain($"\"{subject}\", \"{reason}\""), $"{type}: {code}");
        }
    }

    [Test]
    public void Every_code_of_the_vocabulary_is_on_the_page()
    {
        string page = File.ReadAllText(Clone.PathOf("docs", "status-codes.md"));
        PropertyInfo[] codes = [.. typeof(StatusCodes).GetProperties().Where(property => property.PropertyType == typeof(StatusCode))];
        Assert.That(codes, Is.Not.Empty);
        using IDisposable all = Assert.EnterMultipleScope();
        foreach (PropertyInfo code in codes) Assert.That(page, Does.Contain(code.GetValue(null)!.ToString()), code.Name);
    }

    // A code, and in the last cell the test.
    [GeneratedRegex(@"^\|(?:[^|]*\|)? (8?[0-9.]+/[0-9.]+) \|[^|]*\| ([A-Za-z0-9]+Tests)\.(\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

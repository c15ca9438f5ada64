using EuiccSim.Clinic.Logs;
using EuiccSim.Tests;

namespace EuiccSim.Clinic.Tests.Logs;

/// <summary>Logs written for these tests by the grammar of each producer, with made-up numbers, for producers and wrappers that the shared logs have not.</summary>
internal sealed class OwnLogTests
{
    [TestCaseSource(nameof(Logs))]
    public async Task A_log_is_read_as_its_grammar_says(string path)
    {
        PastedLog log = await PastedLogReader.ReadFileAsync(path);
        Assert.That(ExpectedLog.ReadFile(path + Expected).DifferencesOf(log), Is.Empty);
    }

    internal static string Folder => Clone.PathOf("tests", "EuiccSim.Clinic.Tests", "Logs", "Samples");

    private static IEnumerable<TestCaseData> Logs() => Directory.GetFiles(Folder, "*" + Expected).Order(StringComparer.Ordinal)
        .Select(one => one[..^Expected.Length]).Select(one => new TestCaseData(one) { TestName = Path.GetFileName(one) });

    private const string Expected = ".expected.json";
}

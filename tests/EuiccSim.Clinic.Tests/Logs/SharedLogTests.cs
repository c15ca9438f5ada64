using EuiccSim.Clinic.Logs;
using EuiccSim.Tests;

namespace EuiccSim.Clinic.Tests.Logs;

/// <summary>Logs with answers that others wrote down: each is read as they say, octet by octet and line by line.</summary>
internal sealed class SharedLogTests
{
    [TestCaseSource(nameof(Logs))]
    public async Task A_log_is_read_as_its_author_says(string path)
    {
        PastedLog log = await PastedLogReader.ReadFileAsync(path);
        Assert.That(ExpectedLog.ReadFile(path + ".expected.json").DifferencesOf(log), Is.Empty);
    }

    [Test]
    public void All_twenty_logs_are_there()
    {
        SharedData.Require("field/logs");
        Assert.That(Logs().Count(), Is.EqualTo(20));
    }

    private static IEnumerable<TestCaseData> Logs() =>
        SharedData.Files("field/logs", "*.expected.json").Select(one => one[..^".expected.json".Length]).Select(one => new TestCaseData(one) { TestName = Path.GetFileName(one) });
}

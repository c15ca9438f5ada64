using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Reports;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests;

/// <summary>One run, in each form of its report.</summary>
internal sealed partial class ReportTests
{
    private RunReport _report = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        ManualTime time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using FreshCard card = new(time, new SeededRandom("report"));
        ConformanceCase[] cases = [.. ConformanceSuite.Find("4.2.12"), .. ConformanceSuite.Find("4.2.21#3")];
        RunReport report = await ConformanceRun.RunAsync(cases, card.Target, new() { Allowed = CaseEffect.Installs, Time = time, Random = new SeededRandom("run") });
        BrokenExpectation broken = new("enableResult is <ok> & nothing else", null, Octets.FromHex("BF3103800100"), Octets.FromHex("BF3103800102"));
        CaseResult failed = report.Cases[^1] with { Verdict = Verdict.Fail, Why = broken.ToString(), Broken = broken };
        _report = report with { Cases = SequenceOf.From<CaseResult>([.. report.Cases.Take(report.Cases.Count - 1), failed]), Target = "a <card> & {{data}}" };
    }

    [Test]
    public void The_first_octet_that_differs_is_told()
    {
        Assert.That(_report.Cases[^1].Broken!.FirstDifference, Is.EqualTo(5));
        Assert.That(_report.Cases[^1].Why, Does.Contain("octet 5 is the first that differs"));
        Assert.That(_report.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void JSON_is_read_again()
    {
        SavedReport saved = SavedReport.Read(ReportJson.Write(_report));
        Assert.That(saved.Target, Is.EqualTo("a <card> & {{data}}"));
        Assert.That(saved.NotPassed, Is.EqualTo(new[] { "4.2.21#3" }));
        Assert.That(saved.Cases["4.2.21#3"].Verdict, Is.EqualTo("fail"));
    }

    [Test]
    public void JSON_has_each_exchange_decoded()
    {
        using JsonDocument json = JsonDocument.Parse(ReportJson.Write(_report).Memory);
        JsonElement[] events = [.. json.RootElement.GetProperty("cases")[_report.Cases.Count - 1].GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("exchange").EnumerateArray())];
        JsonElement enable = events.First(one => one.GetProperty("title").GetString()!.Contains("ES10c.EnableProfile", StringComparison.Ordinal));
        Assert.That(enable.GetProperty("command").GetString(), Does.StartWith("81E29100"));
        Assert.That(enable.GetProperty("fields").GetProperty("response").GetProperty("enableResult").GetString(), Is.EqualTo("ok (0)"));
    }

    [Test]
    public void What_is_no_report_is_said_to_be_none()
    {
        foreach (string text in new[] { "", "[]", "{}", "{\"format\":\"euiccsim-conformance/1\"}", "{\"format\":\"euiccsim-conformance/1\",\"target\":\"x\",\"cases\":[{}]}" })
            Assert.That(() => SavedReport.Read(Octets.Wrap(Encoding.UTF8.GetBytes(text))), Throws.InstanceOf<FormatException>(), text);
    }

    [Test]
    public void Two_reports_differ_in_verdicts_and_not_in_words()
    {
        SavedReport before = SavedReport.Read(ReportJson.Write(_report));
        CaseResult last = _report.Cases[^1];
        RunReport mended = _report with { Cases = SequenceOf.From<CaseResult>([.. _report.Cases.Take(_report.Cases.Count - 1), last with { Verdict = Verdict.Pass, Why = null }]) };
        RunReport reworded = _report with { Cases = SequenceOf.From<CaseResult>([.. _report.Cases.Take(_report.Cases.Count - 1), last with { Why = "other words" }]) };
        Assert.That(ReportDifference.Between(before, SavedReport.Read(ReportJson.Write(mended))).Single().ToString(), Does.Contain("fail").And.Contain("pass"));
        Assert.That(ReportDifference.Between(before, SavedReport.Read(ReportJson.Write(reworded))), Is.Empty);
        Assert.That(ReportDifference.Between(before, before with { Cases = new Dictionary<string, SavedVerdict>() }).Count, Is.EqualTo(_report.Cases.Count));
    }

    [Test]
    public void JUnit_counts_as_the_report_does()
    {
        XElement suite = XDocument.Parse(Encoding.UTF8.GetString(ReportJUnit.Write(_report).Span)).Root!.Element("testsuite")!;
        Assert.That((int)suite.Attribute("tests")!, Is.EqualTo(_report.Cases.Count));
        Assert.That((int)suite.Attribute("failures")!, Is.EqualTo(1));
        Assert.That(suite.Elements("testcase").Count(), Is.EqualTo(_report.Cases.Count));
        Assert.That(suite.Elements("testcase").Last().Element("failure")!.Value, Does.Contain("ES10c.EnableProfile"));
    }

    [Test]
    public void HTML_holds_the_JSON_and_no_place_is_left_open()
    {
        string page = Encoding.UTF8.GetString(ReportHtml.Write(_report).Span);
        using JsonDocument json = JsonDocument.Parse(DataOf(page));
        Assert.That(json.RootElement.GetProperty("failed").GetInt32(), Is.EqualTo(1));
        Assert.That(page, Does.Contain("<title>Conformance of a &lt;card&gt; &amp; {{data}}</title>"));
        Assert.That(page.Replace("{{data}}", ""), Does.Not.Contain("{{"));
        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://"), "it needs no network");
    }

    [Test]
    public void A_masked_report_names_no_card_and_no_subscription()
    {
        ReportOptions masked = new() { IsMasked = true };
        foreach (Octets form in new[] { ReportJson.Write(_report, masked), ReportHtml.Write(_report, masked), ReportJUnit.Write(_report, masked), DataOf(ReportHtml.Write(_report, masked)) })
        {
            string text = Encoding.UTF8.GetString(form.Span);
            Assert.That(text, Does.Not.Contain("89049032123451234512345678901235").And.Not.Contain("89019990001234567893").And.Not.Contain("98109909002143658739"));
            Assert.That(LongDigits().IsMatch(text), Is.False);
        }
    }

    private static Octets DataOf(Octets page) => Octets.Wrap(Encoding.UTF8.GetBytes(DataOf(Encoding.UTF8.GetString(page.Span))));

    private static string DataOf(string page)
    {
        using GZipStream unpacked = new(new MemoryStream(Convert.FromBase64String(Data().Match(page).Groups[1].Value.Trim())), CompressionMode.Decompress);
        return new StreamReader(unpacked, Encoding.UTF8).ReadToEnd();
    }

    [GeneratedRegex("<script type=\"application/gzip\" id=\"report\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("[0-9A-F]{64}")]
    private static partial Regex LongDigits();
}

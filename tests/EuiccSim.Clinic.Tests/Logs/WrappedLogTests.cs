using System.Text;
using EuiccSim.Clinic.Logs;

namespace EuiccSim.Clinic.Tests.Logs;

/// <summary>Whatever stands around a log, the same is in it, line by line.</summary>
internal sealed class WrappedLogTests
{
    [TestCaseSource(nameof(Names))]
    public void A_wrapped_log_has_what_the_plain_one_has(string wrapper)
    {
        foreach (SampleLog sample in SampleLog.Plain) AssertSame(sample, s_wrappers[wrapper], wrapper);
    }

    [TestCaseSource(nameof(Pairs))]
    public void A_log_that_is_wrapped_twice_has_what_the_plain_one_has(string inner, string outer)
    {
        foreach (SampleLog sample in SampleLog.Plain) AssertSame(sample, lines => s_wrappers[outer](s_wrappers[inner](lines)), $"{inner} in {outer}");
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-8")]
    public void The_code_and_the_ends_of_lines_change_nothing(string code)
    {
        Encoding encoding = Encoding.GetEncoding(code);
        foreach (SampleLog sample in SampleLog.Plain)
        {
            foreach (string end in new[] { "\n", "\r\n", "\r" })
            {
                byte[] text = [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Join(end, sample.Lines) + end)];
                Assert.That(Facts.Of(PastedLogReader.Read(text)), Is.EquivalentTo(Facts.Of(sample.Read())), sample.Name);
            }
        }
    }

    private static void AssertSame(SampleLog sample, Func<string[], string[]> wrap, string what)
    {
        string[] wrapped = wrap(sample.Lines);
        int shift = (wrapped.Length - sample.Lines.Length) / 2;
        PastedLog read = PastedLogReader.Read(Encoding.UTF8.GetBytes(string.Join('\n', wrapped)));
        Assert.That(Facts.Of(read), Is.EquivalentTo(Facts.Of(sample.Read()).Select(one => (new LineRange(one.Lines.First + shift, one.Lines.Last + shift), one.Text))),
            $"{sample.Name} in {what}");
    }

    private static IEnumerable<string> Names => s_wrappers.Keys;

    private static IEnumerable<object[]> Pairs => from inner in s_wrappers.Keys from outer in s_wrappers.Keys select new object[] { inner, outer };

    private static Func<string[], string[]> Each(Func<string, string> change) => lines => [.. lines.Select(change)];

    private static readonly Dictionary<string, Func<string[], string[]>> s_wrappers = new()
    {
        ["quotation"] = Each(line => "> " + line),
        ["fence"] = lines => ["```", .. lines, "```"],
        ["colour"] = Each(line => $"\u001b[0;32m{line}\u001b[0m"),
        ["colour written out"] = Each(line => $"^[[0;31m{line}^[[0m"),
        ["colour without ESC"] = Each(line => $"[0;32m{line}[0m"),
        ["logcat threadtime"] = Each(line => $"11-30 09:31:00.041  8123  8160 D Tag     : {line}"),
        ["logcat brief"] = Each(line => $"D/Tag     ( 8123): {line}"),
        ["logcat time"] = Each(line => $"11-30 09:31:00.041 D/Tag( 8123): {line}"),
        ["studio"] = Each(line => $"2026-11-30 09:31:00.041 8123-8160/com.example D/Tag: {line}"),
        ["journal"] = Each(line => $"Nov 30 09:46:10 box prog[812]: {line}"),
        ["OpenWrt"] = Each(line => $"Sat Apr  3 16:13:16 2021 daemon.debug [812]: {line}"),
        ["docker"] = Each(line => $"lpac-1  | {line}"),
    };
}

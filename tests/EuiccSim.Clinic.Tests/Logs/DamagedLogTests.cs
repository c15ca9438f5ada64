using System.Text;
using EuiccSim.Clinic.Logs;
using EuiccSim.Testing;

namespace EuiccSim.Clinic.Tests.Logs;

/// <summary>A damaged record is one: what is wholly before or behind the damage is as it was, and nothing is uncounted.</summary>
internal sealed class DamagedLogTests
{
    [Test]
    public void A_line_of_noise_changes_nothing_before_and_behind_it([Values("hello, is anybody there?", "usb 1-1: reset full-speed error, 3 failed", "0x1f bad cafe")] string noise)
    {
        foreach (SampleLog sample in SampleLog.Plain)
        {
            string[] lines = sample.Lines;
            PastedLog plain = sample.Read();
            for (int at = 0; at <= lines.Length; at++)
            {
                PastedLog read = ReadLines([.. lines[..at], noise, .. lines[at..]]);
                AssertOthersSame(plain, read, at + 1, at, +1, $"{sample.Name}, noise behind line {at}");
                Assert.That(Facts.CountOf(read), Is.GreaterThanOrEqualTo(Facts.CountOf(plain)), $"{sample.Name}, noise behind line {at}");
            }
        }
    }

    [Test]
    public void A_line_that_is_missing_changes_nothing_before_and_behind_it()
    {
        foreach (SampleLog sample in SampleLog.Plain)
        {
            string[] lines = sample.Lines;
            PastedLog plain = sample.Read();
            for (int at = 1; at <= lines.Length; at++)
            {
                PastedLog read = ReadLines([.. lines[..(at - 1)], .. lines[at..]]);
                AssertOthersSame(plain, read, at, at, -1, $"{sample.Name} without line {at}");
                int gone = GoneWith(plain, at);
                Assert.That(Facts.CountOf(read), Is.GreaterThanOrEqualTo(Facts.CountOf(plain) - gone), $"{sample.Name} without line {at}");
            }
        }
    }

    [Test]
    public void A_log_that_is_cut_anywhere_has_what_is_before_the_cut()
    {
        foreach (SampleLog sample in SampleLog.Plain)
        {
            string text = string.Join('\n', sample.Lines) + '\n';
            (LineRange Lines, string Text)[] all = [.. Facts.OfExchanges(sample.Read())];
            int step = Math.Max(1, text.Length / 500);
            for (int length = 0; length < text.Length; length += step)
            {
                int whole = text.AsSpan(0, length).Count('\n');
                HashSet<(LineRange, string)> read = [.. Facts.OfExchanges(PastedLogReader.Read(Encoding.UTF8.GetBytes(text[..length])))];
                Assert.That(read, Is.SupersetOf(all.Where(one => one.Lines.Last <= whole)), $"{sample.Name}, the first {length} characters");
            }
        }
    }

    [Test]
    public void Octets_that_are_no_log_are_read_in_time_and_without_a_fault([Range(0, 19)] int seed)
    {
        SeededRandom random = new(seed);
        byte[] octets = new byte[40_000];
        random.Fill(octets);
        // Every second time only what stands in logs.
        if (seed % 2 == 1)
        {
            for (int at = 0; at < octets.Length; at++) octets[at] = (byte)Alphabet[octets[at] % Alphabet.Length];
        }
        Assert.That(PastedLogReader.Read(octets).LineCount, Is.GreaterThan(0));
    }

    [TestCaseSource(nameof(Large))]
    public void Five_megabytes_take_seconds(string name, Func<byte[]> make)
    {
        byte[] octets = make();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        PastedLogReader.Read(octets);
        TimeSpan took = Environment.CpuUsage.TotalTime - before;
        TestContext.Out.WriteLine($"{name}: {took.TotalMilliseconds} ms");
        // Of the processor, as the machine does other things as well. What grows with the square takes longer than this.
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(12)));
    }

    private static IEnumerable<TestCaseData> Large()
    {
        foreach ((string name, string line) in new[]
        {
            ("one line of digits", ""), ("short lines of digits", "81E2910003\n"), ("brackets", "[[[[{{{{\n"), ("marks", ">>>>>>>>>>\n"), ("empty lines", "\n"), ("open commands", "AT+CGLA=1,600,\"81E29100FF\n"),
            ("rows", "0010  81 e2 91 00\n"), ("lines of a body", "[DEBUG] [HTTP] [RX] rcode: 200, data: {\n"), ("entries", "{\"log\":{\"entries\":[{\n"), ("ModemManager", "[p/at] <-- 'AT'\n"), ("pairs", "> 81 E2\n< 90 00\n"),
        })
        {
            yield return new TestCaseData(name, () => Repeated(line.Length == 0 ? "8" : line)) { TestName = $"Five_megabytes_take_seconds({name})" };
        }
    }

    private static byte[] Repeated(string line) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 5_000_000 / line.Length)));

    private static PastedLog ReadLines(string[] lines) => PastedLogReader.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'));

    private static void AssertOthersSame(PastedLog plain, PastedLog read, int before, int behind, int shift, string where)
    {
        HashSet<(LineRange, string)> all = [.. Facts.OfExchanges(read)];
        // A record that waits for its answer ends with the next one: only behind that is all as it was.
        IEnumerable<(LineRange, string)> expected = Facts.OfExchanges(plain).Where(one => one.Lines.Last < before || one.Lines.First > behind)
            .Select(one => one.Lines.First > behind ? (new LineRange(one.Lines.First + shift, one.Lines.Last + shift), one.Text) : one);
        Assert.That(all, Is.SupersetOf(expected), where);
    }

    /// <summary>What stands in one line, or has nothing besides what stands in it, is gone with it.</summary>
    private static int GoneWith(PastedLog log, int line) => Facts.Of(log).Count(one => one.Lines == new LineRange(line, line))
        + log.Unrecoverable.Count(one => one.Lines.First < one.Lines.Last && one.Lines.First <= line && one.Lines.Last >= line && one.Response is null && one.ResponseStart is null)
        // The answer behind it now seems to be that of the command before it, which had none.
        + log.Unrecoverable.Count(one => one.Command is not null && one.Response is null && one.Lines.Last == line - 1);

    private const string Alphabet = "0123456789ABCDEFabcdef0123456789ABCDEF <>-:[]{}\",.=\n\n+AT\r(|)/x>";
}

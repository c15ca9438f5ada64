using System.Text;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Lpas.Commands;
using EuiccSim.Conformance.Running;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>Programs that are started, and persons who are asked.</summary>
[Platform("Linux,MacOsX")]
internal sealed class CommandLpaTests
{
    [Test]
    public async Task The_exit_code_says_how_it_went_and_the_output_is_kept()
    {
        CaseResult result = await RunAsync("""["-c", "echo no card in {device}; exit 3"]""", "5.4/info");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Why, Does.Contain("exit code 3: no card in 127.0.0.1:"));
    }

    [Test]
    public async Task Output_that_says_no_counts_whatever_the_exit_code()
    {
        CaseResult result = await RunAsync("""["-c", "echo Error: nothing"]""", "5.4/no-isd-r", """, "failure": "^Error" """);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), result.Why);
    }

    [Test]
    public async Task A_program_that_does_not_end_is_stopped_and_that_is_a_fail()
    {
        CaseResult result = await RunAsync("""["-c", "echo waiting; sleep 300"]""", "5.4/info", """, "seconds": 1""");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Why, Does.Contain("it had not ended after 1 s: waiting"));
        Assert.That(result.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task What_a_program_reads_is_what_the_description_says_and_then_the_end()
    {
        CaseResult result = await RunAsync("""{"arguments": ["-c", "read a; read b || echo answer was $a; exit 1"], "input": "yes\n"}""", "5.4/info");
        Assert.That(result.Why, Does.Contain("answer was yes"));
    }

    [Test]
    public async Task A_program_that_is_not_there_is_an_error_and_no_fail()
    {
        CaseResult result = await RunAsync("[]", "5.4/info", program: "/nowhere/lpa");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(result.Why, Does.Contain("/nowhere/lpa cannot be started"));
    }

    [Test]
    public async Task What_a_program_has_no_command_for_does_not_apply()
    {
        CaseResult result = await RunAsync("""["-c", "exit 0"]""", "5.4/list");
        Assert.That(result.Verdict, Is.EqualTo(Verdict.NotApplicable));
        Assert.That(result.Why, Is.EqualTo("list: no, from what test can be asked for"));
    }

    [Test]
    public async Task A_person_says_how_it_went()
    {
        using StringWriter questions = new();
        AskedPerson person = new(new StringReader("hm\nfailed: no eUICC\n"), questions, LpaCardWay.Tcp);
        await using (person)
        {
            CaseResult result = await RunAsync(person, "5.4/no-card");
            Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), result.Why);
        }
        Assert.That(questions.ToString(), Does.Contain("The card is at 127.0.0.1:").And.Contain("Please have the LPA tell what the eUICC is.").And.Contain("'done', 'failed' or 'cannot'?"));
    }

    [Test]
    public async Task What_a_person_cannot_do_does_not_apply_and_who_has_gone_ends_the_case()
    {
        AskedPerson person = new(new StringReader("cannot\n"), TextWriter.Null, LpaCardWay.Tcp, "Pocket LPA");
        await using (person)
        {
            CaseResult cannot = await RunAsync(person, "5.4/info");
            Assert.That((cannot.Verdict, cannot.Why), Is.EqualTo((Verdict.NotApplicable, "info: no, says the person who uses Pocket LPA")));
            Assert.That((await RunAsync(person, "5.4/info")).Verdict, Is.EqualTo(Verdict.Error));
        }
    }

    private static async Task<CaseResult> RunAsync(string info, string id, string more = "", string program = "/bin/sh")
    {
        string json = $$"""{"name": "test", "program": ["{{program}}"], "card": "tcp", "commands": {"info": {{info}}}{{more}}}""";
        CommandLpa lpa = new(LpaDescription.Read(Encoding.UTF8.GetBytes(json)));
        await using (lpa) return await RunAsync(lpa, id);
    }

    private static async Task<CaseResult> RunAsync(ILpaUnderTest lpa, string id)
    {
        await using LpaTarget target = LpaTarget.Of(lpa);
        RunReport report = await ConformanceRun.RunAsync(ConformanceSuite.Find(id), target);
        return report.Cases.Single();
    }
}

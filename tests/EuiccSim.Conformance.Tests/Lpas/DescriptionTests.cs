using System.Text;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Lpas.Commands;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>Descriptions of programs that are LPAs.</summary>
internal sealed class DescriptionTests
{
    [Test]
    public void There_are_descriptions_of_lpac_and_of_our_own_tool() =>
        Assert.That(LpaDescription.Names, Is.EqualTo(new[] { "euiccsim", "euiccsim-modem", "euiccsim-reader", "lpac", "lpac-at", "lpac-pcsc" }));

    [TestCaseSource(typeof(LpaDescription), nameof(LpaDescription.Names))]
    public void A_description_that_comes_along_has_all_that_the_issue_names(string name)
    {
        LpaDescription description = LpaDescription.Find(name)!;
        Assert.That(description.Commands.Keys, Is.SupersetOf(new[] { "info", "list", "download", "enable", "disable", "delete", "notifications" }));
        Assert.That(description.Options, Does.Contain(LpaOption.ConfirmationCode).And.Contain(LpaOption.DefaultSmdp));
    }

    [Test]
    public void There_is_none_of_another_name() => Assert.That(LpaDescription.Find("lpad"), Is.Null);

    [Test]
    public void Words_in_brackets_are_left_out_where_there_is_nothing_for_them()
    {
        LpaCommandLine line = LpaDescription.Find("lpac")!.Commands["download"];
        Assert.That(line.Fill(new Dictionary<string, string?> { ["code"] = "LPA:1$a$b" }, out string? missing), Is.EqualTo(new[] { "profile", "download", "-a", "LPA:1$a$b" }));
        Assert.That(missing, Is.Null);
        Assert.That(line.Fill(new Dictionary<string, string?> { ["code"] = "C", ["confirmation"] = "4711" }, out _), Is.EqualTo(new[] { "profile", "download", "-a", "C", "-c", "4711" }));
    }

    [Test]
    public void What_is_needed_and_not_there_is_named()
    {
        LpaDescription.Find("lpac")!.Commands["enable"].Fill(new Dictionary<string, string?>(), out string? missing);
        Assert.That(missing, Is.EqualTo("iccid"));
    }

    [TestCase("{", "ends")]
    [TestCase("[]", "the description is no object")]
    [TestCase("{}", "'name' is missing")]
    [TestCase("""{"name":"a","program":["a"],"card":"usb","commands":{"info":[]}}""", "'card' is 'usb'; there are tcp, pty, vpcd, stdio")]
    [TestCase("""{"name":"a","program":[],"card":"tcp","commands":{"info":[]}}""", "'program' names no program")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{}}""", "'commands' has no command")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"remove":[]}}""", "'commands' has a member 'remove'; there are info, list")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":["{eid}"]}}""", "the command 'info' has a placeholder {eid}; there are {code}")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":[["-v"]]}}""", "without a placeholder")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":"-v"}}""", "the command 'info' is no object")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":[]},"colour":"red"}""", "the description has a member 'colour'")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":[]},"seconds":0}""", "'seconds' takes a number from 1 to 3600, not 0")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":[]},"failure":"("}""", "'failure' is no regular expression")]
    [TestCase("""{"name":"a","name":"b","program":["a"],"card":"tcp","commands":{"info":[]}}""", "the description has 'name' twice")]
    [TestCase("""{"name":"a","program":["a"],"card":"tcp","commands":{"info":[]},"environment":{"A":"1","A":"2"}}""", "'environment' has A twice")]
    [TestCase("""{"name":7,"program":["a"],"card":"tcp","commands":{"info":[]}}""", "'name' has 7, which is no text")]
    public void What_is_wrong_with_a_description_is_said(string json, string words) =>
        Assert.That(() => LpaDescription.Read(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<FormatException>().With.Message.Contains(words));
}

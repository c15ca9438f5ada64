using System.Text;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Tests;

/// <summary>What somebody declares of a target.</summary>
internal sealed class DeclaredOptionsTests
{
    [Test]
    public void What_is_declared_is_read() => Assert.That(
        Read("""{ "crlSupport": false, /* ours has none */ "clock": true, }"""), Is.EqualTo(new Dictionary<string, bool> { ["crlSupport"] = false, ["clock"] = true }));

    [TestCase("", "it is no JSON")]
    [TestCase("[]", "it is no JSON object of options")]
    [TestCase("""{"clock":"yes"}""", "'clock' is neither true nor false")]
    [TestCase("""{"clock":true,"clock":false}""", "'clock' stands there twice")]
    [TestCase("""{"crlSuport":true}""", "there is no option 'crlSuport', but crlSupport")]
    [TestCase("""{"colour":true}""", "there is no option 'colour'; a report lists those of its target")]
    [TestCase("""{"keys":true}""", "'keys' is what the run has, not the target: --pki and the other options bring it, and a declaration can only take it away")]
    [TestCase("""{"\ud800":true}""", "a name in it is no Unicode text")]
    public void What_is_wrong_is_said(string json, string words) => Assert.That(() => Read(json), Throws.InstanceOf<FormatException>().With.Message.EqualTo(words));

    [Test]
    public void Every_option_that_a_case_needs_can_be_declared()
    {
        foreach (string need in ConformanceSuite.Cases.SelectMany(one => one.Needs).Concat(LpaOption.All).Distinct())
            Assert.That(Read($$"""{"{{need.TrimStart('!')}}":false}"""), Has.Count.EqualTo(1), need);
    }

    private static IReadOnlyDictionary<string, bool> Read(string json) => DeclaredOptions.Read(Octets.Wrap(Encoding.UTF8.GetBytes(json)));
}

using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>What the linter says of GSMA's generic test profiles: they are installed on cards of all manufacturers every day.</summary>
internal sealed class Ts48LintTests
{
    [Test]
    public void They_have_no_errors_and_what_else_is_said_is_known()
    {
        SortedSet<string> said = [];
        foreach ((string name, ProfilePackage package) in Ts48.All())
        {
            LintReport report = ProfileLinter.Lint(package);
            Assert.That(report.Findings.Where(finding => finding.Severity == RuleSeverity.Error).Select(finding => finding.ToString()), Is.Empty, name);
            said.UnionWith(report.Findings.Select(finding => finding.Rule.Id));
        }
        Assert.That(said, Is.EqualTo(s_known));
    }

    /// <summary>
    /// What is so in them: EF.ACC is class 0 where the IMSI ends in 3, the ISIM has another IMSI than the USIM, codes and keys are published, EF.AD is for type
    /// approval, the USIM has files whose services are off, and in the one with SUCI two files refer to a record of EF.ARR that is not there.
    /// </summary>
    private static readonly string[] s_known = ["acc-class", "ad-operation-mode", "aka-key-published", "arr-record", "code-guessable", "ims-imsi", "sd-key-published", "ust-file-service"];
}
